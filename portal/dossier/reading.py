"""That somebody of the fire service has read the file is recorded; it asks nothing of the reader."""

from __future__ import annotations

from django.db import transaction

from core.models import Event, Function, User
from core.scope import scope_of
from core.services import history
from core.text import plain
from registry.models import Building

READ = "dossier.read"


def record_reading(*, actor: User, building: Building, reason: str = "") -> Event | None:
    """Append the change record when the reader is of the fire service; None for others."""
    if Function.FIRE_SERVICE not in scope_of(actor).functions:
        return None
    data = {"reason": said} if (said := plain(reason)[:300]) else {}
    with transaction.atomic():
        return history.record(actor=actor, subject=building, kind=READ, data=data)
