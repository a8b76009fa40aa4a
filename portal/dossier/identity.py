"""Which building this is, and whom to call about it."""

from __future__ import annotations

from typing import Any

from core.models import Area, User
from portal.selectors.buildings import codes
from registry.models import Building, Responsibility, Role

ALWAYS = (Role.MANAGER, Role.MAINTAINER)
"""Who is asked for at night: printed even where nobody is on file."""
LEVELS = 6


def identity_of(building: Building) -> dict[str, Any]:
    other = {building.name, building.name_en} - {building.label, ""}
    return {
        "uuid": str(building.uuid),
        "name": building.label,
        "other_name": next(iter(other), ""),
        "address": building.address_label,
        "areas": _areas(building),
        "estate": building.estate.label if building.estate else "",
        "code": codes([building]).get(building.pk, ""),
        "identifiers": [
            {"scheme": str(one.scheme), "value": one.value}
            for one in building.identifiers.filter(valid_to__isnull=True).select_related("scheme")
        ],
        "stage": building.get_stage_display(),
        "use": building.get_use_display() if building.use else "",
        "lon": building.lon,
        "lat": building.lat,
    }


def _areas(building: Building) -> list[str]:
    labels: list[str] = []
    area: Area | None = building.area
    while area is not None and len(labels) < LEVELS:
        labels.append(area.label)
        area = area.parent
    return labels[::-1]


def contacts_of(building: Building, user: User) -> list[dict[str, Any]]:
    """Organisations that answer for the building today; manager and maintenance firm even when there is none."""
    links = Responsibility.objects.visible_to(user).current().filter(building=building)
    found = [_contact(link) for link in links.select_related("organisation").order_by("role", "pk")]
    held = {row["role"] for row in found}
    absent = [{"role": str(role), "label": str(role.label), "name": "", "phone": ""} for role in ALWAYS]
    found += [row for row in absent if row["role"] not in held]
    return sorted(found, key=lambda row: ALWAYS.index(row["role"]) if row["role"] in ALWAYS else len(ALWAYS))


def _contact(link: Responsibility) -> dict[str, Any]:
    return {
        "role": link.role,
        "label": link.get_role_display(),
        "name": link.organisation.label,
        "phone": link.organisation.phone,
        "since": link.valid_from,
    }
