"""World placements: 4×4 matrices in metres, worked out once each and without recursion."""

from __future__ import annotations

from math import hypot

import numpy as np
import numpy.typing as npt

from bim.read.entity import Entity, attribute

Matrix = npt.NDArray[np.float64]
Vector = tuple[float, float, float]
MAX_DEPTH = 200


class Placements:
    """World matrices of ``IfcLocalPlacement`` by step id. Rotation is unit-free, translation in metres."""

    def __init__(self, unit_m: float) -> None:
        self.unit_m = unit_m
        self._known: dict[int, Matrix] = {}

    def of(self, element: Entity) -> Matrix | None:
        """Where ``element`` stands; None when it has no local placement (grid and linear placements count as none)."""
        placement = attribute(element, "ObjectPlacement")
        return None if placement is None else self._world(placement)

    def above(self, element: Entity) -> Matrix | None:
        """The placement that ``element``'s own one is relative to; None without one."""
        placement = attribute(element, "ObjectPlacement")
        parent = attribute(placement, "PlacementRelTo") if placement is not None else None
        return None if parent is None else self._world(parent)

    def _world(self, placement: Entity) -> Matrix | None:
        chain: list[Entity] = []
        world = np.eye(4)
        while placement is not None:
            known = self._known.get(placement.id())
            if known is not None:
                world = known
                break
            if not placement.is_a("IfcLocalPlacement") or len(chain) >= MAX_DEPTH:
                return None
            chain.append(placement)
            placement = attribute(placement, "PlacementRelTo")
        for link in reversed(chain):
            world = world @ axis_matrix(attribute(link, "RelativePlacement"), self.unit_m)
            self._known[link.id()] = world
        return world


def axis_matrix(axis: Entity | None, unit_m: float) -> Matrix:
    """``IfcAxis2Placement3D``/``2D`` as a right-handed 4×4 matrix, degenerate directions replaced by the defaults."""
    if axis is None:
        return np.eye(4)
    z = _direction(attribute(axis, "Axis"), (0.0, 0.0, 1.0))
    x = _across(_direction(attribute(axis, "RefDirection"), (1.0, 0.0, 0.0)), z)
    y = (z[1] * x[2] - z[2] * x[1], z[2] * x[0] - z[0] * x[2], z[0] * x[1] - z[1] * x[0])
    location = attribute(axis, "Location")
    stated = tuple(attribute(location, "Coordinates") or ()) if location is not None else ()
    at = [float(c) * unit_m for c in (*stated, 0.0, 0.0, 0.0)[:3]]
    return np.array([[x[i], y[i], z[i], at[i]] for i in range(3)] + [[0.0, 0.0, 0.0, 1.0]])


def _across(x: Vector, z: Vector) -> Vector:
    """The part of ``x`` across ``z`` as a unit vector; any such vector when they are parallel."""
    for candidate in (x, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)):
        along = sum(a * b for a, b in zip(candidate, z, strict=True))
        rest = (candidate[0] - along * z[0], candidate[1] - along * z[1], candidate[2] - along * z[2])
        length = hypot(*rest)
        if length > 1e-9:
            return rest[0] / length, rest[1] / length, rest[2] / length
    return x


def _direction(entity: Entity | None, default: Vector) -> Vector:
    ratios = tuple(attribute(entity, "DirectionRatios") or ()) if entity is not None else ()
    x, y, z = (float(r) for r in (*ratios, 0.0, 0.0, 0.0)[:3])
    length = hypot(x, y, z)
    return (x / length, y / length, z / length) if ratios and length > 1e-12 else default
