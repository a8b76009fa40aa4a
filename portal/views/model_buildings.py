"""A delivery of several buildings: which of them is this one, and which are others that are registered."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bim.models import ModelVersion
from bim.services.mapping import map_buildings
from bim.services.model_buildings import found_buildings, needs_mapping
from bim.services.versions import MAY_DELIVER
from core.errors import DomainError, NotAllowed
from core.scope import holds
from portal.reader import reader
from registry.models import Building

FIELD = "building-"
MOST_OTHERS = 200
THIS, NONE, LATER = "this", "none", ""


@require_http_methods(["GET", "HEAD", "POST"])
def buildings(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    rows = ModelVersion.objects.visible_to(request.user).select_related("model_set__building", "file")
    version = get_object_or_404(rows, uuid=version_id)
    others = _others(request, version.building)
    if request.method == "POST":
        answer = _said(request, version, others)
        if answer is not None:
            return answer
    found = found_buildings(version, request.user)
    context = {
        "section": "buildings",
        "version": version,
        "building": version.building,
        "files": [name for _stored, name in version.delivered],
        "rows": [{**row, "field": FIELD + row["guid"], "value": _value(row, version.building)} for row in found],
        "others": others.values(),
        "open": needs_mapping(version),
        "may": holds(request.user, MAY_DELIVER, version.building.area_path),
    }
    return render(request, "portal/check/buildings.html", context)


def _others(request: HttpRequest, building: Building) -> dict[str, Building]:
    """Those that stand near, in the estate or else in the same street, and for which the reader may deliver."""
    seen = Building.objects.visible_to(request.user).exclude(pk=building.pk).select_related("area")
    near = seen.filter(estate=building.estate) if building.estate_id else seen.filter(area=building.area)
    found = near.order_by("name", "pk")[:MOST_OTHERS]
    return {str(b.uuid): b for b in found if holds(request.user, MAY_DELIVER, b.area_path)}


def _value(row: dict[str, Any], building: Building) -> str:
    said = row["building"]
    return LATER if said is None else THIS if said == building else str(said.uuid)


def _said(request: HttpRequest, version: ModelVersion, others: dict[str, Building]) -> HttpResponse | None:
    choice: dict[str, Building | None] = {}
    for row in version.found:
        word = request.POST.get(FIELD + row["guid"], LATER)
        if word == THIS:
            choice[row["guid"]] = version.building
        elif word == NONE:
            choice[row["guid"]] = None
        elif word in others:
            choice[row["guid"]] = others[word]
    try:
        jobs = map_buildings(actor=reader(request), version=version, choice=choice)
    except (DomainError, NotAllowed) as problem:
        messages.error(request, str(problem))
        return None
    if len(jobs) == 1:
        return redirect("job", jobs[0].uuid)
    messages.success(request, _("Kept. %(n)s checks have been started, one for each building.") % {"n": len(jobs)})
    return redirect("building", version.building.uuid)
