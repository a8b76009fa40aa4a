"""Estates: made and renamed by officers of their area, found (or made) by the name that a form gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, Stale
from core.models import Area, User
from core.services import history
from core.services.history_bulk import record_many
from registry.models import Estate
from registry.services.rights import require_editor

CHUNK = 500


@transaction.atomic
def create_estate(*, actor: User, area: Area, name: str, name_en: str = "") -> Estate:
    """A new estate in one of the actor's areas. Conflict when the area has one of this name."""
    require_editor(actor, area.path)
    if Estate.objects.filter(area=area, name=name).exists():
        raise Conflict(_("This area has an estate of this name."), code="estate_exists", field="name")
    estate: Estate = Estate.objects.create(area=area, name=name, name_en=name_en)
    history.record(actor=actor, subject=estate, kind="estate.created", data={"area": area.code, "name": name})
    return estate


@transaction.atomic
def update_estate(*, actor: User, estate: Estate, version: int | None = None, **fields: Any) -> Estate:
    """Change the names of an estate. Stale when ``version`` is not the present one."""
    require_editor(actor, estate.area.path)
    found: Estate = Estate.objects.select_for_update(of=("self",)).select_related("area").get(pk=estate.pk)
    if version is not None and found.version != version:
        raise Stale
    changes = {name: [getattr(found, name), new] for name, new in fields.items() if getattr(found, name) != new}
    if changes:
        for name, (_old, new) in changes.items():
            setattr(found, name, new)
        found.version += 1
        found.save()
        history.record(actor=actor, subject=found, kind="estate.changed", data={"changes": changes})
    return found


def holds_area(estate: Estate, area: Area) -> bool:
    """Whether buildings of this area may belong to the estate: it lies in the same area or in one above."""
    return area.path.startswith(estate.area.path)


def find_or_make_estate(*, actor: User | None, area: Area, name: str) -> Estate:
    """``find_or_make_estates`` for one."""
    return find_or_make_estates(actor=actor, wanted=[(area, name)])[area.pk, name]


@transaction.atomic
def find_or_make_estates(*, actor: User | None, wanted: Iterable[tuple[Area, str]]) -> dict[tuple[int, str], Estate]:
    """(key of the area, name) -> the nearest estate of that name in the area or above it, else a new one in the area.

    No rights are checked: the caller knows in whose name it writes about the building. One query per 500 names; each
    new estate has its change record.
    """
    asked = {(area.pk, name): area for area, name in wanted}
    there = _named(sorted({name for _area, name in asked}))
    found: dict[tuple[int, str], Estate] = {}
    for (key, name), area in asked.items():
        near = [estate for estate in there.get(name, []) if holds_area(estate, area)]
        if near:
            found[key, name] = max(near, key=lambda estate: len(estate.area.path))
    missing = [(area, name) for (key, name), area in asked.items() if (key, name) not in found]
    made = Estate.objects.bulk_create([Estate(area=area, name=name) for area, name in missing])
    entries = [(estate, {"area": estate.area.code, "name": estate.name}) for estate in made]
    record_many(actor=actor, kind="estate.created", entries=entries)
    return found | {(estate.area_id, estate.name): estate for estate in made}


def _named(names: list[str]) -> dict[str, list[Estate]]:
    found: dict[str, list[Estate]] = {}
    for start in range(0, len(names), CHUNK):
        rows = Estate.objects.filter(name__in=names[start : start + CHUNK]).select_related("area")
        for estate in rows:
            found.setdefault(estate.name, []).append(estate)
    return found
