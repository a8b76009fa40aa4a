"""Housing: which spaces are common parts, which form one flat (户), which stairs lie inside a dwelling.

The model seldom says so. What decides is how the spaces hang together: a common part joins stairs, lifts or the
street with several groups of rooms that are each as large as a dwelling. PubliclyAccessible, where given, goes
first; names only break ties.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from bim.egress.by_hand import NOTHING_SAID, Said
from bim.egress.cells import Plan
from bim.egress.common import common_cells, dwelling_sized
from bim.egress.exits import ExitProposal
from bim.egress.joins import Join
from bim.egress.landings import StairEnds
from bim.egress.spacegraph import Graph, components, reachable
from bim.egress.wells import Wells

HOUSE_MAX_M2, HOUSE_LEVELS = 350.0, 3
FLAT_MIN_M2 = 15.0
"""A smaller group of rooms off a common part is a store or a plant room."""


@dataclass(slots=True)
class Dwellings:
    """``common``: cells of common parts. ``flats``: cells by flat key (GUID of its first space). ``stairs``: indices
    of stairs inside a dwelling."""

    common: set[int] = field(default_factory=set)
    flats: dict[str, set[int]] = field(default_factory=dict)
    stairs: set[int] = field(default_factory=set)
    _flat_of: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self._flat_of = {cell: key for key, cells in self.flats.items() for cell in cells}

    def flat_of(self, cell: int) -> str | None:
        return self._flat_of.get(cell)


def find_dwellings(
    plan: Plan,
    graph: Graph,
    joins: list[Join],
    proposals: list[ExitProposal],
    ends: list[StairEnds],
    wells: Wells,
    said: Said = NOTHING_SAID,
) -> Dwellings:
    """Common parts and flats from topology alone (no distance is needed); a person's word on a space goes first."""
    landings = _landings(ends)
    private = _private_stairs(plan, graph, ends, wells, landings, said)
    shared = {c for e in ends if e.stair not in private for c in landings[e.stair]}
    common = common_cells(plan, graph, joins, proposals, wells, shared, said)
    joined = _joined(graph, private, landings, said)
    rooms = [i for i in range(len(plan.cells)) if i not in common]
    groups = [g for g in components(joined, rooms) if _area(plan, g) >= FLAT_MIN_M2 and _indoors(plan, joined, g)]
    groups = [g for g in groups if not _only_inner_doors(graph, common, g, said)]
    return Dwellings(common, _moved({plan.space_of(min(g)).guid: g for g in groups}, said), private)


def _joined(graph: Graph, private: set[int], landings: dict[int, set[int]], said: Said) -> Graph:
    """The space graph as dwellings hang together: over their own stairs, not through flats' doors."""
    joined = {cell: [(o, p) for o, p in ways if p not in said.flat_doors] for cell, ways in graph.items()}
    for stair in private:
        for a, b in itertools.pairwise(sorted(landings[stair])):
            joined.setdefault(a, []).append((b, -1))
            joined.setdefault(b, []).append((a, -1))
    return joined


def _only_inner_doors(graph: Graph, common: set[int], group: set[int], said: Said) -> bool:
    """A group of rooms that is entered only by doors which a person calls no flat doors is no flat."""
    doors = {p for c in group for o, p in graph.get(c, ()) if o in common}
    return bool(doors) and doors <= said.inner


def _moved(flats: dict[str, set[int]], said: Said) -> dict[str, set[int]]:
    """Flats after people have moved rooms; a key that no flat has makes a new one, a flat without rooms is none."""
    found = {key: cells - said.cells for key, cells in flats.items()}
    for cell, key in said.flat.items():
        found.setdefault(key, set()).add(cell)
    return {key: cells for key, cells in found.items() if cells}


def _landings(ends: list[StairEnds]) -> dict[int, set[int]]:
    return {e.stair: e.cells for e in ends}


def _area(plan: Plan, cells: Collection[int]) -> float:
    return sum(plan.cells[c].shape.area for c in cells)


def _indoors(plan: Plan, graph: Graph, cells: set[int]) -> bool:
    """A space without any way in or out (a roof area) is no flat, unless it is the only one there."""
    return len(cells) > 1 or any(graph.get(c) for c in cells) or len(plan.cells) == 1


def _private_stairs(
    plan: Plan, graph: Graph, ends: list[StairEnds], wells: Wells, landings: dict[int, set[int]], said: Said
) -> set[int]:
    """Stairs of houses: few levels, a house's area in all, and on no level two dwellings at the stair."""
    groups: dict[int, set[int]] = defaultdict(set)
    for end in ends:
        groups[wells.group_of[end.stair]].add(end.stair)
    found: set[int] = set()
    for stairs in groups.values():
        at = {c for s in stairs for c in landings[s]}
        if at and not at & said.common and _private(plan, graph, at, landings):
            found |= stairs
    return found


def _private(plan: Plan, graph: Graph, at: set[int], landings: dict[int, set[int]]) -> bool:
    if any(plan.space_of(c).public for c in at) or len({plan.cells[c].level for c in at}) > HOUSE_LEVELS:
        return False
    house = reachable(graph, at)
    for cells in landings.values():
        if cells & house:
            house |= reachable(graph, cells)
    if _area(plan, house) > HOUSE_MAX_M2:
        return False
    for level in {plan.cells[c].level for c in at}:
        rest = {c for c in house if plan.cells[c].level == level} - at
        if sum(dwelling_sized(plan, g) for g in components(graph, rest)) > 1:
            return False
    return True
