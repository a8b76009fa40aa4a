"""Which rows of the registry cannot be without change records."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from registry.models import Building, Estate


def subjects() -> Iterator[tuple[str, uuid.UUID]]:
    """Type and UUID of every building and estate; what hangs on a building is recorded in the building's chain."""
    for model in (Building, Estate):
        for key in model.objects.order_by("pk").values_list("uuid", flat=True).iterator():
            yield model.history_type, key
