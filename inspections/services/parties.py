"""Who answers for a building today, and what a handover does to its open hazards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from core.models import Organisation
from registry.models import Building, Responsibility, Role


def manager_of(building: Building, on: dt.date | None = None) -> Organisation | None:
    """The manager on that day; None where there is none."""
    found = Responsibility.objects.current(on).filter(building=building, role=Role.MANAGER)
    row = found.select_related("organisation").first()
    return row.organisation if isinstance(row, Responsibility) else None


def successor_of(organisation: Organisation, building: Building) -> Organisation | None:
    """Who answers today in the role that this organisation has given up, from the first day after it on."""
    links = Responsibility.objects.current().filter(follows(organisation), building=building)
    row = links.select_related("organisation").order_by("valid_from", "pk").first()
    return row.organisation if isinstance(row, Responsibility) else None


def follows(organisation: Any) -> Exists:
    """Links that begin after one of the organisation's in the same role at the same building has ended."""
    ended = Responsibility.objects.filter(
        building=OuterRef("building"),
        role=OuterRef("role"),
        organisation=organisation,
        valid_to__lt=OuterRef("valid_from"),
    )
    return Exists(ended)
