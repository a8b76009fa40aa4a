"""Common parts of housing: stairwells, lobbies, lift halls, entrance halls, and the corridors that join them."""

from __future__ import annotations

from collections.abc import Collection

import shapely

from bim.egress.by_hand import NOTHING_SAID, Said
from bim.egress.cells import Plan
from bim.egress.exits import LIFT_M, ExitProposal
from bim.egress.joins import Join, portal_point
from bim.egress.spacegraph import Graph, components, reachable
from bim.egress.wells import Wells

SMALL_DWELLING_M2, ROOMS, ONE_SPACE_M2 = 25.0, 3, 30.0
CORRIDOR_NAMES = ("走道", "走廊", "连廊", "前室", "电梯厅", "候梯", "门厅", "大堂", "楼梯", "公共", "corridor", "lobby")
ROOM_NAMES = ("玄关", "客厅", "起居", "餐厅", "卧", "厨", "卫生间", "living", "bed", "kitchen", "bath", "dining")


def dwelling_sized(plan: Plan, cells: Collection[int]) -> bool:
    """Whether a group of rooms may be a dwelling: three rooms of 25 m² together, or 30 m² in fewer."""
    area = sum(plan.cells[c].shape.area for c in cells)
    return area >= ONE_SPACE_M2 or (len(cells) >= ROOMS and area >= SMALL_DWELLING_M2)


def common_cells(
    plan: Plan,
    graph: Graph,
    joins: list[Join],
    proposals: list[ExitProposal],
    wells: Wells,
    shared: set[int],
    said: Said = NOTHING_SAID,
) -> set[int]:
    """Cells of common parts, grown outward from shared stairs (``shared``: cells they land in) and lifts.

    What a person said of a space goes first; nothing grows through a door that a person calls a flat's.
    """
    found = set(shared)
    found |= {c for c in wells.lobbies if any(o in shared for o, _ in graph.get(c, ()))}
    found |= _lift_halls(plan, joins)
    found = (found | said.common) - said.flat.keys()
    exits = {c for j, p in zip(joins, proposals, strict=True) if p.kind == "final" for c in j.sides if c is not None}
    todo = sorted(found)
    while todo:
        cell = todo.pop(0)
        for other, portal in sorted(graph.get(cell, ())):
            barred = other in found or other in said.flat or portal in said.flat_doors
            if not barred and _is_common(plan, graph, found, exits, other, portal):
                found.add(other)
                todo.append(other)
    return found


def _lift_halls(plan: Plan, joins: list[Join]) -> set[int]:
    """Cells with a door behind which a lift stands."""
    spots = [shapely.Point(plan.frame.point_in(k.at[0], k.at[1])) for k in plan.facts.lifts if k.at is not None]
    found = set()
    for join in joins:
        side = join.only_side
        if side is None or not spots:
            continue
        beyond = portal_point(
            plan, plan.facts.portals[join.portal], join.place, join.face_m[side] + (side * -1.2 + 0.6)
        )
        if any(shapely.Point(beyond).distance(s) <= LIFT_M for s in spots):
            found.add(join.sides[side])
    return {c for c in found if c is not None}


def _is_common(plan: Plan, graph: Graph, common: set[int], exits: set[int], cell: int, portal: int) -> bool:
    """Whether a space next to a common part is one itself."""
    space = plan.space_of(cell)
    if space.public is not None:
        return space.public
    text = f"{space.name} {space.long_name} {space.object_type}".lower()
    if any(n in text for n in ROOM_NAMES):
        return False
    if plan.facts.portals[portal].kind != "door":
        return True
    level = plan.cells[cell].level
    touching = {o for o, _ in graph.get(cell, ()) if o in common}
    rest = reachable(graph, [cell], common)
    groups = [g for g in components(graph, rest - {cell}) if dwelling_sized(plan, g)]
    named = any(n in text for n in CORRIDOR_NAMES)
    if named and (groups or cell in exits or len(touching) > 1):
        return True
    if cell in exits and len(rest) == 1 and plan.cells[cell].shape.area < ONE_SPACE_M2:
        return True
    if _apart(graph, common, touching):
        return True
    return len(groups) > 1 and _served(plan, graph, common, level) < 2


def _apart(graph: Graph, common: set[int], touching: set[int]) -> bool:
    """Whether a space ties together common parts of its storey that nothing else joins (two stairs' lobbies)."""
    return len(touching) > 1 and sum(bool(group & touching) for group in components(graph, common)) > 1


def _served(plan: Plan, graph: Graph, common: set[int], level: int) -> int:
    """How many dwelling-sized groups already have a door to a common part on this level."""
    here = {i for i, c in enumerate(plan.cells) if c.level == level and i not in common}
    groups = [g for g in components(graph, here) if dwelling_sized(plan, g)]
    return sum(any(o in common for c in g for o, _ in graph.get(c, ())) for g in groups)
