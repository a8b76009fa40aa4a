"""Required total width for a number of persons: the row of the pack's table, and what stays open in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from bim.rules.limit import weakest
from bim.rules.model_base import Cell, Letter, Source
from bim.rules.occupancy_model import CapacityRow, CapacityTable
from bim.rules.spans import EPS, Span


@dataclass(frozen=True, slots=True)
class Case:
    """What chooses the row. None: unknown, then every row that may hold is taken.

    ``depth_m``: how far a floor below ground lies under the way out.
    """

    element: str
    above: bool
    use: str | None = None
    fire_grade: int | None = None
    storeys: int | None = None
    depth_m: float | None = None
    sprinklered: bool | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """Metres of width per person, least and most of the rows that may hold; None: the table gives none.

    ``reason``: ``missing_grade``, ``dash``, ``no_cell`` or empty. ``native``: as printed. ``rows``: by row and column.
    """

    per_person_m: Span | None
    native: Span | None
    letter: Letter
    source: Source
    rows: tuple[tuple[str, str], ...]
    reason: str = ""
    conditions: tuple[str, ...] = ()


def rate_of(table: CapacityTable, case: Case) -> Rate:
    """What the table asks per person in a case."""
    rows = _rows(table, case)
    source = rows[0].source if rows else table.source
    nothing = Rate(None, None, source.letter, source, ())
    column = table.column_of(case.fire_grade)
    if not rows:
        return replace(nothing, reason="no_cell")
    if column is None:
        return replace(nothing, reason="missing_grade")
    keys = tuple((row.id, column) for row in rows)
    cells = [row.cells.get(column) for row in rows]
    if any(cell is None for cell in cells):
        return replace(nothing, reason="no_cell", rows=keys)
    if any(cell is None or cell.value is None for cell in cells):
        return replace(nothing, reason="dash", rows=keys)
    letter = weakest(tuple(row.source.letter for row in rows) + tuple(cell.letter for cell in cells if cell))
    natives = [row.native[column] for row in rows]
    conditions = tuple(dict.fromkeys(row.condition for row in rows if row.condition))
    return Rate(_span([c for c in cells if c]), _span(natives), letter, source, keys, "", conditions)


def _span(cells: list[Cell]) -> Span:
    values = [cell.value or 0.0 for cell in cells]
    return Span(min(values), max(values))


def _rows(table: CapacityTable, case: Case) -> list[CapacityRow]:
    found = [row for row in table.rows if _holds(row, case)]
    special = [row for row in found if row.uses]
    return special or found


def _holds(row: CapacityRow, case: Case) -> bool:
    if row.element not in ("any", case.element) or row.where not in ("any", "above" if case.above else "below"):
        return False
    if row.uses and case.use not in row.uses:
        return False
    if row.condition and case.sprinklered is False:
        return False
    if row.storeys and case.storeys is not None and not row.storeys[0] <= case.storeys <= row.storeys[1]:
        return False
    depth = case.depth_m
    return row.depth_m is None or depth is None or row.depth_m[0] + EPS < depth <= row.depth_m[1] + EPS


def width_for(table: CapacityTable, rate: Rate | None, persons: Span) -> Span | None:
    """Total width in metres that so many persons need; None where the table gives none."""
    if table.steps:
        return Span(step_width_m(table, persons.low), step_width_m(table, persons.high))
    if rate is None or rate.per_person_m is None:
        return None
    low, high = rate.per_person_m.low, rate.per_person_m.high
    return Span(persons.low * low, persons.high * high if persons.high else 0.0)


def step_width_m(table: CapacityTable, persons: float) -> float:
    """Width of the one exit that so many persons need, by steps and beyond the last of them by person."""
    step = next((step for step in table.steps if persons <= step.persons + EPS), None)
    return step.width_m if step else persons * table.beyond_m


def step_persons(table: CapacityTable, width_m: float) -> float:
    """How many persons one exit of so much clear width serves; 0 below the first step."""
    wide = [step for step in table.steps if step.width_m <= width_m + EPS]
    if not wide:
        return 0.0
    if len(wide) < len(table.steps) or not math.isfinite(width_m):
        return wide[-1].persons
    return max(wide[-1].persons, math.floor(width_m / table.beyond_m + EPS))
