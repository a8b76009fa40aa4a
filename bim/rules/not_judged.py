"""Clauses of a pack that apply and that nothing was measured for: to be printed, never counted, never a pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bim.rules.context import Context
from bim.rules.families import Rule
from bim.rules.model import WidthRow, WidthRule
from bim.rules.model_base import Source
from bim.rules.scopes import speaks_of
from bim.rules.width_rows import rows_for
from bim.rules.widths import subjects

NEEDS_MEASURE = ("corridor", "stair_", "door_height")
"""Elements that not every model has a measure for."""


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A clause of the pack that nothing in this analysis is measured for, so no row is made for it."""

    rule: str
    clause: str
    element: str


def not_judged_of(context: Context) -> tuple[NotJudged, ...]:
    """Width rows without a measured element, families without their measure, then clauses the pack only names."""
    named = (
        _row(item.id, item.source, item.element)
        for item in context.pack.unmeasured
        if speaks_of(item.scope, context.scope)
    )
    return (*_widths(context), *_families(context), *named)


def _row(rule: str, source: Source, element: str) -> NotJudged:
    return NotJudged(rule, f"{source.edition} {source.clause}", element)


def _widths(context: Context) -> Iterator[NotJudged]:
    known = {name for subject in subjects(context) for role in subject.roles for name in role}
    for rule in context.pack.widths:
        if not speaks_of(rule.scope, context.scope):
            continue
        for row in rule.rows:
            if row.element not in known and _is_wanted(context, rule, row):
                yield _row(rule.id, row.source, row.element)


def _is_wanted(context: Context, rule: WidthRule, row: WidthRow) -> bool:
    """Whether the row would hold here, had anything been measured."""
    return row.element.startswith(NEEDS_MEASURE) and row in rows_for(context, rule, ((row.element,),))


def _families(context: Context) -> Iterator[NotJudged]:
    result, families = context.result, context.pack.families
    if result.exit_pairs is None:
        yield from _each(context, families.separations, "exit_separation")
    if result.ground_ways is None:
        yield from _each(context, families.ground_floors, "stairwell_to_outdoors")
    if result.dead_ends is None:
        yield from _each(context, families.dead_ends, "dead_end_corridor")
    if all(space.common_path is None for space in result.spaces):
        yield from _each(context, families.common_paths, "common_path")
    if context.loads is None:
        for rule in families.common_paths:
            if speaks_of(rule.scope, context.scope):
                yield _row(rule.persons_id, rule.source, "persons_of_one_exit")


def _each(context: Context, rules: tuple[Rule, ...], element: str) -> Iterator[NotJudged]:
    for rule in rules:
        if speaks_of(rule.scope, context.scope):
            yield _row(rule.id, rule.source, element)
