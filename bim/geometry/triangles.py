"""A polygon cut into triangles that know their neighbours, so that a line of sight can be walked through them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from bim.geometry.frame import Points
from bim.geometry.sparse import Index
from bim.geometry.tolerances import GROW_M

TURNS_RAD = (0.0, 0.3, 0.7, 1.1, 1.9, 2.3)
"""The cut may leave a vertex on the side of another triangle where three vertices lie on a line (about one plan in a
thousand); then the same plan is cut again at another angle."""


class Triangles:
    """Constrained Delaunay triangulation of a polygon with holes; its vertices are the polygon's.

    Half-edge ``3 * t + k`` runs from corner ``k`` of triangle ``t`` to the next one, anticlockwise. ``twin``: the same
    edge seen from the neighbour, -1 on the boundary. ``origin``: the vertex where a half-edge starts.
    """

    def __init__(self, polygon: Polygon) -> None:
        sides = shapely.count_coordinates(polygon) - 1 - len(polygon.interiors)
        for turn_rad in TURNS_RAD:
            corner = _cut(polygon, turn_rad)
            self.vertices, number = np.unique(corner.reshape(-1, 2), axis=0, return_inverse=True)
            self.origin: Index = number.reshape(-1).astype(np.intp)
            self.next: Index = _next(len(self.origin))
            self.twin: Index = _twins(self.origin, self.origin[self.next], len(self.vertices))
            if np.count_nonzero(self.twin < 0) == sides:
                break
        self._tree = shapely.STRtree(list(np.atleast_1d(np.asarray(shapely.polygons(corner), dtype=np.object_))))

    def touching(self, points: Points) -> tuple[Index, Index]:
        """Pairs (point, triangle) of all triangles that hold each of ``points`` (n, 2), rim included."""
        pairs = self._tree.query(shapely.points(points), predicate="dwithin", distance=GROW_M)
        return pairs[0].astype(np.intp), pairs[1].astype(np.intp)


class SideBySide(Triangles):
    """Those of several floors, numbered floor after floor; points are (x, y, floor)."""

    def __init__(self, floors: Sequence[Triangles]) -> None:
        self._floors = floors
        corners = np.cumsum([0, *(len(f.vertices) for f in floors)])
        self._edges = np.cumsum([0, *(len(f.origin) for f in floors)])
        both = list(zip(floors, corners.tolist(), self._edges.tolist(), strict=False))
        self.vertices = np.concatenate([f.vertices for f in floors])
        self.origin = np.concatenate([f.origin + corner for f, corner, _ in both])
        self.next = np.concatenate([f.next + edge for f, _, edge in both])
        self.twin = np.concatenate([np.where(f.twin < 0, -1, f.twin + edge) for f, _, edge in both])

    def touching(self, points: Points) -> tuple[Index, Index]:
        """As of one floor; a point touches triangles of its own floor only."""
        home = points[:, 2].astype(np.intp)
        none = np.zeros(0, dtype=np.intp)
        found = [(none, none)]
        for number in np.unique(home).tolist():
            mine = np.flatnonzero(home == number)
            point, triangle = self._floors[number].touching(points[mine, :2])
            found.append((mine[point], triangle + self._edges[number] // 3))
        return np.concatenate([p for p, _ in found]), np.concatenate([t for _, t in found])


def _cut(polygon: Polygon, turn_rad: float) -> Points:
    """Anticlockwise triangles (t, 3, 2) of a polygon, cut while it is turned by an angle."""
    corner = _corners(polygon)
    if turn_rad:
        cos, sin = np.cos(turn_rad), np.sin(turn_rad)
        turned = shapely.transform(polygon, lambda xy: xy @ np.array([[cos, sin], [-sin, cos]]))
        back = dict(zip(*(map(tuple, shapely.get_coordinates(p).tolist()) for p in (turned, polygon)), strict=True))
        corner = np.array([back[x, y] for x, y in _corners(turned).reshape(-1, 2).tolist()]).reshape(-1, 3, 2)
    clockwise = _twice_area(corner) < 0
    corner[clockwise] = corner[clockwise][:, ::-1]
    return corner


def _corners(polygon: Polygon) -> Points:
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
    return shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]


def _twice_area(corner: NDArray[np.float64]) -> NDArray[np.float64]:
    a, b = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    area: NDArray[np.float64] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return area


def _next(count: int) -> Index:
    """Number of the half-edge after each one in its triangle."""
    around = np.array([1, 2, 0], dtype=np.intp)
    return (np.arange(0, count, 3, dtype=np.intp)[:, None] + around).reshape(-1)


def _twins(start: Index, end: Index, count: int) -> Index:
    """For each half-edge the one that runs between the same vertices the other way, -1 if there is none."""
    mine, other = start * count + end, end * count + start
    order = np.argsort(mine)
    at = np.minimum(np.searchsorted(mine[order], other), max(len(mine) - 1, 0))
    found = order[at] if len(mine) else at
    return np.where(mine[found] == other, found, -1) if len(mine) else found
