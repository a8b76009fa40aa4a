"""What each act changes besides the state; each function answers with what the change record should tell."""

from __future__ import annotations

from typing import Any

from inspections.models import Deadline
from inspections.services import issuing, rectifying, reinspecting
from inspections.services.steps import Effect, Step, assign
from inspections.workflow import ISSUED, Act


def verify(step: Step) -> dict[str, Any]:
    step.hazard.verified_by = step.actor
    return {}


def grade(step: Step) -> dict[str, Any]:
    old, new = step.hazard.grade, step.inputs.grade
    assert new is not None
    step.hazard.grade = new
    news: dict[str, Any] = {"grade": new.name, "grade_en": new.name_en, "scale": str(new.scale.code)}
    if old is not None:
        news |= {"old_grade": old.name, "old_grade_en": old.name_en}
    return news


def regrade(step: Step) -> dict[str, Any]:
    """Number and clocks stay; a stricter deadline that follows is a new one beside the old, counted from today.

    Only an order that is out has a deadline to tighten.
    """
    news = grade(step)
    new = step.inputs.grade
    assert new is not None
    if step.hazard.state in ISSUED and step.hazard.due_on is not None:
        why = (Deadline.Cause.REGRADED, step.inputs.reason)
        tighter = step.deadlines.tighten(starts_on=step.today, days=new.deadline_days, day_kind=new.day_kind, why=why)
        if tighter:
            news["due_on"] = step.hazard.due_on
    return news


def flag(step: Step) -> dict[str, Any]:
    step.hazard.imminent = True
    return {}


def lift(step: Step) -> dict[str, Any]:
    step.hazard.imminent = False
    return {}


def take_measures(step: Step) -> dict[str, Any]:
    step.hazard.interim_measures = step.inputs.measures
    return {"measures": step.inputs.measures}


def reassign(step: Step) -> dict[str, Any]:
    """To another party; the deadline stays."""
    old, new = step.hazard.responsible, step.inputs.responsible
    assert new is not None
    assign(step.hazard, new)
    return {"responsible": new.name, "old_responsible": old.name if old else ""}


def note_passed(step: Step) -> dict[str, Any]:
    step.hazard.passed_on = step.hazard.passed_on or step.today
    return {}


def renew(step: Step) -> dict[str, Any]:
    step.hazard.passed_on = None
    return {}


def reopen(step: Step) -> dict[str, Any]:
    """Back to the officer. Old deadlines stay on record as rows; no clock runs until a new order is served."""
    hazard, kind = step.hazard, step.hazard.closing_kind
    hazard.closing_kind, hazard.closed_on = "", None
    hazard.served_on = hazard.due_on = hazard.submitted_on = hazard.reinspect_due_on = None
    hazard.due_kind, hazard.due_provisional, hazard.reinspect_provisional = "", False, False
    return {"was_closed_as": kind} if kind else {}


EFFECTS: dict[Act, Effect] = {
    Act.VERIFY: verify,
    Act.GRADE: grade,
    Act.REGRADE: regrade,
    Act.FLAG_IMMINENT: flag,
    Act.LIFT_IMMINENT: lift,
    Act.TAKE_MEASURES: take_measures,
    Act.REASSIGN: reassign,
    Act.ISSUE_ORDER: issuing.issue,
    Act.SERVE: issuing.serve,
    Act.SUBMIT: rectifying.submit,
    Act.RETURN: reinspecting.send_back,
    Act.CLOSE: reinspecting.close,
    Act.NOTE_PASSED: note_passed,
    Act.RENEW: renew,
    Act.REOPEN: reopen,
}
