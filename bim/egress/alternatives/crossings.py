"""A walkable floor cut along cross-sections: straight lines from a corner that sticks into it to the wall opposite.

The cut is a Delaunay triangulation of the floor's corners and of the points where its walls, made longer, meet other
walls. Its inner edges are the cross-sections (a door's opening, a corridor's width); no corner lies nearer to one than
its own ends do, so a corridor is crossed straight, not aslant.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.geometry.corners import reflex_corners
from bim.geometry.frame import Points
from bim.geometry.polygons import parts
from bim.geometry.sparse import Index

PILLAR_M = 2.0
"""Who walks round a thing no larger than this has walked one way, not two."""
NEAR_M = 1e-6


@dataclass(slots=True)
class Crossings:
    """Triangles of a floor. ``corner`` (t, 3): places in ``points``; ``pair`` (m, 2): triangles on either side of each
    cross-section; ``ends`` (m, 2): its end points."""

    points: Points
    corner: Index
    pair: Index
    ends: Index
    shapes: NDArray[np.object_]
    neighbours: list[list[tuple[int, int]]]
    """By triangle: the triangle beyond and the number of the cross-section between."""
    _tree: shapely.STRtree

    @classmethod
    def of(cls, shape: BaseGeometry) -> Crossings:
        """Cuts a floor (one or several polygons)."""
        shapes = shapely.get_parts(shapely.constrained_delaunay_triangles([_divided(_solid(p)) for p in parts(shape)]))
        at = shapely.get_coordinates(shapes).reshape(-1, 4, 2)[:, :3]
        points, corner = np.unique(at.reshape(-1, 2), axis=0, return_inverse=True)
        corner = corner.reshape(-1, 3).astype(np.intp)
        pair, ends = _shared(corner)
        neighbours: list[list[tuple[int, int]]] = [[] for _ in range(len(corner))]
        for edge, (a, b) in enumerate(pair.tolist()):
            neighbours[a].append((b, edge))
            neighbours[b].append((a, edge))
        return cls(points, corner, pair, ends, shapes, neighbours, shapely.STRtree(shapes))

    def at(self, points: Sequence[tuple[float, float]]) -> list[int]:
        """The triangle in which (or next to which) each point lies."""
        found = self._tree.query_nearest(shapely.points(list(points)), all_matches=False)
        place: list[int] = found[1].tolist()
        return place

    def length_m(self, edge: int) -> float:
        a, b = self.points[self.ends[edge]]
        return float(np.hypot(*(a - b)))

    def depth_m(self, edge: int, triangles: list[int]) -> float:
        """How far the corners of some triangles lie from a cross-section as the crow flies."""
        a, b = self.points[self.ends[edge]]
        other = self.points[np.unique(self.corner[triangles])]
        along = b - a
        share = np.clip((other - a) @ along / max(float(along @ along), NEAR_M), 0.0, 1.0)
        return float(np.linalg.norm(other - a - share[:, None] * along, axis=1).max())


def _shared(corner: Index) -> tuple[Index, Index]:
    """Edges that two triangles have in common: the triangles and the end points."""
    side = np.sort(corner[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    owner = np.repeat(np.arange(len(corner)), 3)
    order = np.lexsort((side[:, 1], side[:, 0]))
    side, owner = side[order], owner[order]
    same = np.flatnonzero((side[1:] == side[:-1]).all(axis=1))
    return np.stack([owner[same], owner[same + 1]], axis=1), side[same]


def _solid(polygon: Polygon) -> Polygon:
    """The polygon without holes that are no larger than a pillar."""
    rings = [r for r in polygon.interiors if max(r.bounds[2] - r.bounds[0], r.bounds[3] - r.bounds[1]) > PILLAR_M]
    return Polygon(polygon.exterior, rings)


def _divided(polygon: Polygon) -> Polygon:
    """The polygon with one vertex more wherever one of its walls, made longer at a reflex corner, meets a wall."""
    rings = [np.asarray(r.coords)[:, :2] for r in (polygon.exterior, *polygon.interiors)]
    start = np.concatenate([r[:-1] for r in rings])
    along = np.concatenate([np.diff(r, axis=0) for r in rings])
    wall, share = _hits(polygon, start, along)
    order = np.lexsort((share, wall))
    at = start[wall[order]] + share[order, None] * along[wall[order]]
    whole = np.insert(start, wall[order] + 1, at, axis=0)
    first = np.cumsum([0, *(len(r) - 1 for r in rings)])
    first += np.searchsorted(wall[order], first)
    made = [whole[a:b] for a, b in itertools.pairwise(first.tolist())]
    return Polygon(made[0], made[1:])


def _hits(polygon: Polygon, start: Points, along: Points) -> tuple[Index, NDArray[np.float64]]:
    """Which wall each ray meets first, and at which share of it; rays that meet a corner are left out."""
    corners = reflex_corners(polygon)
    eye = np.concatenate([corners.at, corners.at])
    ray = -np.concatenate([corners.to_previous, corners.to_next])
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = ray @ _turned(along).T
        far = (_cross(start, along)[None, :] - eye @ _turned(along).T) / turn
        share = (ray @ -_turned(start).T + _cross(ray, eye)[:, None]) / turn
    far = np.where((far > 1e-4) & (share >= -NEAR_M) & (share <= 1 + NEAR_M), far, np.inf)
    if not far.size:
        return np.empty(0, dtype=np.intp), np.empty(0)
    wall = far.argmin(axis=1)
    row = np.arange(len(wall))
    share = share[row, wall]
    off = np.minimum(share, 1 - share) * np.linalg.norm(along[wall], axis=1)
    keep = np.isfinite(far[row, wall]) & (off > 0.01)
    return wall[keep].astype(np.intp), share[keep]


def _turned(a: Points) -> Points:
    """``b @ _turned(a)`` is the cross product b x a."""
    return np.stack([a[:, 1], -a[:, 0]], axis=1)


def _cross(a: Points, b: Points) -> NDArray[np.float64]:
    result: NDArray[np.float64] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return result
