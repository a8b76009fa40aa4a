"""The re-inspection: back to the party, or accepted and closed."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from core.models import User
from inspections.models import Deadline, Hazard, Reinspection, ReinspectionPhoto
from inspections.services.digests import digest
from inspections.services.evidence import require_own
from inspections.services.inputs import Inputs, read
from inspections.services.once import once
from inspections.services.steps import Step
from inspections.workflow import Act, ClosingKind


def send_back(step: Step) -> dict[str, Any]:
    """Not accepted. The rectification clock goes on as it was."""
    hazard = step.hazard
    row = _record(step, Reinspection.Outcome.RETURNED, step.inputs.reason)
    hazard.times_returned += 1
    hazard.submitted_on = None
    why = (Deadline.Cause.RETURNED, str(hazard.times_returned))
    step.deadlines.after_return(today=step.today, why=why)
    return {"reinspection": str(row.uuid), "times": hazard.times_returned, "photos": _hashes(step)}


def close(step: Step) -> dict[str, Any]:
    """Accepted by somebody who did not do it. A demolished building changes its stage in the same act."""
    hazard, kind = step.hazard, step.inputs.closing_kind
    assert kind is not None
    row = _record(step, Reinspection.Outcome.ACCEPTED, step.inputs.text or step.inputs.reason)
    hazard.closing_kind, hazard.closed_on = str(kind), row.done_on
    if kind is ClosingKind.DEMOLISHED:
        _demolish(step)
    return {"reinspection": str(row.uuid), "closing_kind": str(kind), "photos": _hashes(step)}


def _record(step: Step, outcome: str, text: str) -> Reinspection:
    hazard, inputs = step.hazard, step.inputs
    require_own(step.actor, inputs.photos)
    row = Reinspection.objects.create(
        uuid=inputs.uuid or uuid.uuid4(),
        hazard=hazard,
        actor=step.actor,
        outcome=outcome,
        text=text,
        closing_kind=str(inputs.closing_kind or "") if outcome == Reinspection.Outcome.ACCEPTED else "",
        done_on=step.today,
        due_on=hazard.reinspect_due_on,
        by_the_finder=step.actor is not None and step.actor.pk in (hazard.found_by_id, hazard.verified_by_id),
        digest=content_digest(hazard, outcome, inputs, step.actor),
    )
    ReinspectionPhoto.objects.bulk_create(
        ReinspectionPhoto(reinspection=row, photo=photo, order=n) for n, photo in enumerate(inputs.photos)
    )
    return row


def content_digest(hazard: Hazard, outcome: str, inputs: Inputs, actor: User | None) -> str:
    return digest(
        hazard=hazard.uuid,
        actor=actor.uuid if actor else None,
        outcome=outcome,
        text=inputs.text,
        reason=inputs.reason,
        closing_kind=inputs.closing_kind,
        photos=[photo.sha256 for photo in inputs.photos],
    )


def send(
    *,
    actor: User,
    hazard: Hazard,
    row_uuid: uuid.UUID,
    outcome: str,
    data: dict[str, Any],
    base_version: int | None = None,
) -> tuple[Reinspection, bool]:
    """Send a re-inspection under the caller's own UUID; ``outcome`` decides the act. As ``rectifying.send``."""
    from inspections.services.acts import carry_out

    inputs = read(actor, {**data, "uuid": row_uuid})
    act = Act.CLOSE if outcome == Reinspection.Outcome.ACCEPTED else Act.RETURN
    go = partial(carry_out, actor=actor, hazard=hazard, act=act, inputs=inputs, base_version=base_version)
    return once(Reinspection, row_uuid, content_digest(hazard, outcome, inputs, actor), go)


def _hashes(step: Step) -> list[str]:
    return [photo.sha256 for photo in step.inputs.photos]


def _demolish(step: Step) -> None:
    assert step.actor is not None
    from registry.models import Stage
    from registry.services.buildings import change_stage

    building = step.hazard.building
    if building.stage != Stage.DEMOLISHED:
        change_stage(actor=step.actor, building=building, stage=Stage.DEMOLISHED, reason=step.hazard.number)
