"""Nodes of the area tree."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from core.models import Area
from core.models.areas import SEGMENT


@transaction.atomic
def add_area(*, parent: Area | None, level: str, code: str, name: str, **fields: Any) -> Area:
    """A new node with the next free path below its parent."""
    base = parent.path if parent else ""
    siblings = Area.objects.select_for_update().filter(parent=parent)
    last = siblings.aggregate(last=Max("path"))["last"]
    number = int(last[-SEGMENT:]) + 1 if last else 1
    if number >= 10**SEGMENT - 1:
        raise ValueError(f"{parent} has no room for another area below it.")
    return Area.objects.create(
        parent=parent, level=level, code=code, name=name, path=f"{base}{number:0{SEGMENT}d}", **fields
    )
