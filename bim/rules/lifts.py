"""Rule family: number of lifts (GB 55038 4.2.4). For information: the model lists lifts, a register knows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.rules import reasons
from bim.rules.asked import Asked, nothing
from bim.rules.context import Context
from bim.rules.families import Lifts
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span
from bim.rules.verdict_rows import Finding, building_subject, judgement
from core.verdicts import Judgement, Verdict

METRIC, UNIT = "lift_count", "lifts"


def asked(context: Context, rule: Lifts) -> Asked:
    """Lifts of each unit, by storeys or height; over what the facts leave open."""
    least = most = 0
    storeys, heights = context.params.storeys, context.heights
    for row in rule.rows:
        by_storeys = None if storeys is None else storeys >= row.from_storeys
        by_height = None if heights is None else _above(heights, row.above_m)
        if by_storeys or by_height:
            least = max(least, row.lifts)
        if by_storeys is not False or by_height is not False:
            most = max(most, row.lifts)
    if storeys is None and heights is None:
        return nothing(rule.source, UNIT, False, Verdict.NO_DATA, reasons.code("lifts_height_unknown"))
    opened = () if least == most else ("height_m",)
    return Asked(rule.source, rule.source.letter, UNIT, Span(least, most), most=False, open=opened)


def _above(heights: Span, metres: float) -> bool | None:
    if heights.low > metres + EPS:
        return True
    return None if heights.high > metres + EPS else False


def modelled_lifts(context: Context) -> int:
    """Lifts by where they stand: one shaft may have an element on each storey."""
    lifts = context.result.facts.lifts
    shafts = {(round(lift.at[0]), round(lift.at[1])) for lift in lifts if lift.at is not None}
    return len(shafts) + sum(1 for lift in lifts if lift.at is None)


def judge_lifts(context: Context) -> Iterator[Judgement]:
    """One row for the building, never a pass or a fail: units are not in the model."""
    for rule in context.pack.families.lifts:
        if speaks_of(rule.scope, context.scope):
            yield judgement(context, _judge(context, rule))


def _judge(context: Context, rule: Lifts) -> Finding:
    limit, subject = asked(context, rule), building_subject(context)
    found = Finding(rule.id, rule.source, METRIC, subject, Verdict.NO_DATA, limit.reason, unit=UNIT)
    found = replace(found, strict=limit.strict, lax=limit.lax, assumed=limit.open)
    if limit.span is None:
        return found
    if limit.span.high < 1:
        return replace(found, verdict=Verdict.NOT_APPLICABLE, reason=reasons.code("lifts_none_needed"))
    count, need = modelled_lifts(context), int(limit.span.high)
    if not count:
        return replace(found, reason=reasons.code("lifts_none_modelled", need=need))
    guids = tuple(lift.guid for lift in context.result.facts.lifts)
    found = replace(found, measured=Span(count, count), evidence=guids)
    return replace(found, verdict=Verdict.REVIEW, reason=reasons.code("lifts_compare", count=count, need=need))
