"""What any rule of a pack asks of a described element: for ``egress_limit --rule``, golden vectors and authors.

The same functions answer as in a check; what a model would tell is given here in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from bim.egress.result import Distance, DoorResult, EgressResult, Reading, StoreyResult
from bim.facts import ModelFacts
from bim.rules import common_paths, dead_ends, ground_floors, lifts, reasons, room_doors, separation, stair_kinds
from bim.rules.asked import Asked, nothing
from bim.rules.context import Context, make_context
from bim.rules.exits_needed import needed_by_rule
from bim.rules.families import Place
from bim.rules.loads import Loads
from bim.rules.model import ExitsRule, Pack, WidthRule
from bim.rules.params import BOOLEANS, ParamError, Params
from bim.rules.schema import PackError
from bim.rules.spans import Span, hull
from bim.rules.width_rows import least_width, rows_for
from bim.rules.widths import because_of
from core.verdicts import Verdict

WORDS = ("element", "place")
NUMBERS = ("persons", "area_m2", "door_m", "inside_m", "diagonal_m", "door_to_exit_m")
FACTS = (*WORDS, *NUMBERS, "ground_floor")
PLACES = ("beside", "end")
STOREY = "asked"
LARGE_M2 = 1e6


@dataclass(frozen=True, slots=True)
class Given:
    """What is asked about. ``element`` of a width rule; ``place`` of a room's door; numbers in metres, m² or persons;
    ``ground_floor``: the storey has a door outdoors. None: not said."""

    element: str | None = None
    place: str | None = None
    persons: float | None = None
    area_m2: float | None = None
    door_m: float | None = None
    inside_m: float | None = None
    diagonal_m: float | None = None
    door_to_exit_m: float | None = None
    ground_floor: bool | None = None


def given_from(facts: Mapping[str, str]) -> Given:
    """From texts; ParamError on an unknown or unreadable one."""
    values: dict[str, object] = {}
    for name, text in facts.items():
        if name not in FACTS:
            raise ParamError(f"Fact '{name}' is not known. Allowed: {', '.join(FACTS)}.")
        values[name] = _number(name, text) if name in NUMBERS else _word(name, text)
    return Given(**values)  # type: ignore[arg-type]


def _word(name: str, text: str) -> str | bool:
    allowed = {"place": PLACES, "ground_floor": BOOLEANS}.get(name)
    if allowed and text not in allowed:
        raise ParamError(f"Fact '{name}' cannot be '{text}'. Allowed: {', '.join(allowed)}.")
    return text == "true" if name == "ground_floor" else text


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e6:
        raise ParamError(f"Fact '{name}' cannot be '{text}'. Allowed: a number from 0.")
    return value


def ask(pack: Pack, params: Params, rule_id: str, given: Given) -> Asked:
    """What the rule asks; PackError with the known ids for a rule that the pack does not have."""
    context = make_context(pack, params, _model(given), _loads(given))
    for width in pack.widths:
        if width.id == rule_id:
            return _width(context, width, given)
    for exits in pack.exits:
        if exits.id == rule_id:
            return _exits(context, exits, given)
    found = _family(context, rule_id, given)
    if found is None:
        if rule_id in pack.titles():
            raise ParamError(f"Rule '{rule_id}' needs the persons and exits of a whole storey: check_model answers it.")
        raise PackError(f"Pack '{pack.id}' has no rule '{rule_id}'. Its rules: {', '.join(sorted(pack.titles()))}.")
    return found


def _width(context: Context, rule: WidthRule, given: Given) -> Asked:
    elements = sorted({row.element for row in rule.rows})
    if given.element not in elements:
        told = f"not '{given.element}'" if given.element else "give element="
        raise ParamError(f"Rule '{rule.id}' speaks of {', '.join(elements)}; {told}.")
    rows = rows_for(context, rule, ((given.element,),))
    if not rows:
        source = rule.rows[0].source
        return nothing(source, "m", False, Verdict.NO_DATA, reasons.code("no_cell", clause=source.clause))
    row, span = max(rows, key=lambda item: item.value), least_width(context, rows, STOREY)
    native = None if rule.unit == "m" else (row.native, rule.unit)
    opened = () if span.exact else tuple(because_of(rows)) or ("height_m",)
    return Asked(row.source, row.source.letter, "m", span, row.most, native, opened)


def _exits(context: Context, rule: ExitsRule, given: Given) -> Asked:
    """Over every area where none was given."""
    storey = context.result.storeys[0]
    areas = [given.area_m2] if given.area_m2 is not None else [0.0, LARGE_M2]
    span = hull(needed_by_rule(context, rule, replace(storey, area_m2=area)) for area in areas)
    return Asked(
        rule.source,
        rule.source.letter,
        "exits",
        span,
        most=False,
        open=() if span.exact else ("persons" if rule.ranges else "facts",),
    )


def _family(context: Context, rule_id: str, given: Given) -> Asked | None:
    families = context.pack.families
    persons = _span(given.persons)
    answers: dict[str, Callable[[], Asked]] = {
        **{rule.id: partial(separation.asked, context, rule, given.diagonal_m) for rule in families.separations},
        **{rule.id: partial(ground_floors.asked, context, rule) for rule in families.ground_floors},
        **{rule.id: partial(room_doors.asked, rule, _room(context, given)) for rule in families.room_doors},
        **{rule.id: partial(stair_kinds.asked, context, rule) for rule in families.stair_kinds},
        **{rule.id: partial(lifts.asked, context, rule) for rule in families.lifts},
        **{rule.id: partial(common_paths.asked, context, rule, persons) for rule in families.common_paths},
        **{rule.persons_id: partial(common_paths.persons_asked, context, rule) for rule in families.common_paths},
        **{rule.id: partial(dead_ends.asked, context, rule) for rule in families.dead_ends},
    }
    return answers[rule_id]() if rule_id in answers else None


def _room(context: Context, given: Given) -> room_doors.RoomFacts:
    places = cast("tuple[Place, ...]", (given.place,) if given.place else PLACES)
    use, area = context.params.use, given.area_m2
    return room_doors.RoomFacts(use, places, area, _span(given.door_m), _span(given.inside_m), _span(given.persons))


def _span(value: float | None) -> Span | None:
    return None if value is None else Span(value, value)


def _loads(given: Given) -> Loads:
    persons = None if given.persons is None else (given.persons, given.persons)
    return Loads(storeys={STOREY: persons})


def _model(given: Given) -> EgressResult:
    """One storey as described, so that the rules answer as they do in a check."""
    storey = StoreyResult(
        guid=STOREY, name="", elevation_m=0.0, order=0, area_m2=given.area_m2 or 0.0, spaces=1, max_travel_m=None,
        bound_m=None, farthest_space=None, unreachable=(),
    )  # fmt: skip
    doors = [_door("flat", is_flat_door=True, to_storey_exit=_way(given.door_to_exit_m))]
    if given.ground_floor:
        doors.append(_door("outdoors", exit="final"))
    facts = ModelFacts(files=[])
    return EgressResult(facts, [storey], [], doors, [], height_m=None, storeys_above=None, exits_confirmed=True)


def _way(metres: float | None) -> Reading | None:
    if metres is None:
        return None
    way = Distance(metres, 0.0, ((0.0, 0.0, 0.0), (metres, 0.0, 0.0)), "", metres)
    return Reading(way, way)


def _door(guid: str, **values: object) -> DoorResult:
    plain: dict[str, object] = {
        "guid": guid, "step_id": 0, "kind": "door", "name": "", "storey": STOREY, "joins": (None, None),
        "line": ((0.0, 0.0), (1.0, 0.0)), "z_m": 0.0, "width_m": None, "clear_width_m": None, "exit": "no",
        "status": "confirmed", "evidence": (), "confidence": 1.0,
    }  # fmt: skip
    return DoorResult(**(plain | values))  # type: ignore[arg-type]
