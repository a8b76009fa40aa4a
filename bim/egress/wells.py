"""Stairwells: which space a stair has to itself, which stairs are one and the same, which lobbies lie before them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import shapely

from bim.egress.cells import WELL_SHARE, Plan, stair_shape
from bim.egress.joins import Join
from bim.egress.landings import StairEnds

LOBBY_MAX_M2 = 30.0
LIFT_M, LIFT_ABOVE_M = 2.5, 2.0
LOBBY_WAYS = 4
"""A lobby has few ways besides those to stair and lift: the corridor, at most three dwellings or cupboards."""
NAMES = ("楼梯", "stair", "treppe", "лестни")
LOBBY_NAMES = ("前室", "lobby", "vestibule")


@dataclass(slots=True)
class Wells:
    """``wells``: stairs of each own stairwell cell. ``group_of``: stacked stairs share a number. ``lobbies``: cells
    through which alone a stairwell is entered, with the group they belong to."""

    wells: dict[int, list[int]]
    group_of: dict[int, int]
    lobbies: dict[int, int]

    def group_of_cell(self, cell: int) -> int | None:
        return self.group_of[self.wells[cell][0]] if cell in self.wells else None


def find_wells(plan: Plan, joins: list[Join], ends: list[StairEnds]) -> Wells:
    """Geometry decides: a space is a stairwell when its stairs cover a good part of it."""
    wells = _own_spaces(plan, ends)
    groups = _groups(plan, wells, ends)
    return Wells(wells, groups, _lobbies(plan, joins, wells, groups))


def _own_spaces(plan: Plan, ends: list[StairEnds]) -> dict[int, list[int]]:
    landing: dict[int, list[int]] = defaultdict(list)
    for end in ends:
        for cell in end.cells:
            landing[cell].append(end.stair)
    found = {}
    for cell, stairs in landing.items():
        shape = plan.cells[cell].shape
        outlines = shapely.union_all([stair_shape(plan.facts.stairs[i], plan.frame) for i in stairs])
        share = outlines.intersection(shape).area / shape.area
        named = any(n in _names(plan, cell) for n in NAMES)
        if share >= (WELL_SHARE / 2 if named else WELL_SHARE):
            found[cell] = stairs
    return found


def _names(plan: Plan, cell: int) -> str:
    space = plan.space_of(cell)
    return f"{space.name} {space.long_name} {space.object_type}".lower()


def _groups(plan: Plan, wells: dict[int, list[int]], ends: list[StairEnds]) -> dict[int, int]:
    """Union of stairs that share a stairwell, or that stand on top of each other."""
    group = {e.stair: e.stair for e in ends}

    def root(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for stairs in wells.values():
        for other in stairs[1:]:
            group[root(other)] = root(stairs[0])
    shapes = {e.stair: stair_shape(plan.facts.stairs[e.stair], plan.frame) for e in ends if _walks(plan, e)}
    for i, a in shapes.items():
        for j, b in shapes.items():
            gap = plan.facts.stairs[j].line[0][2] - plan.facts.stairs[i].line[-1][2]
            if i != j and abs(gap) <= 0.5 and a.intersection(b).area > 0.2 * min(a.area, b.area):
                group[root(j)] = root(i)
    return {i: root(i) for i in group}


def _walks(plan: Plan, end: StairEnds) -> bool:
    return len(plan.facts.stairs[end.stair].line) > 1


def _lobbies(plan: Plan, joins: list[Join], wells: dict[int, list[int]], groups: dict[int, int]) -> dict[int, int]:
    """Small spaces with a door into exactly one stairwell and few other ways, one of them a door onward."""
    found = {}
    ways: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        if join.joins_two:
            for cell in join.sides:
                assert cell is not None
                ways[cell].append(join)
    for cell, mine in ways.items():
        into = {groups[wells[o][0]] for j in mine if (o := _other(j, cell)) in wells}
        onward = {_other(j, cell) for j in mine} - set(wells)
        doors = all(plan.facts.portals[j.portal].kind == "door" for j in mine)
        small = plan.cells[cell].shape.area <= LOBBY_MAX_M2
        limit = LOBBY_WAYS if any(n in _names(plan, cell) for n in LOBBY_NAMES) or _lift_at(plan, cell) else 1
        if cell not in wells and len(into) == 1 and doors and small and 1 <= len(onward) <= limit:
            found[cell] = into.pop()
    return {c: g for c, g in found.items() if not _is_a_room(ways[c], c, wells, ways)}


def _is_a_room(mine: list[Join], cell: int, wells: dict[int, list[int]], ways: dict[int, list[Join]]) -> bool:
    """A room between stair and nothing but its own cupboard is no lobby: the way onward must lead on."""
    onward = [o for j in mine if (o := _other(j, cell)) not in wells]
    return all(len(ways[o]) < 2 for o in onward)


def _other(join: Join, cell: int) -> int:
    a, b = join.sides
    assert a is not None
    assert b is not None
    return b if a == cell else a


def _lift_at(plan: Plan, cell: int) -> bool:
    """Whether a lift stands beside a cell, not above it."""
    shape, z_m = plan.cells[cell].shape, plan.z_m(cell)
    west, south, east, north = shape.bounds
    for at in (k.at for k in plan.facts.lifts if k.at is not None and k.at[2] <= z_m + LIFT_ABOVE_M):
        x, y = plan.frame.point_in(at[0], at[1])
        beside = max(west - x, x - east) <= LIFT_M and max(south - y, y - north) <= LIFT_M
        if beside and shape.distance(shapely.Point(x, y)) <= LIFT_M:
            return True
    return False
