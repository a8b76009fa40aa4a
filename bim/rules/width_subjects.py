"""What a width is held against: doors and stairs, and which elements of the clauses they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bim.egress.result import DoorResult, StairResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.spans import Span
from core.verdicts import Subject

Role = tuple[str, ...]
ENTRANCE: Role = ("ground_floor_exit_door", "exit_door")
FLAT_OUTDOORS: Role = ("flat_door_outside", "flat_door", "exit_door")


@dataclass(frozen=True, slots=True)
class WidthSubject:
    """``roles``: what it may be in a clause's words, each role most specific first; more than one is undecided.

    ``width``: clear width in metres, None unknown.
    """

    subject: Subject
    roles: tuple[Role, ...]
    width: Span | None
    nominal: float | None
    storey: str
    evidence: tuple[str, ...]
    notes: tuple[str, ...] = ()
    maybe_no_exit: bool = False
    """The stair may be an open stair, which is no way out and has no least width here."""


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
        role = _stair_role(stair)
        if role and context.scope is not None:
            yield WidthSubject(
                subject=Subject(stair.guid, "IfcStair", stair.name),
                roles=(role,),
                width=None if stair.width_m is None else Span(stair.width_m, stair.width_m),
                nominal=stair.width_m,
                storey=stair.from_storey,
                evidence=stair.evidence,
                notes=(reasons.code("handrail"),),
                maybe_no_exit=stair.kind == "unknown",
            )


def _stair_role(stair: StairResult) -> Role:
    if stair.inside_flat or stair.kind == "open_stair":
        return ()
    return ("outdoor_stair",) if stair.kind == "outdoor" else ("stair",)
