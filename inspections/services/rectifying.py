"""The responsible party's word that it has put things right."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from core.models import User
from inspections.models import Deadline, Hazard, Rectification, RectificationPhoto
from inspections.services.digests import digest
from inspections.services.evidence import require_new
from inspections.services.inputs import Inputs, read
from inspections.services.once import once
from inspections.services.steps import Step
from inspections.workflow import Act


def submit(step: Step) -> dict[str, Any]:
    """Effect of the act: the rows, and the re-inspection clock from today unless the deadline's runs out sooner."""
    inputs, hazard = step.inputs, step.hazard
    assert hazard.responsible is not None
    require_new(hazard, inputs.photos)
    row = Rectification.objects.create(
        uuid=inputs.uuid or uuid.uuid4(),
        hazard=hazard,
        actor=step.actor,
        organisation=hazard.responsible,
        text=inputs.text,
        reference=inputs.reference,
        done_on=inputs.done_on or step.today,
        digest=content_digest(hazard, inputs, step.actor),
    )
    RectificationPhoto.objects.bulk_create(
        RectificationPhoto(rectification=row, photo=photo, order=n) for n, photo in enumerate(inputs.photos)
    )
    hazard.submitted_on = step.today
    why = (Deadline.Cause.SUBMITTED, step.today.isoformat())
    step.deadlines.reinspect(starts_on=step.today, why=why, only_earlier=True)
    return {
        "rectification": str(row.uuid),
        "photos": [photo.sha256 for photo in inputs.photos],
        "reinspect_due_on": hazard.reinspect_due_on,
    }


def content_digest(hazard: Hazard, inputs: Inputs, actor: User | None) -> str:
    return digest(
        hazard=hazard.uuid,
        actor=actor.uuid if actor else None,
        text=inputs.text,
        reference=inputs.reference,
        done_on=inputs.done_on,
        photos=[photo.sha256 for photo in inputs.photos],
    )


def send(
    *, actor: User, hazard: Hazard, row_uuid: uuid.UUID, data: dict[str, Any], base_version: int | None = None
) -> tuple[Rectification, bool]:
    """Send a rectification under the caller's own UUID. Returns the row and whether it is new.

    The same content under the same UUID is the same rectification, however often it comes. Raises Conflict for other
    content, and whatever ``perform`` raises.
    """
    from inspections.services.acts import carry_out

    inputs = read(actor, {**data, "uuid": row_uuid})
    go = partial(carry_out, actor=actor, hazard=hazard, act=Act.SUBMIT, inputs=inputs, base_version=base_version)
    return once(Rectification, row_uuid, content_digest(hazard, inputs, actor), go)
