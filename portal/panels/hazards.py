"""Panel of the building's page: its open hazards with their clocks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import panels
from inspections.models import Hazard
from inspections.selectors import open_hazards
from portal.reader import reader
from registry.models import Building

SHOWN = 6


def build(building: Building, request: HttpRequest) -> dict[str, Any]:
    user = reader(request)
    rows = open_hazards(building, user)
    return {
        "rows": rows[:SHOWN],
        "more": len(rows) - SHOWN,
        "total": Hazard.objects.visible_to(user).filter(building=building).count(),
        "building": building,
    }


def register() -> None:
    panels.register(place="building.page", name="hazards", order=20, template="portal/panels/hazards.html", build=build)
