"""Which minimum holds for an element: the row by use and height class, and their span."""

from __future__ import annotations

from bim.rules.context import Context
from bim.rules.heights import height_class
from bim.rules.model import Relaxed, WidthRow, WidthRule
from bim.rules.spans import EPS, Span, hull

FEWER = {"fewer_than_50": 50, "fewer_than_100": 100}
"""Relaxations that the load of a storey may settle."""


def rows_for(context: Context, rule: WidthRule, roles: tuple[tuple[str, ...], ...]) -> tuple[WidthRow, ...]:
    """For each role the row of its first element that has one; for both height classes while the class is unknown."""
    known = height_class(context.pack, context.params).height
    heights = (known,) if known in ("low", "high") else ("low", "high")
    found = [_row(context, rule, elements, str(height)) for elements in roles for height in heights]
    return tuple(dict.fromkeys(row for row in found if row is not None))


def _row(context: Context, rule: WidthRule, elements: tuple[str, ...], height: str) -> WidthRow | None:
    for element in elements:
        rows = [row for row in rule.rows if row.element == element and row.height in (height, "any")]
        rows = [row for row in rows if not row.uses or context.params.use in row.uses]
        rows.sort(key=lambda row: (not row.uses, row.height == "any"))
        if rows:
            return rows[0]
    return None


def least_width(context: Context, rows: tuple[WidthRow, ...], storey: str = "") -> Span:
    """The span of minimum widths, metres: a relaxation nobody can see in a model, or a disputed clause, widens it."""
    return hull(_span(context, row, storey) for row in rows)


def _span(context: Context, row: WidthRow, storey: str) -> Span:
    values = _plain(context, row)
    if row.disputed:
        values.append(row.disputed.value)
    settled = [relaxed.value for relaxed in row.relaxed if _surely(context, relaxed, storey)]
    if settled:
        values = [min(settled)]
    values += [r.value for r in row.relaxed if _may_relax(context, r) and r.value < min(values)]
    return Span(min(values), max(values))


def _plain(context: Context, row: WidthRow) -> list[float]:
    """The row's minimum; both figures where the clause has one for existing buildings and nobody said which it is."""
    existing = context.params.existing
    if row.existing is None or existing is False:
        return [row.value]
    return [row.existing] if existing else [row.value, row.existing]


def _surely(context: Context, relaxed: Relaxed, storey: str) -> bool:
    """A way serves no more persons than its storey holds."""
    most = FEWER.get(relaxed.condition)
    persons = context.persons_on(storey) if most is not None and storey else None
    return most is not None and persons is not None and persons.high < most - EPS


def _may_relax(context: Context, relaxed: Relaxed) -> bool:
    """A height that is at least so much rules a relaxation out; an unknown one does not."""
    if relaxed.height_of == "top_entrance_floor":
        least = _top_entrance_floor_m(context)
    else:
        least = context.heights.low if context.heights else None
    return least is None or least <= relaxed.max_height_m


def _top_entrance_floor_m(context: Context) -> float | None:
    """Highest floor with a flat door above the lowest floor above ground: the ground outside lies no higher."""
    storeys = {door.storey for door in context.result.doors if door.is_flat_door}
    known = [item for item in context.result.storeys if item.elevation_m is not None and item.above_ground]
    levels = [item.elevation_m or 0.0 for item in known]
    return max(((item.elevation_m or 0.0) - min(levels) for item in known if item.guid in storeys), default=None)
