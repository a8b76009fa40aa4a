"""Exactly once: what a device or a retry may send twice comes under the sender's own UUID."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError
from inspections.models import Rectification, Reinspection

RowT = TypeVar("RowT", Rectification, Reinspection)


def once(model: type[RowT], row_uuid: uuid.UUID, digest: str, do: Callable[[], object]) -> tuple[RowT, bool]:
    """``do`` unless a row with this UUID is there. Returns the row and whether it is new.

    Raises Conflict where the row there has other content, else whatever ``do`` raises.
    """
    if (there := _same(model, row_uuid, digest)) is not None:
        return there, False
    try:
        do()
    except (DomainError, IntegrityError):
        # The other of two equal calls may have been faster by this much.
        if (there := _same(model, row_uuid, digest)) is not None:
            return there, False
        raise
    return model.objects.get(uuid=row_uuid), True


def _same(model: type[RowT], row_uuid: uuid.UUID, digest: str) -> RowT | None:
    there: RowT | None = model.objects.filter(uuid=row_uuid).first()
    if there is not None and there.digest != digest:
        words = _("Something else was sent under this UUID before. Use a new UUID for other content.")
        raise Conflict(words, code="uuid_taken", field="uuid")
    return there
