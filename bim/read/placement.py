"""World placements: 4×4 matrices in metres, worked out once each and without recursion."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bim.read.entity import Entity, attribute

Matrix = npt.NDArray[np.float64]
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
            placement = placement.PlacementRelTo
        for link in reversed(chain):
            world = world @ axis_matrix(link.RelativePlacement, self.unit_m)
            self._known[link.id()] = world
        return world


def axis_matrix(axis: Entity | None, unit_m: float) -> Matrix:
    """``IfcAxis2Placement3D``/``2D`` as a right-handed 4×4 matrix, degenerate directions replaced by the defaults."""
    matrix = np.eye(4)
    if axis is None:
        return matrix
    z = _direction(attribute(axis, "Axis"), (0.0, 0.0, 1.0))
    x = _direction(attribute(axis, "RefDirection"), (1.0, 0.0, 0.0))
    x = x - z * float(x @ z)
    if float(np.linalg.norm(x)) < 1e-9:
        x = np.array((0.0, 1.0, 0.0)) - z * z[1] if abs(z[1]) < 0.9 else np.array((1.0, 0.0, 0.0)) - z * z[0]
    x = x / np.linalg.norm(x)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2] = x, np.cross(z, x), z
    location = attribute(axis, "Location")
    coordinates = tuple(attribute(location, "Coordinates") or ()) if location is not None else ()
    matrix[: len(coordinates), 3] = np.array(coordinates, dtype=float) * unit_m
    return matrix


def _direction(entity: Entity | None, default: tuple[float, float, float]) -> npt.NDArray[np.float64]:
    ratios = tuple(attribute(entity, "DirectionRatios") or ()) if entity is not None else ()
    vector = np.array((*ratios, 0.0, 0.0, 0.0)[:3], dtype=float)
    length = float(np.linalg.norm(vector))
    return vector / length if ratios and length > 1e-12 else np.array(default)
