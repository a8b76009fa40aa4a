"""How far it is from each part of a space that lies in a pocket to the place where two exits can be chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Polygon

from bim.egress.alternatives.choice import Choice
from bim.egress.alternatives.mouths import Mouths
from bim.egress.alternatives.pockets import LINK
from bim.egress.alternatives.shares import FREE, ONE_EXIT, Shares
from bim.egress.flow import Floor, Flow
from bim.egress.measure import Measure, distance
from bim.egress.result import Distance
from bim.geometry.farthest import Farthest, Jobs
from bim.geometry.regions import Regions
from bim.geometry.side_by_side import Ask as Question
from bim.geometry.side_by_side import farthest_each
from bim.geometry.sparse import Floats

WIDE_M = 3.0
"""At a wider mouth nobody can say where in it the second direction opens: up to its own width before it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """``way``: from the farthest point to the mouth. ``slack_m``: width of a wide mouth, by which it may be shorter.

    Seen under 45 degrees a mouth of width w is never nearer than w.
    """

    cell: int
    pocket: int
    way: Distance
    slack_m: float


@dataclass(slots=True)
class Stretches:
    """``by_cell``: stretches of each cell; ``free``, ``one_exit``: cells with a part from which two exits can be
    chosen, and cells that reach one exit only."""

    by_cell: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    free: set[int] = field(default_factory=set)
    one_exit: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Pieces:
    """Measures parts of cells, all in one go; equal parts of equal floors at equal costs are measured once."""

    tolerance_m: float
    _regions: dict[tuple[int, bytes], Regions] = field(default_factory=dict)
    _known: dict[tuple[int, bytes, bytes], list[Farthest | None]] = field(default_factory=dict)
    _open: dict[tuple[int, bytes, bytes], Question] = field(default_factory=dict)

    def ask(self, floor: Floor, flow: Flow, pieces: list[Polygon]) -> None:
        """Notes what ``of`` will be asked."""
        costs = flow.costs_of(floor)
        key, asked = _keys(floor, costs, pieces)
        if asked in self._known or asked in self._open:
            return
        if key not in self._regions:
            self._regions[key] = Regions.of(floor.sight, pieces)
        every = np.arange(len(pieces))
        self._open[asked] = (self._regions[key], Jobs.of(every, np.zeros(len(pieces), dtype=np.intp), costs[None]))

    def of(self, floor: Floor, flow: Flow, pieces: list[Polygon]) -> list[Farthest | None]:
        """The farthest point of each piece from the targets of a flow; None where part of it has no way."""
        self.ask(floor, flow, pieces)
        if self._open:
            self._known |= zip(self._open, farthest_each(list(self._open.values()), self.tolerance_m), strict=True)
            self._open = {}
        return self._known[_keys(floor, flow.costs_of(floor), pieces)[1]]


def _keys(floor: Floor, costs: Floats, pieces: list[Polygon]) -> tuple[tuple[int, bytes], tuple[int, bytes, bytes]]:
    """Of the cut pieces, and of their farthest points at some costs."""
    key = (id(floor.sight), b"".join(shapely.to_wkb(pieces).tolist()))
    return key, (*key, np.round(costs, 7).tobytes())


@dataclass(slots=True)
class Surveyor:
    """Measures the pockets of one reading. ``pieces``: shared between readings."""

    choice: Choice
    measure: Measure
    pieces: Pieces
    _mouths: Mouths = field(init=False)
    _whole: list[tuple[int, int, int]] = field(default_factory=list)
    _cut: list[tuple[int, int, int, list[Polygon]]] = field(default_factory=list)
    _slack_m: dict[int, float] = field(default_factory=dict)
    made: Stretches = field(default_factory=Stretches)

    def __post_init__(self) -> None:
        self._mouths = Mouths(self.choice)
        cells_of: dict[int, list[int]] = defaultdict(list)
        for cell, one in enumerate(self.choice.scene.plan.cells):
            if cell not in self.choice.walk.ends.inside:
                cells_of[one.level].append(cell)
        for sheet, cell, state, pieces in Shares(self.choice).all(cells_of):
            if state == FREE:
                self.made.free.add(cell)
            elif state == ONE_EXIT:
                self.made.one_exit.add(cell)
            elif pieces is None:
                self._whole.append((sheet, cell, state))
            else:
                self._cut.append((sheet, cell, state, pieces))

    def asks(self) -> list[tuple[Flow, Sequence[int]]]:
        """What has to be surveyed before ``stretches``: flows and the cells that lie in one pocket whole."""
        cells: dict[int, list[int]] = defaultdict(list)
        for sheet, cell, _ in self._whole:
            cells[sheet].append(cell)
        by_flow: dict[int, tuple[Flow, list[int]]] = {}
        for sheet, mine in cells.items():
            flow = self._mouths.flow(sheet)
            by_flow.setdefault(id(flow), (flow, []))[1].extend(mine)
        for sheet, parts in self._by_sheet().items():
            self.pieces.ask(self.choice.sheets[sheet].floor, self._mouths.flow(sheet), [piece for *_, piece in parts])
        return list(by_flow.values())

    def _by_sheet(self) -> dict[int, list[tuple[int, int, Polygon]]]:
        """Cell, pocket and piece of the cells that are cut."""
        found: dict[int, list[tuple[int, int, Polygon]]] = defaultdict(list)
        for sheet, cell, pocket, pieces in self._cut:
            found[sheet] += [(cell, pocket, piece) for piece in pieces]
        return found

    def stretches(self) -> Stretches:
        """All stretches; everything of ``asks`` has been surveyed."""
        for sheet, cell, pocket in self._whole:
            self._add(cell, pocket, self.measure.farthest([cell], self._mouths.flow(sheet), {}))
        for sheet, mine in self._by_sheet().items():
            floor, flow = self.choice.sheets[sheet].floor, self._mouths.flow(sheet)
            for (cell, pocket, _), found in zip(mine, self.pieces.of(floor, flow, [p for *_, p in mine]), strict=True):
                if found is not None:
                    way = distance(self.measure.network.plan, flow, floor, found, found.upper_m, {})
                    self._add(cell, pocket, way)
        return self.made

    def _add(self, cell: int, pocket: int, way: Distance | None) -> None:
        if way is None:
            return
        if pocket not in self._slack_m:
            self._slack_m[pocket] = self._slack(pocket)
        self.made.by_cell[cell].append(Stretch(cell, pocket, way, self._slack_m[pocket]))

    def _slack(self, pocket: int) -> float:
        one = self.choice.found.pockets[pocket]
        width = 0.0 if one.edge == LINK else self.choice.sheets[one.sheet].cut.length_m(one.edge)
        return width if width > WIDE_M else 0.0
