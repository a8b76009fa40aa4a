"""Distances from spaces: the farthest point of each, its walk, and the certificate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bim.egress.cells import Plan
from bim.egress.flow import Floor, Flow
from bim.egress.network import Network
from bim.egress.pieces import Pieces, Sheet
from bim.egress.result import Distance
from bim.geometry.farthest import Farthest, Jobs
from bim.geometry.side_by_side import farthest_each
from bim.geometry.sparse import Floats

CUT_OFF_M2 = 0.5
"""A space of which more than this (and a twentieth) has no way out is not connected, whatever the rest does."""
Found = list[Farthest | None]
Ask = tuple[int, bytes, tuple[int, ...]]
"""Number of a sheet, the costs at its nodes (rounded), and the places of the cells asked for (none: all)."""


@dataclass(slots=True)
class Measure:
    """Measures cells against flows. Storeys drawn alike share their results (``_known``), which changes nothing."""

    network: Network
    tolerance_m: float
    _known: dict[Ask, Found] = field(default_factory=dict)
    _pieces: Pieces = field(init=False)

    def __post_init__(self) -> None:
        self._pieces = Pieces(self.network)

    def survey(self, flows: Iterable[tuple[Flow, Sequence[int] | None]]) -> None:
        """Measures whole flows in one go, or those cells of a flow that are given: many together cost little more."""
        asks = _Asks()
        for flow, cells in flows:
            for floor in self._floors(cells):
                self._ask(asks, flow, floor, cells)
        self._known.update(_measured(list(asks.by_sheet.values()), self.tolerance_m))
        for flow, floor, key, base in asks.waiting:
            flow.known[floor.number] = (self._known[key], base)

    def _floors(self, cells: Sequence[int] | None) -> list[Floor]:
        if cells is None:
            return self.network.floors
        return [floor for level in {self._level(c): c for c in cells}.values() for floor in self._pieces.floors(level)]

    def _ask(self, asks: _Asks, flow: Flow, floor: Floor, cells: Sequence[int] | None) -> None:
        """Notes what a flow wants to know of a floor, unless it is known."""
        cost = flow.costs_of(floor)
        base = float(cost.min(initial=math.inf))
        sheet = self._pieces.on(floor)
        if not math.isfinite(base):
            flow.known[floor.number] = ([None] * len(sheet.areas_m2), 0.0)
            return
        places = () if cells is None else tuple(self._pieces.places[c] for c in cells if self._level(c) == floor.level)
        relative = cost - base
        key = (sheet.number, np.round(relative, 7).tobytes(), places)
        asks.waiting.append((flow, floor, key, base))
        if key not in self._known:
            asks.by_sheet.setdefault(sheet.number, (sheet, {}))[1][key] = relative

    def farthest(self, cells: Sequence[int], flow: Flow, targets: dict[int, str]) -> Distance | None:
        """Distance from the farthest point of a space (its ``cells``); None where a good part has no way.

        ``targets``: GUID by target node. Flows that were not surveyed are measured whole.
        """
        found: list[tuple[Floor, float, Farthest | None]] = []
        for cell in cells:
            for floor in self._pieces.floors(cell):
                if floor.number not in flow.known:
                    self.survey([(flow, None)])
                sheet, (values, base) = self._pieces.on(floor), flow.known[floor.number]
                mine = sheet.of_place[self._pieces.places[cell]]
                found += [(floor, sheet.areas_m2[i], _raised(values[i], base)) for i in mine]
        lost = sum(area for _, area, f in found if f is None)
        reached = [(floor, f) for floor, _, f in found if f is not None]
        if not reached or (lost > CUT_OFF_M2 and lost > 0.05 * sum(area for _, area, _ in found)):
            return None
        floor, best = max(reached, key=lambda pf: pf[1].value_m)
        upper = max(f.upper_m for _, f in reached)
        return distance(self.network.plan, flow, floor, best, upper, targets)

    def _level(self, cell: int) -> int:
        return self.network.plan.cells[cell].level


@dataclass(slots=True)
class _Asks:
    """What is not known yet, by sheet, and who waits for it."""

    by_sheet: dict[int, tuple[Sheet, dict[Ask, Floats]]] = field(default_factory=dict)
    waiting: list[tuple[Flow, Floor, Ask, float]] = field(default_factory=list)


def _measured(sheets: list[tuple[Sheet, dict[Ask, Floats]]], tolerance_m: float) -> dict[Ask, Found]:
    """Results by ask, with None for the pieces that were not asked for. All sheets are measured in one go."""
    wanted = [[_wanted(sheet, places) for _, _, places in asks] for sheet, asks in sheets]
    questions = []
    for (sheet, asks), pieces in zip(sheets, wanted, strict=True):
        region = np.array([i for mine in pieces for i in mine], dtype=np.intp)
        row = np.repeat(np.arange(len(pieces)), [len(mine) for mine in pieces])
        questions.append((sheet.regions, Jobs.of(region, row, np.array(list(asks.values())))))
    found: dict[Ask, Found] = {}
    for (sheet, asks), pieces, answers in zip(sheets, wanted, farthest_each(questions, tolerance_m), strict=True):
        values = iter(answers)
        for key, mine in zip(asks, pieces, strict=True):
            found[key] = [None] * len(sheet.areas_m2)
            for piece in mine:
                found[key][piece] = next(values)
    return found


def _wanted(sheet: Sheet, places: tuple[int, ...]) -> list[int]:
    """Pieces of a sheet at some places; of all without any."""
    return [i for p in places for i in sheet.of_place[p]] if places else list(range(len(sheet.areas_m2)))


def _raised(found: Farthest | None, base: float) -> Farthest | None:
    return found and Farthest(found.value_m + base, found.upper_m + base, found.point, found.node)


def distance(plan: Plan, flow: Flow, floor: Floor, best: Farthest, upper_m: float, targets: dict[int, str]) -> Distance:
    """A result with its path in world coordinates, from the farthest point to the target."""
    x, y = plan.frame.point_out(*best.point)
    start = (x, y, plan.levels_m[floor.level])
    node = floor.first + best.node
    way = flow.path(node)
    path = way if math.dist(start, way[0]) < 1e-7 else (start, *way)
    target = targets.get(flow.end(node), "")
    straight = math.dist(path[-1], start)
    return Distance(best.value_m, max(0.0, upper_m - best.value_m), path, target, straight, start)
