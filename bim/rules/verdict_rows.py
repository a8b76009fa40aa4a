"""Making one ``Judgement``: what every rule fills in the same way."""

from __future__ import annotations

from dataclasses import dataclass

from bim.egress.result import DoorResult, Path, SpaceResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.limit import Limit
from bim.rules.model import Letter, Source
from bim.rules.spans import Span
from core.verdicts import Judgement, Subject, Verdict

IFC_CLASS = {"door": "IfcDoor", "opening": "IfcOpeningElement", "virtual": "IfcVirtualElement"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found out about one subject. ``strict``/``lax``: the stricter and the other bound of the limit."""

    rule: str
    source: Source
    metric: str
    subject: Subject
    verdict: Verdict
    reason: str
    unit: str = "m"
    letter: Letter | None = None
    measured: Span | None = None
    strict: float | None = None
    lax: float | None = None
    storey: str = ""
    path: Path = ()
    evidence: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    """GlobalIds of spaces whose use decided (a load by its density): proposed uses make a proposed verdict."""


def judgement(context: Context, found: Finding) -> Judgement:
    """The row. A clause of letter C may warn but decides nothing, nor do draft rooms, whatever the figures say.

    Nothing passes about a place that nobody can leave in the model: its exits are missing, not proved.
    """
    verdict, reason, letter = found.verdict, found.reason, found.letter or found.source.letter
    notes = found.notes
    if letter == "C" and verdict in (Verdict.PASS, Verdict.FAIL):
        notes = (found.reason, *notes)  # what the figures would say
        verdict, reason = Verdict.REVIEW, reasons.code(f"letter_c_{verdict}", clause=found.source.clause)
    if verdict in (Verdict.PASS, Verdict.FAIL) and context.drafts.bear(found.storey, found.path):
        notes = (found.reason, *notes)
        verdict, reason = Verdict.REVIEW, reasons.code(f"draft_rooms_{verdict}")
    if verdict is Verdict.PASS and context.shut_in.bear(found.subject, found.storey):
        notes = (found.reason, *notes)
        verdict, reason = Verdict.NO_DATA, reasons.code("shut_in")
    return Judgement(
        rule=found.rule,
        clause=found.source.clause,
        edition=found.source.edition,
        basis=context.basis(found.source),
        confidence=letter,
        metric=found.metric,
        subject=found.subject,
        measured=found.measured.low if found.measured else None,
        measured_upper=found.measured.high if found.measured else None,
        limit=found.strict,
        limit_upper=found.lax,
        unit=found.unit,
        verdict=verdict,
        rests_on=context.rests.on(found.subject, found.metric, found.uses),
        reason=reason,
        storey=found.storey,
        path=found.path,
        evidence=found.evidence,
        modifiers=found.modifiers,
        assumed=tuple(dict.fromkeys((*found.assumed, *context.assumed))),
        notes=(*notes, *context.basis_notes(found.source)),
    )


def door_subject(door: DoorResult) -> Subject:
    return Subject(door.guid, IFC_CLASS.get(door.kind, "IfcDoor"), door.name)


def space_subject(space: SpaceResult) -> Subject:
    return Subject(space.guid, "IfcSpace", " ".join(part for part in (space.name, space.long_name) if part))


def building_subject(context: Context) -> Subject:
    """The whole building, for what could not be judged anywhere in it."""
    return Subject("", "building", context.result.facts.building_name)


def modifier_codes(limit: Limit) -> tuple[str, ...]:
    """The notes applied, in order, each with both its titles so that it can be printed without the pack."""
    return tuple(
        reasons.code(f"note_{item.op}", en=item.title.en, zh=item.title.zh, value=item.value, letter=item.letter)
        for item in limit.modifiers
    )
