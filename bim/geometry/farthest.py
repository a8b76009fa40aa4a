"""The farthest point of a region, with a certified bound.

The distance d to the nearest target changes by no more than one metre per metre (1-Lipschitz), so a triangle whose
corners are known has an upper bound. Where one node v is seen from the whole triangle, d(x) <= c(v) + |x - v|, a
convex function with its maximum at a corner: this second bound is usually exact. Triangles whose bound exceeds the
best value found by more than the tolerance are halved along their longest side until none is left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from bim.geometry.field import Field, Floats
from bim.geometry.frame import Points
from bim.geometry.visibility import Index

MAX_TRIANGLES = 60_000


@dataclass(frozen=True, slots=True)
class Farthest:
    """The true maximum lies in ``[value_m, upper_m]``; ``point`` has distance ``value_m`` and walks to ``node``."""

    value_m: float
    upper_m: float
    point: tuple[float, float]
    node: int


@dataclass(slots=True)
class _Mesh:
    corner: Points
    """(t, 3, 2)"""
    value: Floats
    """(t, 3)"""
    node: Index
    """(t, 3)"""

    def take(self, mask: NDArray[np.bool_]) -> _Mesh:
        return _Mesh(self.corner[mask], self.value[mask], self.node[mask])


def farthest(region: Polygon, field: Field, tolerance_m: float = 0.05) -> Farthest | None:
    """The point of ``region`` (inside the field's floor) farthest from every target; None if any of it has no way out.

    >>> from bim.geometry.visibility import Visibility
    >>> floor = Visibility(shapely.box(0, 0, 4, 3), np.array([[0.0, 0.0]]))
    >>> farthest(floor.polygon, Field(floor, np.array([0.0])))
    Farthest(value_m=5.0, upper_m=5.0, point=(4.0, 3.0), node=0)
    """
    mesh = _start(region, field)
    if mesh is None:
        return None
    best = _best(mesh)
    settled, seen = best.value_m, len(mesh.corner)
    while True:
        bound = _upper(mesh, field)
        open_ = bound > best.value_m + tolerance_m
        if not open_.any() or seen > MAX_TRIANGLES:
            return Farthest(
                best.value_m, max(best.value_m, settled, float(bound.max(initial=0.0))), best.point, best.node
            )
        settled = max(settled, float(bound[~open_].max(initial=0.0)))
        mesh = _halve(mesh.take(open_), field)
        seen += len(mesh.corner)
        best = max(best, _best(mesh), key=lambda f: f.value_m)


def _start(region: Polygon, field: Field) -> _Mesh | None:
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(region))
    if not len(triangles):
        return None
    corner = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    points, back = np.unique(corner.reshape(-1, 2), axis=0, return_inverse=True)
    value, node = field.at(points)
    if not np.all(np.isfinite(value)):
        return None
    return _Mesh(corner, value[back].reshape(-1, 3), node[back].reshape(-1, 3))


def _best(mesh: _Mesh) -> Farthest:
    row, column = np.unravel_index(int(mesh.value.argmax()), mesh.value.shape)
    value = float(mesh.value[row, column])
    x, y = mesh.corner[row, column]
    return Farthest(value, value, (float(x), float(y)), int(mesh.node[row, column]))


def _upper(mesh: _Mesh, field: Field) -> Floats:
    """Upper bound of the distance in each triangle: the smaller of the Lipschitz and the one-node bound."""
    side = np.linalg.norm(mesh.corner - np.roll(mesh.corner, -1, axis=1), axis=2)
    reach = np.stack([np.maximum(side[:, i], side[:, i - 1]) for i in range(3)], axis=1)
    bound = (mesh.value + reach).min(axis=1)
    for i in range(3):
        node = mesh.node[:, i]
        eye = field.floor.nodes[node]
        one = (field.cost_m[node][:, None] + np.linalg.norm(mesh.corner - eye[:, None, :], axis=2)).max(axis=1)
        better = one < bound
        better[better] = field.floor.sees_triangle(eye[better], mesh.corner[better])
        bound[better] = one[better]
    result: Floats = np.maximum(bound, mesh.value.max(axis=1))
    return result


def _halve(mesh: _Mesh, field: Field) -> _Mesh:
    """Each triangle cut in two at the middle of its longest side, the new points evaluated."""
    side = np.linalg.norm(mesh.corner - np.roll(mesh.corner, -1, axis=1), axis=2)
    turn = (side.argmax(axis=1)[:, None] + np.arange(3)) % 3
    row = np.arange(len(turn))[:, None]
    corner, value, node = mesh.corner[row, turn], mesh.value[row, turn], mesh.node[row, turn]
    middle = (corner[:, 0] + corner[:, 1]) / 2
    d, v = field.at(middle)

    def half(keep: int) -> _Mesh:
        return _Mesh(
            np.stack([corner[:, keep], middle, corner[:, 2]], axis=1),
            np.stack([value[:, keep], d, value[:, 2]], axis=1),
            np.stack([node[:, keep], v, node[:, 2]], axis=1),
        )

    a, b = half(0), half(1)
    return _Mesh(*(np.concatenate([getattr(a, n), getattr(b, n)]) for n in ("corner", "value", "node")))
