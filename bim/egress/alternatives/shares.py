"""Which part of which space lies in which pocket."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.alternatives.choice import Choice
from bim.egress.alternatives.sheets import Sheet
from bim.geometry.polygons import parts

AREA_M2 = 0.02
"""A smaller share of a space is rounding."""
FREE, ONE_EXIT = -1, -2
"""State of a triangle from which two exits can be chosen, and of one that reaches one only; else: its pocket."""
ByPlace = dict[int, dict[int, list[Polygon] | None]]
"""By place of a cell on its level and state: the polygons, None where the whole cell is in this state."""


@dataclass(slots=True)
class Shares:
    """Shares of cells, worked out once for floors that are cut and sorted alike."""

    choice: Choice
    _known: dict[Hashable, ByPlace] = field(default_factory=dict)

    def all(self, cells_of: dict[int, list[int]]) -> list[tuple[int, int, int, list[Polygon] | None]]:
        """Rows of sheet, cell, state and polygons. ``cells_of``: cells by level."""
        found = self.choice.found
        states: dict[int, dict[int, int]] = {}
        for number, pocket in enumerate(found.pockets):
            for sheet, triangles in pocket.members.items():
                states.setdefault(sheet, {}).update(dict.fromkeys(triangles, number))
        for state, some in ((FREE, found.free), (ONE_EXIT, found.one_exit)):
            for sheet, triangles in some.items():
                states.setdefault(sheet, {}).update(dict.fromkeys(triangles, state))
        return [row for sheet in sorted(states) for row in self._rows(sheet, states[sheet], cells_of)]

    def _rows(
        self, number: int, states: dict[int, int], cells_of: dict[int, list[int]]
    ) -> list[tuple[int, int, int, list[Polygon] | None]]:
        sheet = self.choice.sheets[number]
        cells = cells_of[sheet.floor.level]
        shapes = [self.choice.scene.plan.cells[c].shape for c in cells]
        names = list(dict.fromkeys(states.values()))
        local = {state: i for i, state in enumerate(names)}
        key = (sheet.key, tuple((t, local[s]) for t, s in states.items()), tuple(shapely.to_wkb(shapes).tolist()))
        if key not in self._known:
            self._known[key] = _split(sheet, {t: local[s] for t, s in states.items()}, shapes)
        return [
            (number, cells[place], names[state], pieces)
            for place, found in self._known[key].items()
            for state, pieces in found.items()
        ]


def _split(sheet: Sheet, states: dict[int, int], shapes: list[BaseGeometry]) -> ByPlace:
    cut = sheet.cut
    triangles = np.array(sorted(states), dtype=np.intp)
    state = np.array([states[t] for t in triangles.tolist()], dtype=np.intp)
    place, row = shapely.STRtree(cut.shapes[triangles]).query(shapes, predicate="intersects")
    found: dict[int, dict[int, list[BaseGeometry]]] = {}
    for p in np.unique(place).tolist():
        mine = row[place == p]
        if len(np.unique(state[mine])) == 1:
            found[p] = {int(state[mine[0]]): []}
        else:
            common = shapely.intersection(shapes[p], cut.shapes[triangles[mine]])
            large = shapely.area(common) > 1e-6
            found[p] = {
                int(s): list(common[large & (state[mine] == s)]) for s in np.unique(state[mine[large]]).tolist()
            }
    return {p: _whole(sheet, by_state) for p, by_state in found.items()}


def _whole(sheet: Sheet, by_state: dict[int, list[BaseGeometry]]) -> dict[int, list[Polygon] | None]:
    """Leaves out what is rounding; a cell all in one state is whole."""
    kept = {s: g for s, g in by_state.items() if not g or sum(x.area for x in g) > AREA_M2}
    if len(kept) == 1:
        return dict.fromkeys(kept)
    floor = sheet.floor.sight.polygon
    return {s: parts(shapely.intersection(shapely.union_all(g), floor), 1e-3) for s, g in kept.items()}
