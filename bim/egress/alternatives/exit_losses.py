"""What if this exit is blocked: who is cut off, and how far the others have to walk.

Only spaces that may hold the worst walk are measured. A walk from a room is no longer than to its farthest door plus
the way on from there, and no shorter than the way on from its doors.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bim.egress.alternatives.choice import Choice, Part
from bim.egress.alternatives.detours import Detour, Exit
from bim.egress.flow import Flow
from bim.egress.measure import Measure
from bim.egress.measured import ExitLoss
from bim.egress.result import Distance, DoorResult, SpaceResult
from bim.geometry.sparse import Index

MANY = 6
"""In a part with more exits the worst walk is told between its bounds and not measured: any other exit is near."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What is known of every space: its cells, its own doors' nodes by space, and its rows."""

    rows: list[SpaceResult]
    cells: dict[int, list[int]]
    nodes: dict[int, list[int]]
    """Nodes at all doors and openings of each space (index)."""
    own: dict[int, list[int]]
    """Nodes at the exit doors of the room, or of the flat it is in."""


@dataclass(slots=True)
class _Case:
    part: Part
    exit: Exit
    flow: Detour | None
    cut_off: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    """Spaces whose walk may be the worst."""
    span: tuple[int, float, float] | None = None
    """A space, its walk at least, and the worst walk at most, where nothing is measured."""


@dataclass(slots=True)
class Losses:
    """Losses of one reading (``counts`` or not)."""

    choice: Choice
    measure: Measure
    doors: Doors
    counts: bool
    _cases: list[_Case] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_exit = self._users()
        for number, part in enumerate(self.choice.parts):
            spaces = {self.choice.scene.plan.cells[c].space for c in part.cells - set(self.choice.walk.ends.inside)}
            for group in part.exits:
                case = _Case(part, (number, group), self.choice.detours.without((number, group)))
                self._sort(case, sorted(spaces | by_exit[number, group]))
                self._cases.append(case)

    def _users(self) -> dict[Exit, set[int]]:
        """Spaces whose nearest exit each one is, on whatever storey."""
        exit_of = {t.guid: key for key, targets in self.choice.detours.exits.items() for t in targets}
        found: dict[Exit, set[int]] = defaultdict(set)
        for index in range(len(self.doors.rows)):
            way = self._way(index)
            if way is not None and way.target in exit_of and way.value_m > 0:
                found[exit_of[way.target]].add(index)
        return found

    def _way(self, index: int) -> Distance | None:
        reading = self.doors.rows[index].storey_exit
        return None if reading is None else reading.counts if self.counts else reading.not_counts

    def _sort(self, case: _Case, spaces: list[int]) -> None:
        """Tells who is cut off, and whose walk may be the worst."""
        known = [(i, way) for i in spaces if (way := self._way(i)) is not None]
        if case.flow is None:
            case.cut_off = [i for i, _ in known]
            return
        blocked = float(case.flow.costs_at(self._at(case)).max(initial=0.0))
        index, least, most = self._bounds(case.flow, [i for i, _ in known])
        own = dict(zip(index, zip(least, most, strict=True), strict=True))
        low, high = {}, {}
        for i, way in known:
            nearest, farthest = own.get(i, (0.0, math.inf))
            if nearest == math.inf:
                case.cut_off.append(i)
                continue
            low[i] = max(way.value_m, nearest)
            room = self.doors.rows[i].in_room
            over_door = room.upper_m + farthest if room is not None else math.inf
            high[i] = min(way.upper_m + blocked, over_door)
        worst = max(low.values(), default=0.0)
        if len(case.part.exits) > MANY and low:
            case.span = (max(low, key=lambda i: low[i]), worst, max(high.values()))
        else:
            case.asked = [i for i, bound in high.items() if bound >= worst]

    def _bounds(self, flow: Detour, spaces: list[int]) -> tuple[list[int], list[float], list[float]]:
        """Spaces with doors: the way on from their nearest door, and from the farthest of their own doors."""
        nodes, own = self.doors.nodes, self.doors.own
        able = [i for i in spaces if nodes.get(i)]
        if not able:
            return [], [], []
        least = _reduced(np.minimum, flow, [nodes[i] for i in able])
        most = _reduced(np.maximum, flow, [own.get(i) or [-1] for i in able])
        return able, least, most

    def _at(self, case: _Case) -> Index:
        targets = self.choice.detours.exits[case.exit]
        return np.array([n for n in (self.choice.network.node_of[t.anchor] for t in targets) if n >= 0], dtype=np.intp)

    def asks(self) -> list[tuple[Flow, Sequence[int]]]:
        """What has to be surveyed before ``rows``."""
        return [
            (case.flow, [c for i in case.asked for c in self.doors.cells[i]])
            for case in self._cases
            if case.flow is not None and case.asked
        ]

    def rows(self) -> tuple[ExitLoss, ...]:
        """One row per exit of each part of a storey."""
        return tuple(self._row(case) for case in self._cases)

    def _row(self, case: _Case) -> ExitLoss:
        guids = self.choice.walk.guids
        ways: list[tuple[Distance, int]] = []
        for index in case.asked if case.flow is not None else ():
            assert case.flow is not None
            way = self.measure.farthest(self.doors.cells[index], case.flow, guids)
            if way is None:
                case.cut_off.append(index)
            else:
                ways.append((way, index))
        worst = max(ways, key=lambda w: w[0].value_m, default=None)
        rows = self.doors.rows
        targets = self.choice.detours.exits[case.exit]
        names = tuple(dict.fromkeys(t.guid for t in targets))
        cut_off = tuple(rows[i].guid for i in sorted(case.cut_off))
        if case.span is not None:
            index, least, most = case.span
            return ExitLoss(case.part.storey, names, cut_off, rows[index].guid, least, max(0.0, most - least))
        if worst is None:
            return ExitLoss(case.part.storey, names, cut_off, None, None)
        way, index = worst
        error = max(w.upper_m for w, _ in ways) - way.value_m
        return ExitLoss(case.part.storey, names, cut_off, rows[index].guid, way.value_m, error, way.path)


def _reduced(how: np.ufunc, flow: Detour, nodes: list[list[int]]) -> list[float]:
    """Least or largest way of each list of nodes."""
    first = np.cumsum([0, *(len(n) for n in nodes[:-1])])
    costs = flow.costs_at(np.array([n for some in nodes for n in some], dtype=np.intp))
    found: list[float] = how.reduceat(costs, first).tolist()
    return found


def known_doors(choice: Choice, rows: list[SpaceResult], doors: list[DoorResult], cells: dict[int, list[int]]) -> Doors:
    """Nodes of each space's doors; a door's ``serves`` tells whose own it is."""
    scene = choice.scene
    nodes: dict[int, list[int]] = defaultdict(list)
    own_nodes: dict[str, list[int]] = defaultdict(list)
    flats = {row.guid: row.flat for row in rows if row.flat is not None}
    for index, (join, faces) in enumerate(zip(scene.joins, scene.faces, strict=True)):
        owner = doors[index].serves
        for cell, anchor in zip(join.sides, faces, strict=True):
            if cell is None or anchor is None or choice.network.node_of[anchor] < 0:
                continue
            space = scene.plan.cells[cell].space
            nodes[space].append(choice.network.node_of[anchor])
            if owner is not None and (flats.get(owner) or owner) == (rows[space].flat or rows[space].guid):
                own_nodes[flats.get(owner) or owner].append(choice.network.node_of[anchor])
    own = {i: own_nodes[key] for i, row in enumerate(rows) if (key := row.flat or row.guid) in own_nodes}
    return Doors(rows, cells, nodes, own)
