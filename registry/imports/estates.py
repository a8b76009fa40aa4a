"""Estates that an import mentions: found or made by name within their area, all at once."""

from __future__ import annotations

from collections.abc import Iterable

from core.models import Area, User
from core.services.history_bulk import record_many
from registry.imports.plan import PlanRow
from registry.models import Estate


class Estates:
    """Lookup of (area, name); missing ones are made when first asked for in the constructor, with a change record."""

    def __init__(self, actor: User, rows: Iterable[PlanRow], areas: dict[str, Area]) -> None:
        wanted = {
            (areas[row.area_code].pk, row.changes["estate_name"][1]): areas[row.area_code]
            for row in rows
            if "estate_name" in row.changes
        }
        there = Estate.objects.filter(area_id__in={area for area, _name in wanted})
        self._found: dict[tuple[int, str], Estate] = {(estate.area_id, estate.name): estate for estate in there}
        missing = [(area, name) for (key, name), area in wanted.items() if (key, name) not in self._found]
        made = Estate.objects.bulk_create([Estate(area=area, name=name) for area, name in missing])
        self._found |= {(estate.area_id, estate.name): estate for estate in made}
        entries = [(estate, {"area": estate.area.code, "name": estate.name}) for estate in made]
        record_many(actor=actor, kind="estate.created", entries=entries)

    def find(self, area: Area, name: str) -> Estate | None:
        """The estate of that name in that area, None for no name."""
        return self._found[area.pk, name] if name else None
