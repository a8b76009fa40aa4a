"""Visibility graph of one connected polygon with holes, with extra points (doors, stair ends) as nodes.

Source: Lozano-Pérez and Wesley, "An algorithm for planning collision-free paths among polyhedral obstacles", 1979;
only tangent edges are kept (Rohnert 1986), which changes no distance.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from bim.geometry.corners import reflex_corners, tangent
from bim.geometry.frame import Points
from bim.geometry.hulls import holes_in
from bim.geometry.sightlines import Sightlines
from bim.geometry.sparse import Index
from bim.geometry.triangles import Triangles

Mask = NDArray[np.bool_]


class Sight(Protocol):
    """What can be asked of a floor, or of several side by side."""

    nodes: Points
    sight: Sightlines

    def seen_from(self, points: Points) -> tuple[Index, Index]:
        """All pairs (point, node) with a free straight line between them, sorted."""

    def holes_within(self, eye: Points, triangle: Points) -> Mask:
        """Whether a hole lies between each eye and triangle that it sees the corners of."""


class Visibility:
    """Who sees whom in ``polygon``. Nodes 0..k-1 are its reflex corners, then come the ``extra`` points in order.

    ``edges`` (m, 2) and ``lengths_m`` (m,) hold each tangent edge once; distances along them are exact.
    """

    def __init__(self, polygon: Polygon, extra: Points | None = None) -> None:
        self.polygon = polygon
        self._corners = reflex_corners(polygon)
        points = np.empty((0, 2)) if extra is None or not len(extra) else np.asarray(extra, dtype=np.float64)
        self.corner_count = len(self._corners)
        self.nodes: Points = np.concatenate([self._corners.at, points])
        self.sight = Sightlines(Triangles(polygon), self.nodes)
        self.edges, self.lengths_m = self._edges()

    def seen_from(self, points: Points) -> tuple[Index, Index]:
        """All pairs (point, node) with a free straight line between them, sorted. Points (n, 2) outside see none."""
        return self.sight.seen(points)

    def holes_within(self, eye: Points, triangle: Points) -> Mask:
        """Whether a hole of the floor lies between each eye (n, 2) and triangle (n, 3, 2) that it sees the corners of.

        No hole crosses the rim of their hull then, so one vertex of each hole tells.
        """
        holes = np.array([hole.coords[0][:2] for hole in self.polygon.interiors]).reshape(-1, 2)
        return holes_in(holes, eye, triangle)

    def _useful(self, node: Index, other: Index) -> Mask:
        """Whether a shortest path from node ``other`` may turn at ``node``. Extra points always may."""
        mask: Mask = np.ones(len(node), dtype=np.bool_)
        corner = node < self.corner_count
        mask[corner] = tangent(self._corners, node[corner], self.nodes[node[corner]] - self.nodes[other[corner]])
        return mask

    def _edges(self) -> tuple[Index, NDArray[np.float64]]:
        first, second = self.seen_from(self.nodes)
        once = first < second
        first, second = first[once], second[once]
        keep = self._useful(first, second) & self._useful(second, first)
        edges = np.stack([first[keep], second[keep]], axis=1)
        lengths = np.linalg.norm(self.nodes[edges[:, 0]] - self.nodes[edges[:, 1]], axis=1)
        return edges, lengths
