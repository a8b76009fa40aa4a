"""Clear widths of the spaces that serve as corridors."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator

import numpy as np
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.joins import portal_point
from bim.egress.measured import Corridor, Loaded
from bim.egress.scene import Scene
from bim.egress.targets import Ends
from bim.egress.widths.loaded import loaded
from bim.egress.widths.passage import Gate, Passage, passage
from bim.geometry.polygons import clean, parts, without

MOUTH_M = 1e-3
"""A stair's mouth stands for its middle: it narrows nothing itself."""
Known = dict[tuple[object, ...], tuple[Passage | None, Loaded]]
"""Equal floors with equal doors have equal widths: storeys drawn alike are measured once."""


def corridors(scene: Scene, ways: Collection[int], ends: Ends) -> tuple[Corridor, ...]:
    """Every way (cell) that is no stairwell and no lobby before one, in the model's order.

    ``ends``: where walks may end, for stairs without a space of their own. Corridors with fewer than two doors or
    exits, or cut in two, have no width and are left out.
    """
    columns, mouths = _columns(scene), _mouths(scene, ends)
    known: Known = {}
    found: list[Corridor] = []
    for cell in sorted(ways):
        if cell in scene.wells.wells or cell in scene.wells.lobbies:
            continue
        shape = without(scene.plan.cells[cell].shape, columns.get(scene.plan.space_of(cell).storey, []))
        found += _corridor(scene, cell, shape, [*_gates(scene, cell, ways), *mouths.get(cell, ())], known)
    return tuple(found)


def _corridor(scene: Scene, cell: int, shape: BaseGeometry, gates: list[Gate], known: Known) -> Iterator[Corridor]:
    """One row for the largest connected part of the floor."""
    floor = max(parts(shape), key=lambda part: part.area, default=None)
    if floor is None:
        return
    key = (floor.wkb, tuple((np.round(gate.line, 4).tobytes(), gate.room) for gate in gates))
    if key not in known:
        way = passage(floor, gates)
        known[key] = (way, loaded(floor, gates, way.width_m) if way else "unknown")
    way, sides = known[key]
    if way is not None:
        space = scene.plan.space_of(cell)
        (a, b), out = way.at, scene.plan.frame.point_out
        at = (out(*a), out(*b))
        yield Corridor(space.guid, space.storey, way.width_m, way.error_m, at, sides, _length(floor))


def _length(floor: Polygon) -> float | None:
    """Length of the rectangle with the floor's outline and area: that of the centre line of a straight or bent way."""
    half, area = floor.exterior.length / 2, Polygon(floor.exterior).area
    root = half * half - 4 * area
    return (half + math.sqrt(root)) / 2 if root >= 0 else None


def _gates(scene: Scene, cell: int, ways: Collection[int]) -> Iterator[Gate]:
    """Doors, openings and boundaries to other spaces, and exits; doors that lead nowhere known are none."""
    for index in scene.joins_of_cell.get(cell, ()):
        join = scene.joins[index]
        if not join.joins_two and scene.proposals[index].kind == "no":
            continue
        portal = scene.facts.portals[join.portal]
        side = 0 if join.sides[0] == cell else 1
        line = tuple(portal_point(scene.plan, portal, place, join.face_m[side]) for place in (0.0, 1.0))
        sign = -1.0 if side == 0 else 1.0
        other = join.sides[1 - side]
        room = other is not None and other not in ways and portal.kind == "door"
        yield Gate((line[0], line[1]), (sign * portal.normal[0], sign * portal.normal[1]), room)


def _mouths(scene: Scene, ends: Ends) -> dict[int, list[Gate]]:
    found: dict[int, list[Gate]] = defaultdict(list)
    for target in ends.targets:
        if target.portal is None:
            x, y = scene.anchors.items[target.anchor].at
            found[target.cell].append(Gate(((x, y), (x + MOUTH_M, y)), (0.0, 0.0)))
    return found


def _columns(scene: Scene) -> dict[str, list[BaseGeometry]]:
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for obstacle in scene.facts.obstacles:
        found[obstacle.storey].append(clean(scene.plan.frame.shape_in(obstacle.outline)))
    return found
