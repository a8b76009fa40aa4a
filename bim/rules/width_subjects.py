"""What a width is held against: doors and stairs, and which elements of the clauses they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bim.egress.result import DoorResult, StairResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.spans import Span
from bim.rules.verdict_rows import door_subject
from core.verdicts import Subject

Role = tuple[str, ...]
ENTRANCE: Role = ("ground_floor_exit_door", "exit_door")
FLAT_OUTDOORS: Role = ("flat_door_outside", "flat_door", "exit_door")


CROWDED_SPACES = ("assembly_seated", "assembly", "exhibition", "shop", "dining", "entertainment")
CROWDED_BUILDINGS = ("assembly", "exhibition", "entertainment", "retail")


@dataclass(frozen=True, slots=True)
class WidthSubject:
    """``roles``: what it may be in a clause's words, each role most specific first; more than one is undecided.

    ``width``: what is measured in metres (``metric``), None unknown. ``maybe``: reason code for a shortfall that may
    be none, because the clause may not speak of this; ``maybe_of`` the elements for which that is so, empty for all.
    """

    subject: Subject
    roles: tuple[Role, ...]
    width: Span | None
    nominal: float | None
    storey: str
    evidence: tuple[str, ...]
    notes: tuple[str, ...] = ()
    maybe: str = ""
    maybe_of: tuple[str, ...] = ()
    metric: str = "clear_width"


def door_subjects(context: Context) -> Iterator[WidthSubject]:
    """Exit doors, doors of rooms and flats, by their clear width."""
    for door in context.result.doors:
        roles = door_roles(context, door)
        if roles:
            crowded = _crowded(context, door)
            yield WidthSubject(
                subject=door_subject(door),
                roles=tuple((*role, "crowded_door") for role in roles) if crowded is not False else roles,
                width=clear_width(context, door),
                nominal=door.width_m,
                storey=door.storey,
                evidence=door.evidence,
                maybe="crowded_unknown" if crowded is None else "",
                maybe_of=("crowded_door",),
            )


def clear_width(context: Context, door: DoorResult) -> Span | None:
    """Clear width in metres: as analysed, else nominal less frame and leaf by the pack's band; openings as they are."""
    if door.clear_width_m is not None:
        return Span(*door.clear_width_m)
    if door.width_m is None:
        return None
    if door.kind != "door":
        return Span(door.width_m, door.width_m)
    least, most = context.pack.clear_width_deduction_m
    return Span(door.width_m - most, door.width_m - least)


def _crowded(context: Context, door: DoorResult) -> bool | None:
    """Door of a crowded place: by the room's use as confirmed; None where only the building or a proposal says so."""
    if context.scope != "public":
        return False
    building = context.params.use in CROWDED_BUILDINGS
    space = context.spaces.get(door.serves or "")
    if space is None:
        return None if building and door.exit == "final" else False
    if space.use_status == "confirmed":
        return space.use in CROWDED_SPACES
    return None if space.use in CROWDED_SPACES or (building and not space.use) else False


def door_roles(context: Context, door: DoorResult) -> tuple[Role, ...]:
    """Roles of an exit door, none for a door no width clause speaks of."""
    if door.kind == "virtual" or context.scope is None:
        return ()
    if context.scope == "residential":
        return _residential(context, door)
    if door.exit == "final":
        return (ENTRANCE,)
    return (("exit_door",),) if door.exit == "storey" or door.serves is not None else ()


def _residential(context: Context, door: DoorResult) -> tuple[Role, ...]:
    """A door from a flat straight outdoors is a flat door; from a room of no known flat it may be either."""
    if door.exit != "final":
        if door.is_flat_door:
            return (("flat_door", "exit_door"),)
        return (("exit_door",),) if door.exit == "storey" else ()
    inner = [context.spaces[guid] for guid in door.joins if guid in context.spaces]
    if door.is_flat_door or any(space.flat is not None for space in inner):
        return (FLAT_OUTDOORS,)
    common = any(space.is_circulation or space.is_stair_space for space in inner)
    return (ENTRANCE,) if common else (ENTRANCE, FLAT_OUTDOORS)


def stair_subjects(context: Context) -> Iterator[WidthSubject]:
    """Stairs that are a way out: not those inside a flat, not open stairs."""
    for stair in context.result.stairs:
        role = stair_role(stair)
        if role and context.scope is not None:
            yield WidthSubject(
                subject=Subject(stair.guid, "IfcStair", stair.name),
                roles=(role,),
                width=_between_rails(context, stair.width_m),
                nominal=stair.width_m,
                storey=stair.from_storey,
                evidence=stair.evidence,
                notes=(_rails(context),),
                maybe="narrow_stair_unknown" if stair.kind == "unknown" else "",
            )


def _rails(context: Context) -> str:
    """What one rail, and what two, may take of a flight by the pack's band."""
    most = context.pack.handrail_deduction_m[1]
    return reasons.code("handrails", one=most / 2, two=most)


def _between_rails(context: Context, flight_m: float | None) -> Span | None:
    """The flight as modelled, less what the pack's band gives to handrails."""
    if flight_m is None:
        return None
    least, most = context.pack.handrail_deduction_m
    return Span(flight_m - most, flight_m - least)


def stair_role(stair: StairResult) -> Role:
    if stair.inside_flat or stair.kind == "open_stair":
        return ()
    return ("outdoor_stair",) if stair.kind == "outdoor" else ("stair",)
