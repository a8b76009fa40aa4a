"""Rule family: number of safety exits of a storey (GB 55037-2022 7.3.1 housing, 7.4.1 public buildings)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.result import StoreyResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.exits_needed import flat_doors_of, needed
from bim.rules.model import ExitsRule
from bim.rules.spans import Span, at_least
from bim.rules.verdict_rows import Finding, building_subject, judgement
from core.verdicts import Judgement, Subject, Verdict


def judge_exits(context: Context) -> Iterator[Judgement]:
    """One judgement per storey that has rooms (public) or flat doors (housing)."""
    for rule in context.pack.exits:
        if rule.scope != context.scope:
            continue
        storeys = [storey for storey in context.result.storeys if _has_subject(context, rule, storey)]
        if not storeys:
            yield judgement(context, _nothing(context, rule))
        yield from (judgement(context, _judge(context, rule, storey)) for storey in storeys)


def _nothing(context: Context, rule: ExitsRule) -> Finding:
    reason = reasons.code("no_flats" if rule.scope == "residential" else "no_exits_found")
    subject = building_subject(context)
    return Finding(rule.id, rule.source, "count", subject, Verdict.NO_DATA, reason, unit="exits")


def _has_subject(context: Context, rule: ExitsRule, storey: StoreyResult) -> bool:
    return bool(flat_doors_of(context, storey)) if rule.scope == "residential" else storey.spaces > 0


def _judge(context: Context, rule: ExitsRule, storey: StoreyResult) -> Finding:
    count = count_exits(context, storey)
    need = needed(context, rule, storey)
    found = Finding(
        rule.id, rule.source, "count", Subject(storey.guid, "IfcBuildingStorey", storey.name), Verdict.NO_DATA,
        reasons.code("no_exits_found"), unit="exits", measured=count, strict=need.high, lax=need.low,
        storey=storey.guid, evidence=(*storey.storey_exits, *storey.unknown_exits),
        notes=(reasons.code("no_compartments" if rule.scope == "public" else "no_units"),),
    )  # fmt: skip
    if count.high < 1:
        return found
    verdict = at_least(count, need)
    verdict, reason = _temper(rule, storey, verdict, count, need)
    return replace(found, verdict=verdict, reason=reason)


def _temper(rule: ExitsRule, storey: StoreyResult, verdict: Verdict, count: Span, need: Span) -> tuple[Verdict, str]:
    """What the bare count cannot say: two doors may be one way, a unit may have only one, basements differ."""
    values: dict[str, object] = {"count": int(count.low), "need": int(need.high)}
    if verdict is Verdict.PASS:
        sure = storey.two_ways is True if rule.scope == "residential" else storey.two_ways is not False
        if need.high > 1 and not sure:
            return Verdict.REVIEW, reasons.code("exits_not_two_ways", **values)
        return verdict, reasons.code("exits_enough", **values)
    if verdict is Verdict.FAIL and not storey.above_ground:
        return Verdict.REVIEW, reasons.code("exits_basement", **values)
    if verdict is Verdict.FAIL:
        return verdict, reasons.code("exits_too_few", **values)
    if count.high > count.low:
        return verdict, reasons.code("exits_stair_unknown", **values, most=int(count.high))
    return verdict, reasons.code("exits_need_open", **values)


def count_exits(context: Context, storey: StoreyResult) -> Span:
    """Separate exits: doors into one stair are one exit. Upper bound: stairs of unknown kind count too."""
    sure = {_way(context, guid) for guid in storey.storey_exits}
    maybe = {_way(context, guid) for guid in storey.unknown_exits} - sure
    return Span(len(sure), len(sure) + len(maybe))


def _way(context: Context, guid: str) -> str:
    door = context.doors.get(guid)
    return (door.leads_to_stair if door else None) or guid
