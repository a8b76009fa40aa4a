"""Issuing an order and recording that it was served."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import DomainError
from inspections.figures import found_words
from inspections.models import Deadline, Hazard, Order, PaperKind, PaperTitle, ProofOfService
from inspections.services.numbers import authority_of, order_number
from inspections.services.steps import Step, assign


def issue(step: Step) -> dict[str, Any]:
    """Freeze the order's words. Its clock does not run before it is served."""
    hazard, inputs = step.hazard, step.inputs
    if inputs.responsible is not None:
        assign(hazard, inputs.responsible)
    assert hazard.grade is not None
    assert hazard.responsible is not None
    paper = _paper(hazard)
    issued_on = _issued_on(step)
    authority, authority_en = authority_of(hazard.building.area)
    order = Order.objects.create(
        hazard=hazard,
        actor=step.actor,
        number=order_number(hazard.building.area, paper.number_word, issued_on),
        title=paper.title,
        title_en=paper.title_en,
        appeal=paper.appeal,
        appeal_en=paper.appeal_en,
        authority=authority,
        authority_en=authority_en,
        found=_found(hazard, "zh-hans"),
        found_en=_found(hazard, "en"),
        clause=" ".join(part for part in (hazard.edition, hazard.clause) if part),
        demand=inputs.demand,
        grade=hazard.grade,
        interim_measures=hazard.interim_measures if hazard.imminent else "",
        responsible=hazard.responsible,
        days=hazard.grade.deadline_days if inputs.days is None else inputs.days,
        day_kind=inputs.day_kind or hazard.grade.day_kind,
        issued_on=issued_on,
    )
    hazard.issued_on = issued_on
    return {"order": order.number, "responsible": hazard.responsible.name, "days": order.days, "kind": order.day_kind}


def _issued_on(step: Step) -> dt.date:
    """Today or an earlier day, but none on which there was nothing yet to order: not found, or not yet reopened."""
    issued_on, first = step.inputs.issued_on or step.today, step.hazard.known_since
    if (last := step.hazard.reinspections.last()) is not None:
        first = max(first, last.done_on)
    if issued_on < first:
        words = _("Issued on %(issued)s, before the hazard was found or closed last (%(first)s). Check the day.")
        days = {"issued": issued_on.isoformat(), "first": first.isoformat()}
        raise DomainError(words % days, code="invalid", field="issued_on")
    return issued_on


def _paper(hazard: Hazard) -> PaperTitle:
    assert hazard.grade is not None
    basis = hazard.grade.scale.legal_basis
    paper = PaperTitle.objects.filter(kind=PaperKind.ORDER, legal_basis=basis).first()
    if paper is None:
        words = _("There is no title for an order under “%(basis)s”. Load the titles of papers first.")
        raise DomainError(words % {"basis": basis}, code="no_paper_title")
    return paper


def _found(hazard: Hazard, language: str) -> str:
    with translation.override(language):
        return found_words(hazard)


def serve(step: Step) -> dict[str, Any]:
    """The served date starts the clock, whatever the day on which it is recorded."""
    order = step.hazard.orders.last()
    served_on = step.inputs.served_on
    assert order is not None
    assert served_on is not None
    if served_on < order.issued_on:
        words = _("Served before it was issued (%(day)s). Check the day.") % {"day": order.issued_on.isoformat()}
        raise DomainError(words, code="invalid", field="served_on")
    ProofOfService.objects.create(
        hazard=step.hazard,
        actor=step.actor,
        order=order,
        served_on=served_on,
        method=step.inputs.method,
        receiver=step.inputs.receiver,
        note=step.inputs.note,
    )
    step.hazard.served_on = served_on
    why = (Deadline.Cause.SERVED, order.number)
    step.deadlines.rectify(starts_on=served_on, days=order.days, day_kind=order.day_kind, why=why)
    return {
        "order": order.number,
        "served_on": served_on,
        "method": step.inputs.method,
        "due_on": step.hazard.due_on,
        "provisional": step.hazard.due_provisional,
    }
