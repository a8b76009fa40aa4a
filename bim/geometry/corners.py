"""Reflex corners: the only places where a shortest path in a polygon may bend (Lozano-Pérez and Wesley, 1979)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.polygon import orient

from bim.geometry.frame import Points
from bim.geometry.tolerances import TURN_TOL


@dataclass(frozen=True, slots=True)
class Corners:
    """``at`` (n, 2), and the unit directions from each corner to the previous and the next vertex of its ring."""

    at: Points
    to_previous: Points
    to_next: Points

    def __len__(self) -> int:
        return len(self.at)


def _cross(a: Points, b: Points) -> NDArray[np.float64]:
    result: NDArray[np.float64] = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return result


def _ring_corners(ring: Points) -> tuple[Points, Points, Points]:
    """Reflex corners of one closed ring with the free side on its left."""
    xy = ring[:-1]
    xy = xy[np.any(xy != np.roll(xy, 1, axis=0), axis=1)]
    back, forth = np.roll(xy, 1, axis=0) - xy, np.roll(xy, -1, axis=0) - xy
    back = back / np.linalg.norm(back, axis=1, keepdims=True)
    forth = forth / np.linalg.norm(forth, axis=1, keepdims=True)
    reflex = _cross(-back, forth) < -TURN_TOL
    return xy[reflex], back[reflex], forth[reflex]


def reflex_corners(polygon: Polygon) -> Corners:
    """Corners of a polygon (with holes) whose inner angle is above 180 degrees.

    >>> reflex_corners(Polygon([(0, 0), (4, 0), (4, 1), (1, 1), (1, 3), (0, 3)])).at.tolist()
    [[1.0, 1.0]]
    """
    shape = orient(polygon)
    rings = [np.asarray(shape.exterior.coords), *(np.asarray(hole.coords) for hole in shape.interiors)]
    found = [_ring_corners(ring[:, :2]) for ring in rings]
    at, back, forth = (np.concatenate([f[i] for f in found]) for i in range(3))
    return Corners(at, back, forth)


def tangent(corners: Corners, index: NDArray[np.intp], direction: Points) -> NDArray[np.bool_]:
    """Whether lines through ``corners[index]`` along ``direction`` touch the obstacle there without cutting it.

    A shortest path turns only where it is tangent: both neighbours of the corner lie on one side of the line.
    """
    length = np.maximum(np.linalg.norm(direction, axis=-1), 1e-300)
    a = _cross(direction, corners.to_previous[index]) / length
    b = _cross(direction, corners.to_next[index]) / length
    touching: NDArray[np.bool_] = (np.minimum(a, b) >= -1e-6) | (np.maximum(a, b) <= 1e-6)
    return touching
