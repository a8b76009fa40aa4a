"""Rule family: do the ways carry the persons (GB 50016 5.5.21, IBC 1005.3 and 1005.5, Approved Document B Table 2.3)?

Per storey: its exits, its stairs towards grade, and what is left when the widest exit is lost. Housing under GB 50016
has least widths only (5.5.30). Where a room's persons are unknown, the known ones alone may fail a storey, never pass.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bim.egress.result import StoreyPart, StoreyResult
from bim.occupancy.loads import Crowd, Occupancy, busiest, occupancy
from bim.occupancy.required import Case, Rate, rate_of, step_persons, width_for
from bim.rules import reasons
from bim.rules.capacity_reasons import open_reason, reason_of
from bim.rules.capacity_ways import Total, Way, left, stair_ways, storey_ways, street_ways, total
from bim.rules.context import Context
from bim.rules.limit import weakest
from bim.rules.occupancy_model import CapacityTable
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span
from bim.rules.verdict_rows import Finding, judgement
from core.verdicts import Judgement, Subject, Verdict

ORDER = (Verdict.FAIL, Verdict.NO_DATA, Verdict.REVIEW, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class Question:
    """What is judged: ways of one storey or part against the persons who use them. ``share`` of the need must be met;
    ``lost``: without the widest exit."""

    table: CapacityTable
    storey: StoreyResult
    element: str
    ways: Sequence[Way]
    crowd: Crowd
    lost: bool = False

    @property
    def measured(self) -> Total:
        return left(self.ways) if self.lost else total(self.ways)

    @property
    def share(self) -> float:
        return self.table.loss.share if self.lost and self.table.loss else 1.0


def judge_capacity(context: Context) -> Iterator[Judgement]:
    """Up to three judgements per table and storey with persons; none while the building's use is unknown."""
    tables = [t for t in context.pack.families.capacities if speaks_of(t.scope, context.scope)]
    if context.scope is None or not tables:
        return
    people = occupancy(context.pack.families.densities, context.params.use, context.result)
    for table in tables:
        for storey in context.result.storeys:
            if storey.spaces:
                yield from _storey(context, table, people, storey)


def _storey(context: Context, table: CapacityTable, people: Occupancy, storey: StoreyResult) -> Iterator[Judgement]:
    exits = [item for item in _exit_questions(context, table, people, storey) if item.crowd.whole[1] > 0]
    needed_alone = table.loss is None or table.loss.share < 1.0
    if exits and (needed_alone or any(total(item.ways).exits.low < 2 for item in exits)):
        yield _worst([_judge(context, item) for item in exits])
    if table.loss is not None:
        several = [item for item in exits if total(item.ways).exits.high >= table.loss.least_exits]
        if several:
            yield _worst([_judge(context, replace(item, lost=True)) for item in several])
    flights = stair_ways(context, storey)
    crowd = _upstream(context, table, people, storey)
    if flights and crowd.whole[1] > 0 and not table.steps:
        yield _judge(context, Question(table, storey, "stairs", flights, crowd))


def _exit_questions(context: Context, table: CapacityTable, people: Occupancy, storey: StoreyResult) -> list[Question]:
    """One for the storey, or one for each of its parts with persons that nothing joins (entrances of a terrace)."""
    if storey.guid == _ground(context) and table.serves == "most_crowded":
        above = [item.guid for item in context.result.storeys if item.above_ground]
        return [Question(table, storey, "exits", street_ways(context, storey), busiest(people, above))]
    parts = [(part, people.of_spaces(part.spaces)) for part in storey.parts]
    used: list[tuple[StoreyResult | StoreyPart, Crowd]] = [(p, crowd) for p, crowd in parts if crowd.whole[1] > 0]
    if len(used) < 2:
        used = [(storey, people.of_storey(storey.guid))]
    return [Question(table, storey, "exits", storey_ways(context, part), crowd) for part, crowd in used]


def _ground(context: Context) -> str | None:
    """The lowest storey above ground with a door to the street."""
    streets = {door.storey for door in context.result.doors if door.exit == "final"}
    found = [s for s in context.result.storeys if s.above_ground and s.guid in streets]
    return min(found, key=lambda s: s.order).guid if found else None


def _upstream(context: Context, table: CapacityTable, people: Occupancy, storey: StoreyResult) -> Crowd:
    """Who a flight is dimensioned for: its own storey, or the most crowded one that comes down (or up) over it."""
    if table.serves == "own_storey":
        return people.of_storey(storey.guid)
    same = [s for s in context.result.storeys if s.above_ground == storey.above_ground]
    beyond = [s.guid for s in same if (s.order >= storey.order if storey.above_ground else s.order <= storey.order)]
    return busiest(people, beyond)


def _worst(rows: list[Judgement]) -> Judgement:
    return min(rows, key=lambda row: ORDER.index(row.verdict))


def _judge(context: Context, item: Question) -> Judgement:
    rate = None if item.table.steps else rate_of(item.table, _case(context, item))
    return judgement(context, _finding(context, item, rate))


def _case(context: Context, item: Question) -> Case:
    params, elevation = context.params, item.storey.elevation_m
    below = not item.storey.above_ground
    depth = context.result.facts.reference_z_m - elevation if below and elevation is not None else None
    return Case(
        item.element, not below, params.use, params.fire_grade, params.storeys, depth, params.sprinklered
    )  # fmt: skip


def _finding(context: Context, item: Question, rate: Rate | None) -> Finding:
    table, loss = item.table, item.table.loss if item.lost else None
    source = loss.source if loss else (rate.source if rate else table.source)
    letter = weakest((source.letter, rate.letter if rate else table.source.letter, item.crowd.letter))
    subject = Subject(item.storey.guid, "IfcBuildingStorey", item.storey.name)
    found = Finding(
        loss.id if loss else table.id, source, f"total_width_{item.element}", subject, Verdict.NO_DATA, "",
        unit="persons" if table.steps else "m", letter=letter, storey=item.storey.guid,
        evidence=tuple(way.guid for way in item.ways), notes=_notes(item, rate), assumed=_assumed(item, rate),
        uses=item.crowd.counted,
    )  # fmt: skip
    if rate is not None and rate.per_person_m is None:
        verdict, reason = open_reason(rate)
        return replace(found, verdict=verdict, reason=reason)
    if item.measured.exits.high < 1:
        return replace(found, reason=context.lost(item.storey.guid) or reasons.code("no_exits_found"))
    measured, need = _figures(item, rate)
    verdict = _verdict(item, measured, need)
    least = None if verdict is Verdict.NO_DATA and not math.isfinite(need.high) else need.low
    return replace(
        found,
        measured=Span(measured.low, measured.high) if math.isfinite(measured.high) else None,
        strict=need.high if math.isfinite(need.high) else least,
        lax=least,
        verdict=verdict,
        reason=reason_of(verdict, measured, need, item.crowd, item.measured.unknown, bool(table.steps)),
    )


def _figures(item: Question, rate: Rate | None) -> tuple[Span, Span]:
    """Measured and needed: metres; for a table of steps the persons that the exits serve, and the persons."""
    low, high = item.crowd.whole
    if item.table.steps:
        return _served(item), Span(item.share * low, item.share * high)
    width = width_for(item.table, rate, Span(low, high)) or Span(0.0, math.inf)
    return Span(item.measured.low, item.measured.high), Span(item.share * width.low, item.share * width.high)


def _served(item: Question) -> Span:
    """Persons each exit serves by its own width, added up; the exit that serves most is the one that is lost."""
    widths = [(way.width if way.width else Span(0.0, math.inf), way.sure) for way in item.ways]
    lows = sorted(step_persons(item.table, span.low) if sure else 0.0 for span, sure in widths)
    highs = sorted(step_persons(item.table, s.high) if math.isfinite(s.high) else math.inf for s, _ in widths)
    return Span(sum(lows[:-1]), sum(highs[:-1])) if item.lost else Span(sum(lows), sum(highs))


def _verdict(item: Question, measured: Span, need: Span) -> Verdict:
    if measured.low >= need.high - EPS:
        return Verdict.PASS
    if measured.high < need.low - EPS:
        return Verdict.REVIEW if item.crowd.assumed else Verdict.FAIL
    unknown = not math.isfinite(measured.high) or not math.isfinite(need.high)
    return Verdict.NO_DATA if unknown else Verdict.REVIEW


def _notes(item: Question, rate: Rate | None) -> tuple[str, ...]:
    low, high = item.crowd.whole
    most = f"{high:g}" if math.isfinite(high) else "?"
    notes = [reasons.code("capacity_persons", least=int(low), most=most)]
    if rate is not None and rate.native is not None:
        value = f"{rate.native.low:g}" if rate.native.exact else f"{rate.native.low:g}–{rate.native.high:g}"
        notes.append(reasons.code(f"rate_{item.table.unit}", value=value))
    if item.lost:
        notes.append(reasons.code("capacity_lost"))
    return tuple(notes)


def _assumed(item: Question, rate: Rate | None) -> tuple[str, ...]:
    uses = ("space_uses",) if item.crowd.assumed else ()
    return (*uses, *(rate.conditions if rate else ()))
