"""Rule family: farthest point of a room to its door, of a flat to the flat door (GB 50016 5.5.17-3, -4, 5.5.29)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.result import SpaceResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.doors import YES_NO, groups, halls
from bim.rules.explanations import explain
from bim.rules.limit_span import LimitSpan
from bim.rules.measures import Measure, measure
from bim.rules.model import InRoom
from bim.rules.spans import at_most, hull
from bim.rules.verdict_rows import Finding, building_subject, judgement, modifier_codes, space_subject
from core.verdicts import Judgement, Verdict


def judge_rooms(context: Context) -> Iterator[Judgement]:
    """One judgement per room; in housing one per flat, on the space that holds its farthest point."""
    use = context.use
    inside = context.pack.table(use.table).in_room if use else None
    if inside is None:
        return
    metric = context.pack.table(use.table).metric if use else ""
    rooms = [s for s in context.result.spaces if not s.is_stair_space]
    if context.scope != "residential":
        groups = [[room] for room in rooms if not room.is_circulation]
    else:
        groups = _flats(rooms)
        yield from (judgement(context, found) for found in _outside_flats(context, inside, metric, rooms))
    for spaces in groups:
        yield judgement(context, _judge(context, inside, metric, spaces))


def _flats(rooms: list[SpaceResult]) -> list[list[SpaceResult]]:
    flats: dict[str, list[SpaceResult]] = {}
    for room in rooms:
        if room.flat is not None:
            flats.setdefault(room.flat, []).append(room)
    return list(flats.values())


def _outside_flats(context: Context, inside: InRoom, metric: str, rooms: list[SpaceResult]) -> Iterator[Finding]:
    """No flat at all: not judged. Else rooms of no flat (bicycles, plant, a shop) are outside this clause, and said."""
    if not any(room.flat is not None for room in rooms):
        subject, reason = building_subject(context), reasons.code("no_flats")
        yield Finding(inside.id, inside.source, metric, subject, Verdict.NO_DATA, reason)
        return
    reason = reasons.code("no_flat_room")
    for room in rooms:
        if room.flat is None and not room.is_circulation:
            subject = space_subject(room)
            yield Finding(inside.id, inside.source, metric, subject, Verdict.NOT_APPLICABLE, reason, storey=room.storey)


def _judge(context: Context, inside: InRoom, metric: str, spaces: list[SpaceResult]) -> Finding:
    ways = [(measure(s.in_room, inside.flight_factor), s) for s in spaces if s.in_room is not None]
    unmeasured = [space for space in spaces if space.in_room is None]
    way, space = max(ways, key=lambda item: item[0].walked.high, default=(None, spaces[0]))
    blank = Finding(inside.id, inside.source, metric, space_subject(space), Verdict.NO_DATA, "", storey=space.storey)
    if way is None:
        return replace(blank, reason=_why_not(space))
    found = _against(_flights(blank, way, inside), way, _span(context, inside, space))
    if unmeasured and found.verdict is not Verdict.FAIL:
        reason = reasons.code("flat_part_not_measured", count=len(unmeasured), measured=way.walked.low)
        return replace(found, verdict=Verdict.NO_DATA, reason=reason)
    if found.verdict is Verdict.FAIL and context.scope != "residential" and space.guid in context.shut_in.spaces:
        notes = (found.reason, *found.notes)  # a way is known as one by where it leads
        return replace(found, verdict=Verdict.REVIEW, reason=reasons.code("shut_in_room"), notes=notes)
    return found


def _why_not(space: SpaceResult) -> str:
    return reasons.code("space_not_measured", space_reason=space.reason or "no_own_door")


def _flights(blank: Finding, way: Measure, inside: InRoom) -> Finding:
    """Say it where a flight inside the flat made the code's measure longer than the walk."""
    if inside.flight_factor is None or way.straight_m is not None:
        return blank
    walked, counted = way.length_m, way.walked.low
    told = reasons.code("flights_walked", walked=walked, counted=counted, factor=inside.flight_factor)
    return replace(blank, notes=(reasons.code("flights", factor=inside.flight_factor), told))


def _span(context: Context, inside: InRoom, space: SpaceResult) -> LimitSpan:
    limits = _limits(context, space)
    if inside.two_doors is None or context.exit_doors_of(space.guid) < 2:
        return limits
    other = context.limits(replace(context.params, position=inside.two_doors), groups(context))
    if limits.span is None or other.span is None:
        return limits
    return replace(limits, span=hull((limits.span, other.span)), open=(*limits.open, "directions"))


def _limits(context: Context, space: SpaceResult) -> LimitSpan:
    params = replace(context.params, position="in_room")
    choices = groups(context)
    if context.use and "sprinklered" in context.pack.table(context.use.table).asked:
        choices["sprinklered"] = YES_NO if params.sprinklered is None else (params.sprinklered,)
    return context.limits(params, choices | {"hall": halls(context, space.guid)})


def _against(blank: Finding, way: Measure, limits: LimitSpan) -> Finding:
    found = replace(
        blank,
        source=limits.plain.source,
        letter=limits.letter,
        measured=way.walked,
        path=way.path,
        strict=limits.span.low if limits.span else None,
        lax=limits.span.high if limits.span else None,
        modifiers=modifier_codes(limits.plain),
        assumed=limits.open,
    )
    if limits.span is None:
        return replace(found, verdict=limits.plain.open or Verdict.NO_DATA, reason=limits.plain.reason)
    verdict = at_most(way.against(found.metric), limits.span)
    return replace(found, verdict=verdict, reason=explain(verdict, way, limits))
