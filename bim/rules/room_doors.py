"""Rule family: rooms for which one door is enough (GB 55037 7.4.2, GB 50016 5.5.15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bim.egress.result import DoorResult, SpaceResult
from bim.rules import reasons
from bim.rules.asked import Asked
from bim.rules.context import Context
from bim.rules.families import DoorCase, Place, RoomDoors
from bim.rules.measures import measure
from bim.rules.model_base import Letter
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span
from bim.rules.verdict_rows import Finding, judgement, space_subject
from bim.rules.width_subjects import clear_width
from core.verdicts import Judgement, Verdict

METRIC, UNIT = "door_count", "doors"
TWO = 2
UNUSED = ("shaft", "lift_shaft", "stairwell", "terrace")
"""Uses of spaces that are no rooms."""
END_M = 3.0
"""A door nearer than this to the far end of a dead end may be at its end."""


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What decides whether one door is enough; None: not known."""

    use: str | None
    places: tuple[Place, ...]
    area_m2: float | None
    door_m: Span | None = None
    inside_m: Span | None = None
    persons: Span | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``held``: the case that surely holds. ``open``: what keeps others open. ``doubtful``: one of letter C holds."""

    held: DoorCase | None
    open: tuple[str, ...]
    doubtful: DoorCase | None


def answer(rule: RoomDoors, facts: RoomFacts) -> Answer:
    """One door is surely enough only if it is for every place at which the door may be."""
    found = [_at(rule, facts, place) for place in facts.places]
    opened = tuple(dict.fromkeys(name for item in found for name in item.open))
    enough = [item for item in found if item.held]
    doubtful = next((item.doubtful for item in found if item.doubtful), None)
    if len(enough) == len(found):
        return Answer(enough[0].held, (), None)
    if enough and not opened:
        opened = ("place",)
    return Answer(None, opened, doubtful)


def _at(rule: RoomDoors, facts: RoomFacts, place: Place) -> Answer:
    cases = [case for case in rule.cases if case.place in (place, "any") and _of_use(case, facts.use)]
    open_names: list[str] = [] if facts.use else ["use"]
    doubtful = None
    for case in cases:
        missing = _missing(case, facts)
        if missing is None:
            continue
        if missing:
            open_names += missing
        elif case.letter == "C":
            doubtful = case
        else:
            return Answer(case, (), None)
    return Answer(None, tuple(dict.fromkeys(open_names)), doubtful)


def _of_use(case: DoorCase, use: str | None) -> bool:
    return use in case.uses


def _missing(case: DoorCase, facts: RoomFacts) -> list[str] | None:
    """None: the case does not hold. Else the facts that leave it open, empty: it holds."""
    answers = {
        "area_m2": _area(case, facts.area_m2),
        "door_m": _least(facts.door_m, case.min_door_m),
        "inside_m": _most(facts.inside_m, case.max_inside_m),
        "persons": _most(facts.persons, case.max_persons),
    }
    if False in answers.values():
        return None
    return [name for name, holds in answers.items() if holds is None]


def _area(case: DoorCase, area_m2: float | None) -> bool | None:
    if area_m2 is None:
        return None
    return area_m2 < case.max_area_m2 - EPS if case.exclusive else area_m2 <= case.max_area_m2 + EPS


def _least(value: Span | None, least: float | None) -> bool | None:
    if least is None:
        return True
    if value is None:
        return None
    return True if value.low >= least - EPS else (False if value.high < least - EPS else None)


def _most(value: Span | None, most: float | None) -> bool | None:
    if most is None:
        return True
    if value is None:
        return None
    return True if value.high <= most + EPS else (False if value.low > most + EPS else None)


def asked(rule: RoomDoors, facts: RoomFacts) -> Asked:
    """One door or two, or open between them."""
    found = answer(rule, facts)
    letter: Letter = found.held.letter if found.held else rule.source.letter
    if found.held:
        span = Span(1, 1)
    else:
        span = Span(1 if found.open or found.doubtful else TWO, TWO)
    opened = found.open or (("doubtful_case",) if found.doubtful else ())
    return Asked(rule.source, letter, UNIT, span, most=False, open=opened)


def judge_room_doors(context: Context) -> Iterator[Judgement]:
    """One row per room; ways, stairwells and shafts have none."""
    for rule in context.pack.families.room_doors:
        if context.scope is None or not speaks_of(rule.scope, context.scope):
            continue
        for space in context.result.spaces:
            if space.is_circulation or space.is_stair_space or space.use in UNUSED or space.area_m2 is None:
                continue
            yield judgement(context, _judge(context, rule, space))


def _judge(context: Context, rule: RoomDoors, space: SpaceResult) -> Finding:
    doors = [door for door in context.result.doors if door.serves == space.guid]
    blank = Finding(rule.id, rule.source, METRIC, space_subject(space), Verdict.NO_DATA, "", unit=UNIT)
    blank = replace(blank, storey=space.storey, evidence=tuple(door.guid for door in doors))
    if not doors:
        return _no_door(blank, space)
    count = Span(len(doors), len(doors))
    if len(doors) >= TWO:
        reason = reasons.code("room_two_doors", count=len(doors), need=TWO)
        return replace(blank, measured=count, strict=TWO, lax=TWO, verdict=Verdict.PASS, reason=reason)
    facts = room_facts(context, space, doors[0])
    found, limit = answer(rule, facts), asked(rule, facts)
    row = replace(blank, measured=count, strict=limit.strict, lax=limit.lax, letter=limit.letter, assumed=limit.open)
    area = space.area_m2 or 0.0
    if found.held:
        reason = reasons.code("room_one_door_enough", area=area, case=found.held.id)
        return replace(row, verdict=Verdict.PASS, reason=reason)
    if found.doubtful and not found.open:
        return replace(row, verdict=Verdict.REVIEW, reason=reasons.code("room_one_door_c", area=area))
    if found.open:
        reason = reasons.code("room_one_door_open", area=area, because=",".join(found.open))
        return replace(row, verdict=Verdict.REVIEW, reason=reason)
    return replace(row, verdict=Verdict.FAIL, reason=reasons.code("room_one_door", area=area))


def _no_door(blank: Finding, space: SpaceResult) -> Finding:
    """Entered through another room: the clause speaks of that one. Without any way: nobody can say."""
    if space.travel is not None or space.storey_exit is not None:
        return replace(blank, verdict=Verdict.NOT_APPLICABLE, reason=reasons.code("room_within"))
    return replace(blank, reason=reasons.code("space_not_measured", space_reason=space.reason or "no_own_door"))


def room_facts(context: Context, space: SpaceResult, door: DoorResult) -> RoomFacts:
    inside = measure(space.in_room).walked if space.in_room else None
    width = clear_width(context, door)
    persons = context.persons_in(space)
    return RoomFacts(context.params.use, _places(context, door), space.area_m2, width, inside, persons)


def _places(context: Context, door: DoorResult) -> tuple[Place, ...]:
    """A door beside a dead end, or at its end; both, where the dead ends were not measured or it is near an end."""
    if door.position == "between_exits" or door.exit != "no":
        return ("beside",)
    both = context.result.dead_ends
    if door.position == "unknown" or both is None:
        return ("beside", "end")
    (ax, ay), (bx, by) = door.line
    middle = ((ax + bx) / 2, (ay + by) / 2)
    ends = [dead.path[0] for dead in (*both.counts, *both.not_counts) if dead.storey == door.storey and dead.path]
    near = any(abs(x - middle[0]) + abs(y - middle[1]) <= END_M for x, y, _ in ends)
    return ("beside", "end") if near or not ends else ("beside",)
