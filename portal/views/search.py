from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.text import plain
from inspections.models import Hazard
from inspections.selectors import hazard_rows
from portal.reader import reader
from portal.selectors.buildings import lines
from registry.models import Building, BuildingIdentifier

SHOWN = 20
LONGEST = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Buildings by name, code or address, hazards by number or title. A single exact code opens its page."""
    user = reader(request)
    query = plain(request.GET.get("q", ""))[:LONGEST]
    exact = _exact(user, query) if query else None
    if exact is not None:
        return exact
    buildings = _buildings(user, query) if query else []
    hazards = _hazards(user, query) if query else []
    context = {
        "section": "",
        "query": query,
        "lines": lines(user, buildings[:SHOWN]),
        "more_buildings": len(buildings) > SHOWN,
        "rows": list(hazard_rows(hazards[:SHOWN])),
        "more_hazards": len(hazards) > SHOWN,
    }
    return render(request, "portal/search.html", context)


def _exact(user: Any, query: str) -> HttpResponse | None:
    hazard = Hazard.objects.visible_to(user).filter(number__iexact=query).first()
    if hazard is not None:
        return redirect("hazard", uuid=hazard.uuid)
    found = BuildingIdentifier.objects.visible_to(user).filter(value=query, valid_to__isnull=True)
    buildings = list(found.values_list("building__uuid", flat=True).distinct()[:2])
    return redirect("building", uuid=buildings[0]) if len(buildings) == 1 else None


def _buildings(user: Any, query: str) -> list[Building]:
    codes = BuildingIdentifier.objects.visible_to(user).filter(value__startswith=query).values("building_id")[:500]
    words = Q(name__icontains=query) | Q(address__icontains=query)
    words |= Q(name_en__icontains=query) | Q(address_en__icontains=query) | Q(estate__name__icontains=query)
    found = Building.objects.visible_to(user).filter(
        words | Q(pk__in=list(codes.values_list("building_id", flat=True)))
    )
    return list(found.select_related("area", "estate").order_by("name", "pk")[: SHOWN + 1])


def _hazards(user: Any, query: str) -> list[Hazard]:
    words = Q(number__istartswith=query) | Q(title__icontains=query) | Q(title_en__icontains=query)
    found = Hazard.objects.visible_to(user).filter(words)
    return list(found.select_related("building", "grade", "responsible").order_by("-pk")[: SHOWN + 1])
