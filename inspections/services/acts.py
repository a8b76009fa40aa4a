"""The only way a hazard moves: one act by one person, checked by the workflow, with effects and change record."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed, Stale
from core.models import User
from core.services import history
from inspections import workflow
from inspections.models import Hazard, Source
from inspections.services.effects import EFFECTS
from inspections.services.inputs import Inputs, read
from inspections.services.persons import actor_of, machine
from inspections.services.steps import Step
from inspections.words import ACTS, NEEDS, STATE_WORDS
from inspections.workflow import Act, Actor, Case, Policy, State


def perform(
    *, actor: User, hazard: Hazard, act: str, data: dict[str, Any] | None = None, base_version: int | None = None
) -> Hazard:
    """Do one act. ``data``: the fields of ``inspections.services.inputs``; ``base_version``: what the person had read.

    Raises NotAllowed (function, or not their hazard), Stale, DomainError (no such act here, or what is missing).
    """
    try:
        known = Act(act)
    except ValueError:
        raise DomainError(_("There is no act “%(act)s”.") % {"act": act}, code="unknown_act", field="act") from None
    return carry_out(actor=actor, hazard=hazard, act=known, inputs=read(actor, data or {}), base_version=base_version)


@transaction.atomic
def carry_out(
    *,
    actor: User | None,
    hazard: Hazard,
    act: Act,
    inputs: Inputs,
    base_version: int | None = None,
    by_program: bool = False,
) -> Hazard:
    """The same with checked inputs; ``by_program`` for what follows from a check or a handover."""
    locked = lock(None if by_program else actor, hazard)
    if base_version is not None and base_version != locked.version:
        raise Stale
    person = machine(actor) if by_program or actor is None else actor_of(actor, locked)
    to = _allowed(case_of(locked), act, person, inputs)
    before = locked.state
    news = EFFECTS[act](Step(actor, locked, inputs)) if act in EFFECTS else {}
    locked.state = to
    locked.version += 1
    locked.save()
    told = {name: value for name in ("reason", "text", "demand") if (value := getattr(inputs, name))}
    note(actor, locked, act, {"from": before, "to": str(to), **told, **news})
    return locked


def lock(actor: User | None, hazard: Hazard) -> Hazard:
    """The row as it is now, locked; only if the person (still) sees it. The program (None) sees every row."""
    rows = Hazard.objects if actor is None else Hazard.objects.visible_to(actor)
    found: Hazard | None = rows.select_for_update(of=("self",)).filter(pk=hazard.pk).first()
    if found is None:
        raise NotAllowed(_("This hazard is not, or no longer, one of yours."))
    return found


def note(actor: User | None, hazard: Hazard, act: Act, data: dict[str, Any]) -> None:
    """The change record, on the chain of the building."""
    about = {"hazard": str(hazard.uuid), "number": hazard.number, "title": hazard.title, "title_en": hazard.title_en}
    history.record(actor=actor, subject=hazard.building, kind=f"hazard.{act}", data={**about, **data})


def case_of(hazard: Hazard) -> Case:
    """What the workflow has to know of a hazard; two small queries."""
    rectified = list(hazard.rectifications.values_list("actor_id", "organisation_id"))
    parties = [*(organisation for _person, organisation in rectified), hazard.responsible_id]
    return Case(
        state=State(hazard.state),
        imminent=hazard.imminent,
        interim_measures=bool(hazard.interim_measures),
        order_issued=hazard.issued_on is not None,
        from_check=hazard.source == Source.MODEL_CHECK,
        has_responsible=hazard.responsible_id is not None,
        policy=Policy(hazard.grade.reinspector) if hazard.grade else Policy.ANY_OFFICER,
        finders=_known(hazard.found_by_id, hazard.verified_by_id),
        rectifiers=_known(*(person for person, _organisation in rectified)),
        rectifying_parties=_known(*parties),
        clock_started_on=hazard.served_on,
    )


def _known(*keys: int | None) -> frozenset[int]:
    return frozenset(key for key in keys if key is not None)


def _allowed(case: Case, act: Act, person: Actor, inputs: Inputs) -> State:
    """The next state, or an error in words."""
    try:
        return workflow.apply(case, act, person, inputs.given)
    except workflow.Illegal:
        words = {"act": ACTS[act], "state": STATE_WORDS.get(case.state, case.state)}
        message = _("“%(act)s” is not possible in the state “%(state)s”. Read the hazard again.") % words
        raise DomainError(message, code="not_in_this_state", field="act") from None
    except workflow.Forbidden:
        raise NotAllowed(_("Your function does not allow “%(act)s” here.") % {"act": ACTS[act]}) from None
    except workflow.Lacking as problem:
        sentences = " ".join(str(NEEDS[need]) for need in problem.needs)
        first = problem.needs[0]
        field = FIELDS.get(first, str(first)) if first in workflow.INPUTS else ""
        raise DomainError(sentences, code=str(first), field=field) from None


FIELDS = {workflow.Need.FRESH_PHOTOS: "photos"}
