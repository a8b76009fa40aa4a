"""Areas and organisations of the demo city."""

from __future__ import annotations

from django.db import transaction

from core.models import Area, Organisation
from core.services.areas import add_area
from seeds.city.model import City


@transaction.atomic
def make_areas(city: City) -> dict[str, Area]:
    """The tree by code; nodes that are there stay as they are."""
    found = {area.code: area for area in Area.objects.filter(code__in=[a.code for a in city.areas])}
    for row in city.areas:
        if row.code not in found:
            parent = found[row.parent] if row.parent else None
            found[row.code] = add_area(
                parent=parent, level=row.level, code=row.code, name=row.name, name_en=row.name_en
            )
    return found


@transaction.atomic
def make_organisations(city: City) -> dict[str, Organisation]:
    """Firms and bodies by key, found again by their credit code."""
    return {
        row.key: Organisation.objects.get_or_create(
            credit_code=row.credit_code,
            defaults={
                **{name: getattr(row, name) for name in ("kind", "name", "name_en", "phone")},
                "area": Area.objects.get(code=row.area or city.areas[0].code),
            },
        )[0]
        for row in city.organisations
    }


def story_nodes(city: City, areas: dict[str, Area]) -> dict[str, Area]:
    """Level -> node of the story: the places of the building that has the tower's model, and what lies above it."""
    node: Area | None = areas[city.building(city.models["tower"]).grid]
    found = {}
    while node is not None:
        found[node.level] = node
        node = node.parent
    return found
