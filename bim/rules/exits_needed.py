"""How many exits a storey needs: triggers of housing, single-exit cases of public buildings; each may be open."""

from __future__ import annotations

from collections.abc import Iterable

from bim.egress.result import DoorResult, StoreyResult
from bim.rules.context import Context
from bim.rules.measures import measure
from bim.rules.model import ExitsRule, SingleExit, Trigger
from bim.rules.spans import EPS, Span, hull


def needed_by_rule(context: Context, rule: ExitsRule, storey: StoreyResult) -> Span:
    """The least number of exits, as a span where a fact that decides it is missing."""
    if rule.ranges:
        return by_persons(rule, _persons(context, [storey]))
    if rule.triggers:
        answers = [_trigger(context, rule, trigger, storey) for trigger in rule.triggers]
        return _two_if(rule, _any(answers))
    single = _any(_single(context, rule, case, storey) for case in rule.singles)
    return _two_if(rule, None if single is None else not single)


def by_persons(rule: ExitsRule, persons: Span | None) -> Span:
    """Exits for a number of persons; over every range that it may fall into."""
    ends = sorted(rule.ranges, key=lambda item: item.persons if item.persons is not None else float("inf"))
    if persons is None:
        return Span(ends[0].exits, ends[-1].exits)

    def exits(count: float) -> int:
        return next(item.exits for item in ends if item.persons is None or count <= item.persons + EPS)

    return Span(exits(persons.low), exits(persons.high))


def flat_doors_of(context: Context, storey: StoreyResult) -> list[DoorResult]:
    return [door for door in context.result.doors if door.is_flat_door and door.storey == storey.guid]


def _two_if(rule: ExitsRule, holds: bool | None) -> Span:
    fewer = min(rule.otherwise, 1)
    return Span(fewer if holds is not True else rule.needed, fewer if holds is False else rule.needed)


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True if one is, None if one may be, else False."""
    found = list(answers)
    return True if True in found else (None if None in found else False)


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    return False if False in found else (None if None in found else True)


def _above(value: Span | None, threshold: float) -> bool | None:
    if value is None:
        return None
    if value.low > threshold + EPS:
        return True
    return None if value.high > threshold + EPS else False


def _trigger(context: Context, rule: ExitsRule, trigger: Trigger, storey: StoreyResult) -> bool | None:
    if trigger.id == "floor_area":
        return _above(_gross(storey.area_m2, rule.net_share), trigger.above)
    if trigger.id == "height":
        return _above(context.heights, trigger.above)
    low, high = trigger.height_m or (0.0, float("inf"))
    above_low = True if low == 0 else _above(context.heights, low)
    up_to_high = _above(context.heights, high)
    applies = _all([above_low, None if up_to_high is None else not up_to_high])
    return _all([applies, _above(_farthest_door(context, storey), trigger.above)])


def _gross(net_m2: float, share: float) -> Span:
    """Clauses speak of gross area; the model's rooms give the net area, which is at least ``share`` of it."""
    return Span(net_m2, net_m2 / share)


def _farthest_door(context: Context, storey: StoreyResult) -> Span | None:
    """From the farthest flat door to the storey exit, over both readings; None when a door has no measure."""
    spans = []
    for door in flat_doors_of(context, storey):
        if door.exit != "no":
            spans.append(Span(0.0, 0.0))
            continue
        reading = door.to_storey_exit
        ways = [measure(way) for way in (reading.counts, reading.not_counts) if way is not None] if reading else []
        if not ways or reading is None or reading.not_counts is None:
            return None
        spans.append(hull(way.against("straight") for way in ways))
    return Span(max(s.low for s in spans), max(s.high for s in spans)) if spans else None


def _single(context: Context, rule: ExitsRule, case: SingleExit, storey: StoreyResult) -> bool | None:
    params = context.params
    if (
        params.use in case.excluded
        or not storey.above_ground
        or (case.storeys == "ground") != _is_ground(context, storey)
    ):
        return False
    floors = [storey] if case.storeys == "ground" else _upper(context)
    area = hull(_gross(floor.area_m2, rule.net_share) for floor in floors)
    persons = _persons(context, floors)
    too_large, too_many = _above(area, case.max_area_m2), _above(persons, case.max_persons)
    return _all(
        [
            None if params.fire_grade is None and len(case.fire_grades) < 4 else _grade(case, params.fire_grade),
            None if too_large is None else not too_large,
            None if too_many is None else not too_many,
            _storeys(case, params.storeys),
        ]
    )


def _grade(case: SingleExit, fire_grade: int | None) -> bool:
    return len(case.fire_grades) == 4 or str(fire_grade) in case.fire_grades


def _storeys(case: SingleExit, storeys: int | None) -> bool | None:
    if case.max_storeys is None:
        return True
    return None if storeys is None else storeys <= case.max_storeys


def _is_ground(context: Context, storey: StoreyResult) -> bool:
    return any(door.exit == "final" and door.storey == storey.guid for door in context.result.doors)


def _upper(context: Context) -> list[StoreyResult]:
    return [floor for floor in context.result.storeys if floor.above_ground and not _is_ground(context, floor)]


def _persons(context: Context, floors: list[StoreyResult]) -> Span | None:
    """Sum over the floors, by the loads given, else by what the model says of each room; None if one is unknown."""
    found = [context.persons_on(floor.guid) for floor in floors]
    if any(span is None for span in found):
        return None
    known = [span for span in found if span is not None]
    return Span(sum(span.low for span in known), sum(span.high for span in known))
