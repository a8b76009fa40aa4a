"""Change records of a building in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from core.models import Event, User
from core.services.history import events_of
from inspections.models import Hazard
from portal.words import Entry, entry
from registry.models import Building


def of_building(building: Building) -> QuerySet[Event]:
    """Newest first. The building was found through ``visible_to``."""
    found: QuerySet[Event] = events_of(building)
    return found


def of_hazard(hazard: Hazard) -> list[Entry]:
    """The part of the building's chain that speaks of this hazard, newest first."""
    return [entry(event) for event in of_building(hazard.building).filter(data__hazard=str(hazard.uuid))]


def entries(user: User, building: Building, events: Iterable[Event]) -> list[Entry]:
    """In words; what concerns a hazard that the reader does not see (a firm: before its order) is left out."""
    visible: Any = Hazard.objects.visible_to(user).filter(building=building).values_list("uuid", flat=True)
    seen = {"", *map(str, visible)}
    return [told for event in events if (told := entry(event)).hazard in seen]
