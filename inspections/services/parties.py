"""Who answers for a building today, and what a handover does to its open hazards."""

from __future__ import annotations

import datetime as dt

from core.models import Organisation
from registry.models import Building, Responsibility, Role


def manager_of(building: Building, on: dt.date | None = None) -> Organisation | None:
    """The manager on that day; None where there is none."""
    found = Responsibility.objects.current(on).filter(building=building, role=Role.MANAGER)
    row = found.select_related("organisation").first()
    return row.organisation if isinstance(row, Responsibility) else None
