"""Rule family: exit door of a room or flat to the nearest storey exit (GB 50016 5.5.17, 5.5.29).

The street is no end of these distances. Where nobody knows whether a stair counts, both readings are judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.result import DoorResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.explanations import explain
from bim.rules.limit_span import LimitSpan
from bim.rules.limits import egress_limit
from bim.rules.measures import Measure, changes_level, measure
from bim.rules.model import DistanceTable
from bim.rules.spans import Span, at_most, hull
from bim.rules.verdict_rows import Finding, building_subject, door_subject, judgement, modifier_codes
from core.verdicts import Judgement, Verdict

YES_NO: tuple[bool, bool] = (False, True)
BOTH: tuple[str, str] = ("dead_end", "between_exits")
NO_NOTE = "enclosed"
"""A stair kind that triggers no note: also the reading when the walk ends at a door outdoors."""


def judge_doors(context: Context) -> Iterator[Judgement]:
    """One judgement per exit door of a room (public) or flat (housing)."""
    doors = [door for door in context.result.doors if _is_subject(context, door)]
    use = context.pack.uses.get(context.params.use or "")
    if use is None:
        yield from (judgement(context, _without_table(context, door)) for door in doors)
        return
    table = context.pack.table(use.table)
    if not doors:
        yield judgement(context, _no_doors(context, table))
    yield from (judgement(context, _judge(context, table, door)) for door in doors)


def _is_subject(context: Context, door: DoorResult) -> bool:
    if door.kind == "virtual":
        return False
    if context.scope == "residential":
        return door.is_flat_door
    return door.serves is not None or door.is_flat_door


def _without_table(context: Context, door: DoorResult) -> Finding:
    limit = egress_limit(context.pack, replace(context.params, position=door.position))
    reason = reasons.missing(["use"]) if context.params.use is None else limit.reason
    return Finding(
        "door_to_exit", limit.source, limit.metric, door_subject(door), Verdict.NO_DATA, reason, storey=door.storey
    )


def _no_doors(context: Context, table: DistanceTable) -> Finding:
    reason = reasons.code(f"no_{table.start}")
    return Finding(table.id, table.source, table.metric, building_subject(context), Verdict.NO_DATA, reason)


def _judge(context: Context, table: DistanceTable, door: DoorResult) -> Finding:
    blank = Finding(table.id, table.source, table.metric, door_subject(door), Verdict.NO_DATA, "", storey=door.storey)
    blank = replace(blank, evidence=door.evidence)
    reading = door.to_storey_exit
    if door.exit != "no":
        return replace(blank, verdict=Verdict.NOT_APPLICABLE, reason=reasons.code("door_is_exit"))
    if reading is None:
        return replace(blank, reason=reasons.code("not_measured"))
    counts = measure(reading.counts) if reading.counts else None
    other = measure(reading.not_counts) if reading.not_counts else None
    told = context.params.stair
    if told not in (None, "unknown") and not reading.settled:
        counts, other = (counts, counts) if told in context.pack.counts_as_exit else (other, other)
    if counts is None and other is None:
        return replace(blank, reason=reasons.code("no_way"))
    if counts is not None and (other is counts or reading.settled):
        return _one_reading(context, blank, door, counts)
    return _two_readings(context, blank, door, counts, other)


def _span(context: Context, door: DoorResult, way: Measure, sure_position: bool = True) -> LimitSpan:
    """Limits over what is open for this door: position, stair kind, sprinklers, external corridor, hall."""
    params = context.params
    choices: dict[str, tuple[object, ...]] = {
        "position": _positions(context, door) if sure_position else BOTH,
        "stair": _stairs(context, door, way),
        "sprinklered": YES_NO if params.sprinklered is None else (params.sprinklered,),
        "open_corridor": YES_NO if params.open_corridor is None else (params.open_corridor,),
        "hall": halls(context, door.serves),
    }
    return context.limits(params, choices)


def halls(context: Context, space: str | None) -> tuple[bool, ...]:
    """Whether this room may be a hall: by the parameter, else open where the use has halls and it has doors enough."""
    use = context.pack.uses[str(context.params.use)]
    hall = context.pack.table(use.table).hall
    if hall is None or not use.halls or context.exit_doors_of(space) < hall.least_doors:
        return (False,)
    return YES_NO if context.params.hall is None else (context.params.hall,)


def _positions(context: Context, door: DoorResult) -> tuple[str, ...]:
    if door.position != "unknown":
        return (door.position,)
    told = context.params.position
    return (told,) if told in BOTH else BOTH


def _stairs(context: Context, door: DoorResult, way: Measure) -> tuple[str, ...]:
    """Kinds the stair at the end of this walk may have; a door outdoors is no stair."""
    end = context.doors.get(way.target)
    if end is not None and end.exit == "final":
        return (NO_NOTE,)
    stair = context.stairs.get((end.leads_to_stair if end else None) or way.target)
    for kind in (stair.kind if stair else None, door.nearest_stair_kind, context.params.stair):
        if kind is not None and kind != "unknown":
            return (kind,)
    return (NO_NOTE, "open_stairwell")


def _one_reading(context: Context, blank: Finding, door: DoorResult, way: Measure) -> Finding:
    limits = _span(context, door, way)
    found = replace(_with_limits(blank, limits), measured=way.walked, path=way.path)
    if limits.span is None:
        return replace(found, verdict=limits.plain.open or Verdict.NO_DATA, reason=limits.plain.reason)
    verdict = at_most(way.against(blank.metric), limits.span)
    return replace(found, verdict=verdict, reason=explain(verdict, way, limits))


def _two_readings(
    context: Context, blank: Finding, door: DoorResult, counts: Measure | None, other: Measure | None
) -> Finding:
    """A stair of unknown kind matters: review, unless the worse reading ends on this storey and passes too."""
    ways = [way for way in (counts, other) if way is not None]
    spans = [_span(context, door, way, sure_position=way is counts) for way in ways]
    blocked = next((limits for limits in spans if limits.span is None), None)
    measured = hull(way.walked for way in ways)
    found = replace(_with_limits(blank, blocked or spans[-1]), measured=measured, path=ways[0].path)
    opened = dict.fromkeys(name for limits in spans for name in ("stair", *limits.open))
    found = replace(found, assumed=tuple(opened))
    if blocked is not None:
        return replace(found, verdict=blocked.plain.open or Verdict.NO_DATA, reason=blocked.plain.reason)
    limit = hull(limits.span for limits in spans if limits.span)
    found = replace(found, strict=limit.low, lax=limit.high)
    if other is not None and not changes_level(other.path) and _passes(found, ways, limit):
        return replace(found, verdict=Verdict.PASS, reason=explain(Verdict.PASS, other, spans[-1]))
    return replace(found, verdict=Verdict.REVIEW, reason=_both(counts, other, limit))


def _passes(found: Finding, ways: list[Measure], limit: Span) -> bool:
    return all(at_most(way.against(found.metric), limit) is Verdict.PASS for way in ways)


def _both(counts: Measure | None, other: Measure | None, limit: Span) -> str:
    values: dict[str, object] = {"counts": counts.walked.low if counts else 0.0, "limit": limit.low}
    if other is None:
        return reasons.code("stair_unknown_no_other", **values)
    key = "stair_unknown_street" if changes_level(other.path) else "stair_unknown"
    return reasons.code(key, **values, other=other.walked.low)


def _with_limits(blank: Finding, limits: LimitSpan) -> Finding:
    notes = (limits.plain.reason,) if limits.span and limits.plain.reason else ()
    return replace(
        blank,
        source=limits.plain.source,
        strict=limits.span.low if limits.span else None,
        lax=limits.span.high if limits.span else None,
        letter=limits.letter,
        modifiers=modifier_codes(limits.plain),
        assumed=limits.open,
        notes=notes,
    )
