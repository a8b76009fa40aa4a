from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.scope import holds
from inspections.models.hazards import Source
from inspections.services.reporting import report
from inspections.workflow import STAFF
from portal.reader import reader
from registry.models import Building, Place

FIELDS = ("title", "title_en", "description", "place", "found_on")


@require_http_methods(["GET", "HEAD", "POST"])
def hazard_report(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """Report a hazard of a building in words."""
    user = reader(request)
    found: Building = get_object_or_404(Building.objects.visible_to(user).select_related("area"), uuid=uuid)
    if not holds(user, STAFF, found.area_path):
        raise Http404
    given = {name: request.POST.get(name, "") for name in FIELDS}
    problem = None
    if request.method == "POST":
        try:
            made = report(actor=user, building=found, **_read(user, found, given), source=_source(request))
        except DomainError as error:
            problem = error
        else:
            return redirect("hazard", uuid=made.uuid)
    context = {
        "section": "hazards",
        "building": found,
        "given": given,
        "problem": problem,
        "places": Place.objects.visible_to(user).filter(building=found).order_by("kind", "order")[:400],
    }
    return render(request, "portal/hazard_report.html", context, status=422 if problem else 200)


def _read(user: Any, found: Building, given: dict[str, str]) -> dict[str, Any]:
    place = (
        Place.objects.visible_to(user).filter(building=found, pk=int(given["place"])).first()
        if given["place"].isdecimal() and len(given["place"]) < 19
        else None
    )
    return {**given, "place": place}


def _source(request: HttpRequest) -> str:
    return Source.VISIT if request.POST.get("source") == Source.VISIT else Source.REPORT
