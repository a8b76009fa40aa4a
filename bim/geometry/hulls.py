"""Whether something stands between an eye and a triangle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bim.geometry.frame import Points


def holes_in(holes: Points, eye: Points, triangle: Points) -> NDArray[np.bool_]:
    """Whether the hull of each eye (n, 2) and triangle (n, 3, 2) holds one of the points ``holes``."""
    found = np.zeros(len(eye), dtype=np.bool_)
    if not len(holes):
        return found
    low, high = np.minimum(triangle.min(axis=1), eye), np.maximum(triangle.max(axis=1), eye)
    for hole in holes:
        near = np.flatnonzero(((low < hole) & (hole < high)).all(axis=1) & ~found)
        a, b = triangle[near] - hole, np.roll(triangle[near], -1, axis=1) - hole
        found[near] = _in_fan(eye[near] - hole, a, b)
    return found


def _in_fan(eye: Points, a: Points, b: Points) -> NDArray[np.bool_]:
    """Whether the origin lies in one of the triangles from ``eye`` (n, 2) over the sides a-b (n, 3, 2)."""
    e = eye[:, None, :]
    turns = [p[..., 0] * q[..., 1] - p[..., 1] * q[..., 0] for p, q in ((e, a), (a, b), (b, e))]
    inside = np.logical_and.reduce([t > 0 for t in turns]) | np.logical_and.reduce([t < 0 for t in turns])
    result: NDArray[np.bool_] = inside.any(axis=1)
    return result
