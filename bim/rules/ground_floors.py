"""Rule family: from the stairwell to the outside on the ground floor (GB 50016 5.5.17-2, 5.5.29-2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.measured import GroundWay
from bim.rules import reasons
from bim.rules.asked import Asked, nothing, with_asked
from bim.rules.context import Context
from bim.rules.families import GroundFloor
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span
from bim.rules.verdict_rows import Finding, judgement
from core.verdicts import Judgement, Subject, Verdict

METRIC = "ground_floor_walk"


def asked(context: Context, rule: GroundFloor) -> Asked:
    """At most so many metres, in buildings of few storeys; in others the clause gives no distance."""
    storeys = context.params.storeys
    if storeys is None:
        return nothing(rule.source, "m", True, Verdict.NO_DATA, reasons.missing(["storeys_above"]))
    if storeys > rule.up_to_storeys:
        reason = reasons.code("ground_many_storeys", storeys=rule.up_to_storeys)
        return nothing(rule.source, "m", True, Verdict.REVIEW, reason)
    return Asked(rule.source, rule.source.letter, "m", Span(rule.at_most_m, rule.at_most_m), most=True)


def judge_ground_floors(context: Context) -> Iterator[Judgement]:
    """One row per stairwell that comes down to grade."""
    for rule in context.pack.families.ground_floors:
        if speaks_of(rule.scope, context.scope):
            for way in context.result.ground_ways or ():
                stair = context.stairs.get(way.stair)
                if stair is None or stair.kind != "open_stair":
                    yield judgement(context, _judge(context, rule, way))


def _judge(context: Context, rule: GroundFloor, way: GroundWay) -> Finding:
    stair = context.stairs.get(way.stair)
    subject = Subject(way.stair, "IfcStair", stair.name if stair else way.stair)
    limit = asked(context, rule)
    blank = Finding(rule.id, rule.source, METRIC, subject, Verdict.NO_DATA, "", storey=way.storey, path=way.path)
    found = replace(with_asked(blank, limit), evidence=(way.starts_at, *((way.exit,) if way.exit else ())))
    if way.length_m is None:
        return replace(found, reason=reasons.code("ground_no_way"))
    found = replace(found, measured=Span(way.length_m, way.length_m))
    if way.length_m <= EPS:  # straight outdoors: what the clause asks for, whatever the storeys
        at_most = Span(rule.at_most_m, rule.at_most_m)
        found = replace(found, strict=at_most.low, lax=at_most.high)
        return replace(found, verdict=Verdict.PASS, reason=reasons.code("ground_direct"))
    if limit.span is None:
        return replace(found, verdict=limit.verdict or Verdict.NO_DATA, reason=limit.reason)
    values: dict[str, object] = {"measured": way.length_m, "limit": rule.at_most_m}
    if way.length_m <= rule.at_most_m + EPS:
        return replace(found, verdict=Verdict.PASS, reason=reasons.code("most_met", **values, unit="m"))
    return replace(found, verdict=Verdict.REVIEW, reason=reasons.code("ground_enlarged", **values))
