"""Which minimum width holds for an element: the row by use and height class, and its span."""

from __future__ import annotations

from bim.rules.context import Context
from bim.rules.heights import height_class
from bim.rules.model import WidthRow, WidthRule
from bim.rules.spans import Span, hull


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


def least_width(context: Context, rows: tuple[WidthRow, ...]) -> Span:
    """The span of minimum widths, metres: a relaxation nobody can see in a model, or a disputed clause, widens it."""
    return hull(_span(context, row) for row in rows)


def _span(context: Context, row: WidthRow) -> Span:
    values = [row.value]
    if row.disputed:
        values.append(row.disputed.value)
    if row.relaxed and (context.heights is None or context.heights.low <= row.relaxed.max_height_m):
        values.append(row.relaxed.value)
    return Span(min(values), max(values))
