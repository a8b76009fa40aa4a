"""What a width is held against: doors and stairs, and which elements of the clauses they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bim.egress.result import DoorResult, StairResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.spans import Span
from core.verdicts import Subject


@dataclass(frozen=True, slots=True)
class WidthSubject:
    """``elements``: what it is in a clause's words, most specific first. ``width``: clear width, None unknown (m)."""

    subject: Subject
    elements: tuple[str, ...]
    width: Span | None
    nominal: float | None
    storey: str
    evidence: tuple[str, ...]
    notes: tuple[str, ...] = ()
    maybe_no_exit: bool = False
    """The stair may be an open stair, which is no way out and has no least width here."""


def door_elements(context: Context, door: DoorResult) -> tuple[str, ...]:
    """Elements of an exit door, empty for a door no width clause speaks of."""
    if door.kind == "virtual" or context.scope is None:
        return ()
    final = door.exit == "final"
    if context.scope == "residential":
        return _residential(context, door, final)
    if final:
        return ("ground_floor_exit_door", "exit_door")
    return ("exit_door",) if door.exit == "storey" or door.serves is not None else ()


def _residential(context: Context, door: DoorResult, final: bool) -> tuple[str, ...]:
    """A door from a flat straight outdoors is a flat door, not the entrance of the building."""
    inner = [context.spaces[guid] for guid in door.joins if guid in context.spaces]
    if door.is_flat_door or (final and any(space.flat is not None for space in inner)):
        return ("flat_door_outside", "flat_door", "exit_door") if final else ("flat_door", "exit_door")
    if final:
        return ("ground_floor_exit_door", "exit_door")
    return ("exit_door",) if door.exit == "storey" else ()


def stair_subjects(context: Context) -> Iterator[WidthSubject]:
    """Stairs that are a way out: not those inside a flat, not open stairs."""
    for stair in context.result.stairs:
        elements = _stair_elements(stair)
        if elements and context.scope is not None:
            yield WidthSubject(
                subject=Subject(stair.guid, "IfcStair", stair.name),
                elements=elements,
                width=None if stair.width_m is None else Span(stair.width_m, stair.width_m),
                nominal=stair.width_m,
                storey=stair.from_storey,
                evidence=stair.evidence,
                notes=(reasons.code("handrail"),),
                maybe_no_exit=stair.kind == "unknown",
            )


def _stair_elements(stair: StairResult) -> tuple[str, ...]:
    if stair.inside_flat or stair.kind == "open_stair":
        return ()
    return ("outdoor_stair",) if stair.kind == "outdoor" else ("stair",)
