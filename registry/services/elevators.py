"""Lifts and what is done to them."""

from __future__ import annotations

import datetime as dt
import uuid as uuids
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError, Stale
from core.models import StoredFile, User
from core.services import history
from registry.models import Building, Elevator, ElevatorRecord
from registry.services.buildings import locked
from registry.services.rights import require_editor, require_keeper


@transaction.atomic
def add_elevator(*, actor: User, building: Building, code: str, name: str, **fields: Any) -> Elevator:
    """A new lift of a building. Conflict when the building has one with this equipment code."""
    require_editor(actor, building.area_path)
    found = locked(building, None)
    try:
        with transaction.atomic():
            lift: Elevator = Elevator.objects.create(building=found, code=code.strip(), name=name, **fields)
    except IntegrityError:
        raise Conflict(
            _("This building has a lift with the code %(code)s, or the code is empty.") % {"code": code},
            code="elevator_code_taken",
            field="code",
        ) from None
    data = {"elevator": lift.uuid, "code": lift.code, "name": name, **fields}
    history.record(actor=actor, subject=found, kind="elevator.added", data=_plain(data))
    return lift


@transaction.atomic
def update_elevator(*, actor: User, elevator: Elevator, version: int | None = None, **fields: Any) -> Elevator:
    """Change what is on file about a lift. Stale when ``version`` is not the present one."""
    require_editor(actor, elevator.building.area_path)
    found: Elevator = Elevator.objects.select_for_update(of=("self",)).select_related("building").get(pk=elevator.pk)
    if version is not None and found.version != version:
        raise Stale
    changes = {name: [getattr(found, name), new] for name, new in fields.items() if getattr(found, name) != new}
    if not changes:
        return found
    for name, (_old, new) in changes.items():
        setattr(found, name, new)
    found.version += 1
    found.save()
    plain = {name: [_by_uuid(old), _by_uuid(new)] for name, (old, new) in changes.items()}
    data = {"elevator": found.uuid, "changes": plain}
    history.record(actor=actor, subject=locked(found.building, None), kind="elevator.changed", data=data)
    return found


@transaction.atomic
def record_elevator(
    *,
    actor: User,
    elevator: Elevator,
    kind: str,
    done_on: dt.date,
    result: str,
    body: str = "",
    note: str = "",
    document: StoredFile | None = None,
    uuid: uuids.UUID | None = None,
) -> ElevatorRecord:
    """Note an inspection, self-test or maintenance. ``uuid`` of the client makes a repeat harmless."""
    require_keeper(actor, elevator.building)
    if done_on > timezone.localdate():
        raise DomainError(_("The day lies in the future: record what was done."), code="in_future", field="done_on")
    content = {"kind": kind, "done_on": done_on, "result": result, "body": body, "note": note}
    earlier = ElevatorRecord.objects.filter(uuid=uuid).first() if uuid else None
    if earlier is not None:
        return _same(earlier, elevator, content)
    found = locked(elevator.building, None)
    row: ElevatorRecord = ElevatorRecord.objects.create(
        uuid=uuid or uuids.uuid4(), elevator=elevator, actor=actor, document=document, **content
    )
    data = {"elevator": elevator.uuid, "record": row.uuid, "document": document.sha256 if document else None}
    history.record(actor=actor, subject=found, kind="elevator.recorded", data={**data, **content})
    return row


def _same(earlier: ElevatorRecord, elevator: Elevator, content: dict[str, Any]) -> ElevatorRecord:
    same = earlier.elevator_id == elevator.pk and all(getattr(earlier, name) == v for name, v in content.items())
    if not same:
        raise Conflict(_("A record with this id exists and says something else."), code="other_content", field="uuid")
    return earlier


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Rows by their UUID, everything else as it is."""
    return {name: _by_uuid(value) for name, value in data.items()}


def _by_uuid(value: Any) -> Any:
    return getattr(value, "uuid", value)
