"""Regions of a floor cut into triangles, with the nodes that see each triangle whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from bim.geometry.frame import Points
from bim.geometry.sparse import Floats, Index, starts
from bim.geometry.view import View
from bim.geometry.visibility import Sight, Visibility

AROUND = [1, 2, 0]


@dataclass(frozen=True, slots=True)
class Mesh:
    """Triangles of a floor: ``corner`` (t, 3) counts the points of ``view``.

    A node that sees a triangle whole is at most ``whole_gap_m`` away from any point of it; those of triangle i begin
    at ``whole_first[i]``.
    """

    floor: Sight
    view: View
    corner: Index
    whole_first: Index
    whole_node: Index
    whole_gap_m: Floats

    @classmethod
    def of(cls, floor: Sight, view: View, corner: Index) -> Mesh:
        row, node = view.common(corner)
        at = view.points[corner[row]]
        free = ~floor.holes_within(floor.nodes[node], at)
        row, node, at = row[free], node[free], at[free]
        gap = np.linalg.norm(at - floor.nodes[node][:, None, :], axis=2).max(axis=1)
        return cls(floor, view, corner, starts(row, len(corner)), node, gap)

    def at(self, rows: Index) -> Points:
        """Corners (n, 3, 2) of some triangles."""
        return self.view.points[self.corner[rows]]

    def quartered(self, rows: Index, others: Points) -> tuple[Mesh, Index]:
        """The triangles ``rows`` halved twice (row i becomes 4i … 4i + 3), and the places of ``others`` in its view."""
        at = halves(halves(self.at(rows))).reshape(-1, self.view.points.shape[1])
        points, place = np.unique(np.concatenate([at, others]), axis=0, return_inverse=True)
        place = place.reshape(-1).astype(np.intp)
        return Mesh.of(self.floor, View.of(self.floor, points), place[: len(at)].reshape(-1, 3)), place[len(at) :]


def halves(corner: Points) -> Points:
    """Each triangle (t, 3, 2) cut in two at the middle of its longest side: (2t, 3, 2)."""
    side = np.linalg.norm(corner - corner[:, AROUND], axis=2)
    turn = (side.argmax(axis=1)[:, None] + np.arange(3)) % 3
    turned = np.take_along_axis(corner, turn[:, :, None], axis=1)
    middle = (turned[:, 0] + turned[:, 1]) / 2
    both = [np.stack([turned[:, keep], middle, turned[:, 2]], axis=1) for keep in (0, 1)]
    return np.stack(both, axis=1).reshape(-1, 3, corner.shape[2])


def lipschitz_m(corner: Points, value: Floats) -> Floats:
    """Upper bound in triangles (t, 3, 2) of what has ``value`` (t, 3) at the corners and grows by 1 m per metre."""
    side = np.linalg.norm(corner - corner[:, AROUND], axis=2)
    reach = np.maximum(side, side[:, [2, 0, 1]])
    bound: Floats = (value + reach).min(axis=1)
    return bound


@dataclass(frozen=True, slots=True)
class Regions:
    """A mesh of several regions; the triangles of region i begin at ``first[i]``."""

    mesh: Mesh
    first: Index

    @classmethod
    def of(cls, floor: Visibility, shapes: Sequence[Polygon]) -> Regions:
        """Cuts the shapes (inside the floor) into triangles; one too thin for a triangle has none."""
        cut = np.array(shapely.constrained_delaunay_triangles(list(shapes)), dtype=np.object_).reshape(-1)
        triangles, region = shapely.get_parts(cut, return_index=True)
        at = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3].reshape(-1, 2)
        points, corner = np.unique(at, axis=0, return_inverse=True)
        mesh = Mesh.of(floor, View.of(floor, points), corner.reshape(-1, 3).astype(np.intp))
        return cls(mesh, starts(region, len(shapes)))
