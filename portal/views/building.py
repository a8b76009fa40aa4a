from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import panels
from core.scope import holds
from core.services.history import verify
from inspections.workflow import STAFF
from portal.keyset import page_of
from portal.reader import reader
from portal.selectors.buildings import codes
from portal.selectors.events import entries, of_building
from registry.models import Building, Estate


@require_safe
def building(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """The building's page: its head, and whatever the apps hand in as panels."""
    found = _building(request, uuid)
    built = panels.built("building.page", found, request)
    context = {
        "section": "buildings",
        "building": found,
        "crumbs": _areas_above(found),
        "code": codes([found]).get(found.pk, ""),
        "may_report": holds(reader(request), STAFF, found.area_path),
        "events": of_building(found).count(),
        "main": [panel for panel in built if not panel.get("side")],
        "side": [panel for panel in built if panel.get("side")],
    }
    return render(request, "portal/building.html", context)


@require_safe
def building_history(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """All change records of a building, and whether the chain holds as it stands now."""
    found = _building(request, uuid)
    page = page_of(of_building(found), fields=("-seq",), cursor=request.GET.get("cursor", ""))
    context = {
        "section": "buildings",
        "building": found,
        "page": page,
        "entries": entries(reader(request), found, page.rows),
        "broken": next(verify(subject_uuid=found.uuid), None),
        "next": f"?cursor={page.next}" if page.next else "",
        "previous": f"?cursor={page.previous}" if page.previous else "",
    }
    return render(request, "portal/building_history.html", context)


@require_safe
def estate(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """An estate and its buildings."""
    found = get_object_or_404(Estate.objects.visible_to(reader(request)).select_related("area"), uuid=uuid)
    inside = Building.objects.visible_to(reader(request)).filter(estate=found).order_by("name", "pk")
    context = {"section": "buildings", "estate": found, "buildings": inside[:500], "count": inside.count()}
    return render(request, "portal/estate.html", context)


def _building(request: HttpRequest, key: uuid.UUID) -> Building:
    rows = Building.objects.visible_to(reader(request)).select_related("area", "estate")
    found: Building = get_object_or_404(rows, uuid=key)
    return found


def _areas_above(found: Building) -> list[str]:
    """Labels of the areas from the district down to the building's own."""
    labels: list[str] = []
    area = found.area
    while area is not None and len(labels) < 6:
        labels.append(area.label)
        area = area.parent  # type: ignore[assignment]
    return labels[::-1][-4:]
