"""Estates that an import mentions: found or made by name, all at once, before the first building is written."""

from __future__ import annotations

from collections.abc import Iterable

from core.models import Area, User
from registry.imports.plan import PlanRow
from registry.models import Estate
from registry.services.estates import find_or_make_estates


class Estates:
    """Lookup of (area, name) for the rows of a plan."""

    def __init__(self, actor: User, rows: Iterable[PlanRow], areas: dict[str, Area]) -> None:
        changed = [
            (areas[row.area_code], row.changes["estate_name"][1]) for row in rows if "estate_name" in row.changes
        ]
        self._found = find_or_make_estates(actor=actor, wanted=[(area, name) for area, name in changed if name])

    def find(self, area: Area, name: str | None) -> Estate | None:
        """The estate of that name for buildings of that area, None for no name."""
        return self._found[area.pk, name] if name else None
