"""Rule family: spaces with one exit, by common path and by persons (IBC 1006.2.1); both have to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.measured import Both, CommonPath
from bim.egress.result import SpaceResult
from bim.rules import reasons
from bim.rules.asked import Asked, against, nothing
from bim.rules.context import Context
from bim.rules.families import CommonPathRow, CommonPaths
from bim.rules.groups import rows_of
from bim.rules.limit import METRES, weakest
from bim.rules.model_base import Cell
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span, hull
from bim.rules.verdict_rows import Finding, judgement, space_subject
from core.verdicts import Judgement, Verdict

METRIC, PERSONS = "common_path", "persons"


def rows(context: Context, rule: CommonPaths) -> tuple[CommonPathRow, ...]:
    groups = context.pack.groups_of(context.params.use, context.params.group)
    return rows_of(rule.rows, lambda row: row.group, groups)


def asked(context: Context, rule: CommonPaths, persons: Span | None) -> Asked:
    """The common path: by sprinklers, else by the load, both columns where nobody knows it."""
    found = rows(context, rule)
    if not found:
        return nothing(rule.source, "m", True, Verdict.NO_DATA, reasons.code("no_group"))
    cells = [cell for row in found for cell in _cells(context, rule, row, persons)]
    if any(cell.value is None for cell in cells):
        return _not_permitted(context, rule, cells)
    values = [cell.value or 0.0 for cell in cells]
    span = Span(min(values), max(values))
    opened = () if span.exact else _open(context, rule, persons, len(found))
    native = None if rule.unit == "m" else (round(span.low / METRES[rule.unit], 6), rule.unit)
    return Asked(rule.source, weakest(tuple(cell.letter for cell in cells)), "m", span, True, native, opened)


def _cells(context: Context, rule: CommonPaths, row: CommonPathRow, persons: Span | None) -> list[Cell]:
    given, cells = context.params.sprinklered, []
    if given is not False:
        cells.append(row.sprinklered)
    if given is not True:
        if persons is None or persons.low <= rule.few_up_to + EPS:
            cells.append(row.few)
        if persons is None or persons.high > rule.few_up_to + EPS:
            cells.append(row.many)
    return cells


def _not_permitted(context: Context, rule: CommonPaths, cells: list[Cell]) -> Asked:
    """Never a pass; not said whether there are sprinklers: nobody can say."""
    letter = weakest(tuple(cell.letter for cell in cells))
    clause = rule.source.clause
    if context.params.sprinklered is None:
        reason = reasons.code("common_np_unknown", clause=clause)
        return replace(nothing(rule.source, "m", True, Verdict.NO_DATA, reason), letter=letter, open=("sprinklered",))
    reason = reasons.code("not_permitted", clause=clause)
    return replace(nothing(rule.source, "m", True, Verdict.REVIEW, reason), letter=letter)


def _open(context: Context, rule: CommonPaths, persons: Span | None, groups: int) -> tuple[str, ...]:
    names = ["sprinklered"] if context.params.sprinklered is None else []
    straddles = persons is None or persons.low <= rule.few_up_to < persons.high
    if context.params.sprinklered is not True and straddles:
        names.append("persons")
    return (*names, *(("group",) if groups > 1 else ()))


def persons_asked(context: Context, rule: CommonPaths) -> Asked:
    """Most persons in a space with one exit."""
    found = rows(context, rule)
    if not found:
        return nothing(rule.source, PERSONS, True, Verdict.NO_DATA, reasons.code("no_group"))
    counts = [row.max_persons for row in found]
    span = Span(min(counts), max(counts))
    opened = () if span.exact else ("group",)
    return Asked(rule.source, rule.source.letter, PERSONS, span, most=True, open=opened)


def judge_common_paths(context: Context) -> Iterator[Judgement]:
    """A row per space for its common path, and one for the load of each room with a single door."""
    for rule in context.pack.families.common_paths:
        if context.scope is None or not speaks_of(rule.scope, context.scope):
            continue
        for space in context.result.spaces:
            if space.common_path is not None and not space.is_stair_space:
                yield judgement(context, _path(context, rule, space, space.common_path))
            if _is_one_exit_room(context, space):
                yield judgement(context, _persons(context, rule, space))


def _is_one_exit_room(context: Context, space: SpaceResult) -> bool:
    """Persons are judged once anybody counted them."""
    is_way = space.is_circulation or space.is_stair_space
    return context.loads is not None and not is_way and context.exit_doors_of(space.guid) == 1


def _path(context: Context, rule: CommonPaths, space: SpaceResult, both: Both[CommonPath | None]) -> Finding:
    blank = Finding(rule.id, rule.source, METRIC, space_subject(space), Verdict.NO_DATA, "", storey=space.storey)
    ways = [way for way in (both.counts, both.not_counts) if way is not None]
    limit = asked(context, rule, context.persons_in(space))
    if len(ways) < 2:
        blank = replace(blank, measured=_hull(ways) if ways else None)
        reason = "exit_stair_unknown" if ways else "travel_not_measured"
        values = {} if ways else {"space_reason": space.reason or "no_exit"}
        verdict = Verdict.REVIEW if ways else Verdict.NO_DATA
        return replace(against(blank, None, limit), measured=blank.measured, verdict=verdict,
                       reason=reasons.code(reason, **values))  # fmt: skip
    longest = max(ways, key=lambda way: way.value_m)
    return against(replace(blank, path=longest.path, evidence=longest.exits), _hull(ways), limit)


def _hull(ways: list[CommonPath]) -> Span:
    return hull(Span(way.value_m, way.value_m + way.error_m) for way in ways)


def _persons(context: Context, rule: CommonPaths, space: SpaceResult) -> Finding:
    blank = Finding(rule.persons_id, rule.source, PERSONS, space_subject(space), Verdict.NO_DATA, "", unit=PERSONS)
    blank = replace(blank, storey=space.storey, notes=(reasons.code("one_exit_only"),))
    return against(blank, context.persons_in(space), persons_asked(context, rule), "persons_unknown")
