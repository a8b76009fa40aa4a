"""Rule family: number of exits of a storey (GB 55037-2022 7.3.1 housing, 7.4.1 public buildings; IBC 1006.3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.result import StoreyPart, StoreyResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.exits_needed import flat_doors_of, needed_by_rule
from bim.rules.model import ExitsRule
from bim.rules.scopes import speaks_of
from bim.rules.spans import Span, at_least
from bim.rules.verdict_rows import Finding, building_subject, judgement
from bim.rules.ways import counted_ways, merged_ways
from core.verdicts import Judgement, Subject, Verdict


def judge_exits(context: Context) -> Iterator[Judgement]:
    """One judgement per storey that has rooms (public) or flat doors (housing)."""
    for rule in context.pack.exits:
        if context.scope is None or not speaks_of(rule.scope, context.scope):
            continue
        storeys = [storey for storey in context.result.storeys if _has_subject(context, rule, storey)]
        if not storeys:
            yield judgement(context, _nothing(context, rule))
        yield from (judgement(context, _judge(context, rule, storey)) for storey in storeys)
        if storeys and rule.scope == "residential":
            left = [storey for storey in context.result.storeys if storey not in storeys and _rooms(context, storey)]
            yield from (judgement(context, _blank(rule, storey, "no_flats_here")) for storey in left)


def _nothing(context: Context, rule: ExitsRule) -> Finding:
    reason = reasons.code("no_flats" if rule.scope == "residential" else "no_exits_found")
    subject = building_subject(context)
    return Finding(rule.id, rule.source, "count", subject, Verdict.NO_DATA, reason, unit="exits")


def _has_subject(context: Context, rule: ExitsRule, storey: StoreyResult) -> bool:
    return bool(flat_doors_of(context, storey)) if rule.scope == "residential" else storey.spaces > 0


def _rooms(context: Context, storey: StoreyResult) -> bool:
    """Whether a storey has rooms that belong to no flat; those of a flat are judged where it is entered."""
    rooms = (s for s in context.result.spaces if s.storey == storey.guid and s.area_m2)
    return any(s.flat is None and not s.is_circulation and not s.is_stair_space for s in rooms)


def _blank(rule: ExitsRule, storey: StoreyResult, reason: str) -> Finding:
    subject = Subject(storey.guid, "IfcBuildingStorey", storey.name)
    code = reasons.code(reason)
    return Finding(rule.id, rule.source, "count", subject, Verdict.NO_DATA, code, unit="exits", storey=storey.guid)


def _judge(context: Context, rule: ExitsRule, storey: StoreyResult) -> Finding:
    count = merged_ways(context, storey)
    every = counted_ways(context, storey)
    near = (reasons.code("exits_near", count=int(every.low), apart=int(count.low)),) if count.low < every.low else ()
    need = needed_by_rule(context, rule, storey)
    found = replace(
        _blank(rule, storey, context.lost(storey.guid) or "no_exits_found"),
        measured=count,
        strict=need.high,
        lax=need.low,
        evidence=(*storey.storey_exits, *storey.unknown_exits),
        notes=(reasons.code("no_units" if rule.scope == "residential" else "no_compartments"), *near),
    )
    if count.high < 1 and not _surely_none(context, storey):
        return found
    verdict, reason = _temper(rule, storey, at_least(count, need), count, need)
    if verdict is not Verdict.FAIL:
        verdict, reason = _by_parts(context, storey, verdict, reason, need)
    return replace(found, verdict=verdict, reason=reason)


def _surely_none(context: Context, storey: StoreyResult) -> bool:
    """Whether a person has confirmed every stair of the storey as a kind that is no safety exit."""
    stairs = [s for s in context.result.stairs if not s.inside_flat and storey.guid in (s.from_storey, s.to_storey)]
    never = {s.kind for s in stairs}.isdisjoint(context.pack.counts_as_exit | {"unknown"})
    return bool(stairs) and never and all(s.status == "confirmed" for s in stairs)


def _by_parts(context: Context, storey: StoreyResult, verdict: Verdict, reason: str, need: Span) -> tuple[Verdict, str]:
    """A part without exit hides behind no neighbour, and spaces that cannot be left never pass."""
    parts = [part for part in storey.parts if _is_judged(context, part)]
    counts = [merged_ways(context, part) for part in parts]
    lost = [part for part, count in zip(parts, counts, strict=True) if count.high < 1]
    if lost:
        rooms = sum(len(part.spaces) for part in lost)
        return Verdict.NO_DATA, reasons.code("part_no_exit", parts=len(lost), rooms=rooms)
    if verdict is not Verdict.PASS:
        return verdict, reason
    cut_off = sum(len(part.unreachable) for part in parts)
    if cut_off:
        return Verdict.REVIEW, reasons.code("part_cut_off", rooms=cut_off)
    worst = min(counts, key=lambda count: (count.low, count.high), default=need)
    values: dict[str, object] = {"count": int(worst.low), "need": int(need.high)}
    if worst.low >= need.high:
        return verdict, reason
    if worst.high > worst.low:
        return Verdict.REVIEW, reasons.code("exits_stair_unknown", **values, most=int(worst.high))
    return Verdict.REVIEW, reasons.code("exits_not_two_ways", **values)


def _is_judged(context: Context, part: StoreyPart) -> bool:
    """Parts with a flat (housing), or with any space but stairwells (public)."""
    spaces = [context.spaces[guid] for guid in part.spaces if guid in context.spaces]
    if context.scope == "residential":
        return any(space.flat is not None for space in spaces)
    return any(not space.is_stair_space for space in spaces)


def _temper(rule: ExitsRule, storey: StoreyResult, verdict: Verdict, count: Span, need: Span) -> tuple[Verdict, str]:
    """What the bare count cannot say: two doors may be one way, a unit may have only one, basements differ."""
    values: dict[str, object] = {"count": int(count.low), "need": int(need.high)}
    if verdict is Verdict.PASS:
        sure = storey.two_ways is True if rule.scope == "residential" else storey.two_ways is not False
        if need.high > 1 and not sure:
            return Verdict.REVIEW, reasons.code("exits_not_two_ways", **values)
        return verdict, reasons.code("exits_enough", **values)
    if verdict is Verdict.FAIL and rule.one_exit_cases and count.high == 1:
        return Verdict.REVIEW, reasons.code("exits_one_case", **values)
    if verdict is Verdict.FAIL and not storey.above_ground:
        return Verdict.REVIEW, reasons.code("exits_basement", **values)
    if verdict is Verdict.FAIL:
        return verdict, reasons.code("exits_too_few", **values)
    if count.high > count.low:
        return verdict, reasons.code("exits_stair_unknown", **values, most=int(count.high))
    return verdict, reasons.code("exits_need_open", **values)
