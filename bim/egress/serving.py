"""Which door is the exit door of which room or flat, and how far its farthest point lies from it."""

from __future__ import annotations

from dataclasses import dataclass

from bim.egress.flows import Walks
from bim.egress.measure import Measure
from bim.egress.result import Distance
from bim.egress.rooms import Ways, find_ways, own_doors, to_doors
from bim.egress.scene import Scene


@dataclass(frozen=True, slots=True)
class Serving:
    """``room``: the cells served (one room, or a flat). ``inner``: the room's cell at the door. ``outer``: the cell
    beyond it, None where the door leads outdoors."""

    portal: int
    room: frozenset[int]
    inner: int
    outer: int | None


def flat_doors(scene: Scene, flat: set[int]) -> list[int]:
    """Portals from a flat to common parts; a flat without any has its final exits instead (a house).

    A door that a person calls a flat's is one, whatever lies beyond; one that a person calls none is none.
    """
    found, outdoors = [], []
    for index in sorted({i for cell in flat for i in scene.joins_of_cell.get(cell, ())}):
        join, proposal = scene.joins[index], scene.proposals[index]
        if join.portal in scene.said.inner:
            continue
        if join.portal in scene.said.flat_doors or any(c in scene.dwellings.common for c in join.sides):
            found.append(join.portal)
        elif proposal.kind == "final":
            outdoors.append(join.portal)
    return found or outdoors


def room_doors(scene: Scene, walks: Walks, ways_through: set[int]) -> dict[frozenset[int], list[int]]:
    """Exit doors of every room (public buildings: the room's own doors) or flat (housing)."""
    if scene.options.residential:
        return {frozenset(cells): flat_doors(scene, cells) for cells in scene.dwellings.flats.values()}
    ways: Ways = find_ways(scene, walks)
    rooms = [c for c in range(len(scene.plan.cells)) if c not in ways_through]
    return {frozenset([c]): own_doors(ways, {c}) for c in rooms}


def servings(scene: Scene, doors: dict[frozenset[int], list[int]], ways_through: set[int]) -> dict[int, Serving]:
    """By portal: the room whose exit door it is. A door between two rooms leads to no way and serves none."""
    found: dict[int, Serving] = {}
    for room, portals in doors.items():
        for portal in portals:
            a, b = scene.joins[portal].sides
            inner, outer = (a, b) if a in room else (b, a)
            if inner is not None and (outer is None or outer in ways_through):
                found[portal] = Serving(portal, room, inner, outer)
    return found


def in_rooms(scene: Scene, measure: Measure, doors: dict[frozenset[int], list[int]]) -> dict[int, Distance | None]:
    """By cell: its farthest point to the nearest exit door of its room or flat, on stairs inside the flat only."""
    closed = frozenset(range(len(scene.facts.stairs))) - scene.dwellings.stairs
    found: dict[int, Distance | None] = {c: None for room in doors for c in room}
    rooms = [to_doors(scene, measure.network, room, portals, closed) for room, portals in doors.items()]
    known = [r for r in rooms if r is not None]
    measure.survey([(r.flow, r.cells) for r in known])
    for room in known:
        found |= {cell: measure.farthest([cell], room.flow, room.guids) for cell in room.cells}
    return found
