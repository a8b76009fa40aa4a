"""Hazards proposed by the program: a failed verdict opens one, a new check updates it, a verdict that passes ends it.

Keyed (building, rule, GlobalId), so that a new version of the model never doubles a hazard. Only a verdict that
*passes* ends anything: an element that is gone, or whose verdict is open, changes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import Organisation, User
from inspections import workflow
from inspections.models import Hazard, HazardFinding, Source
from inspections.services.acts import carry_out, case_of, note
from inspections.services.inputs import Inputs
from inspections.services.numbers import hazard_number
from inspections.services.parties import manager_of
from inspections.services.persons import machine
from inspections.workflow import Act, Case, Given, State
from registry.models import Building

Key = tuple[str, str]
"""Rule and GlobalId."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A shortfall as a check measured it. ``check_result`` is its row's key, ``check_uuid`` names the check."""

    building: Building
    rule: str
    subject_guid: str
    title: str
    title_en: str = ""
    subject_name: str = ""
    storey: str = ""
    measured: float | None = None
    limit: float | None = None
    unit: str = ""
    clause: str = ""
    edition: str = ""
    check_result: int | None = None
    check_uuid: uuid.UUID | None = None
    responsible: Organisation | None = None

    @property
    def figures(self) -> tuple[float | None, float | None]:
        """To the millimetre: below that nothing has changed."""
        return tuple(None if value is None else round(value, 3) for value in (self.measured, self.limit))  # type: ignore[return-value]


FROZEN = ("title", "title_en", "subject_name", "storey", "measured", "limit", "unit", "clause", "edition")


@transaction.atomic
def propose_from_result(actor: User | None, proposal: Proposal) -> Hazard:
    """Open, renew or re-open the hazard of this key, and add what was found.

    Dismissed by a person with the same figures: stays dismissed. With other figures, or after closing: a new hazard
    that names the old one.
    """
    last = _last(proposal)
    if last is None:
        hazard = _open(actor, proposal, None)
    elif last.is_open:
        hazard = _renew(actor, last, proposal)
    elif last.state == State.WITHDRAWN:
        hazard = _again(actor, last, proposal)
    elif last.state == State.DISMISSED and proposal.figures == (_mm(last.measured), _mm(last.limit)):
        return last
    else:
        hazard = _open(actor, proposal, last)
    _find(actor, hazard, "fail", proposal)
    return hazard


def reconcile(
    *,
    actor: User | None,
    building: Building,
    still_failing_keys: Iterable[Key],
    passed_keys: Iterable[Key],
    check_uuid: uuid.UUID | None = None,
) -> dict[str, int]:
    """After a check: withdraw unissued proposals whose verdict passes, note it on the others. Counts of both.

    A hazard with an order, or flagged as imminent, is closed by a person only.
    """
    passed = set(passed_keys) - set(still_failing_keys)
    done = {"withdrawn": 0, "noted": 0}
    waiting = Hazard.objects.open().filter(building=building, source=Source.MODEL_CHECK).exclude(rule="")
    for hazard in waiting.select_related("grade").order_by("pk"):
        if (hazard.rule, hazard.subject_guid) in passed:
            done[_passes(actor, hazard, check_uuid)] += 1
    return done


@transaction.atomic
def _passes(actor: User | None, hazard: Hazard, check_uuid: uuid.UUID | None) -> str:
    try:
        workflow.apply(case_of(hazard), Act.WITHDRAW, machine(actor), Given())
        act, name = Act.WITHDRAW, "withdrawn"
    except (workflow.Illegal, workflow.Lacking):
        act, name = Act.NOTE_PASSED, "noted"
    first = hazard.passed_on is None
    if act is Act.WITHDRAW or first:
        carry_out(actor=actor, hazard=hazard, act=act, inputs=Inputs(), by_program=True)
        words = {"text": hazard.title, "text_en": hazard.title_en, "verdict": "pass"}
        HazardFinding.objects.create(hazard=hazard, actor=actor, check_uuid=check_uuid, **words)
    return name


def _last(proposal: Proposal) -> Hazard | None:
    key: dict[str, Any] = {"rule": proposal.rule, "subject_guid": proposal.subject_guid}
    rows = Hazard.objects.filter(building=proposal.building, source=Source.MODEL_CHECK, **key)
    found: Hazard | None = rows.select_for_update().order_by("-pk").first()
    return found


def _open(actor: User | None, proposal: Proposal, previous: Hazard | None) -> Hazard:
    state = workflow.apply(Case(), Act.PROPOSE, machine(actor), Given())
    today = timezone.localdate()
    hazard = Hazard.objects.create(
        number=hazard_number(today),
        found_on=today,
        building=proposal.building,
        state=state,
        source=Source.MODEL_CHECK,
        rule=proposal.rule,
        subject_guid=proposal.subject_guid,
        responsible=proposal.responsible or manager_of(proposal.building),
        previous=previous,
        check_result_id=proposal.check_result,
        **_frozen(proposal),
    )
    note(actor, hazard, Act.PROPOSE, {"from": "new", "to": str(state), **_figures(proposal)})
    return hazard


def _renew(actor: User | None, hazard: Hazard, proposal: Proposal) -> Hazard:
    """The figures of the new check; a change record only where they differ or a pass is taken back."""
    same = proposal.figures == (_mm(hazard.measured), _mm(hazard.limit)) and hazard.passed_on is None
    if same:
        Hazard.objects.filter(pk=hazard.pk).update(check_result=proposal.check_result)
        return hazard
    Hazard.objects.filter(pk=hazard.pk).update(check_result=proposal.check_result, **_frozen(proposal))
    return carry_out(actor=actor, hazard=hazard, act=Act.RENEW, inputs=Inputs(), by_program=True)


def _again(actor: User | None, hazard: Hazard, proposal: Proposal) -> Hazard:
    Hazard.objects.filter(pk=hazard.pk).update(check_result=proposal.check_result, grade=None, **_frozen(proposal))
    return carry_out(actor=actor, hazard=hazard, act=Act.PROPOSE, inputs=Inputs(), by_program=True)


def _find(actor: User | None, hazard: Hazard, verdict: str, proposal: Proposal) -> None:
    HazardFinding.objects.create(
        hazard=hazard,
        actor=actor,
        text=proposal.title,
        text_en=proposal.title_en,
        verdict=verdict,
        measured=proposal.measured,
        limit=proposal.limit,
        unit=proposal.unit,
        check_uuid=proposal.check_uuid,
    )


def _frozen(proposal: Proposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in FROZEN}


def _figures(proposal: Proposal) -> dict[str, Any]:
    return {"measured": proposal.measured, "limit": proposal.limit, "unit": proposal.unit, "clause": proposal.clause}


def _mm(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
