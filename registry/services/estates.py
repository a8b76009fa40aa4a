"""Estates: made and renamed by officers of their area."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, Stale
from core.models import Area, User
from core.services import history
from registry.models import Estate
from registry.services.rights import require_editor


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
