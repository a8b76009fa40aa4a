from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from core.services import history
from inspections.models import Hazard
from inspections.words import EVENTS, STATE_WORDS
from registry.models.labels import in_reader_language

if TYPE_CHECKING:
    from core.models import Event, User
    from registry.models import Building

PREFIX = "hazard."


@dataclass(frozen=True, slots=True)
class Entry:
    """One change record of a hazard, in the reader's words. ``to`` is empty where the state stayed."""

    label: str | Promise
    at: dt.datetime
    actor: str
    number: str
    title: str
    hazard: str
    to: str | Promise
    reason: str
    data: dict[str, Any]


def timeline(building: Building, user: User, *, limit: int = 50) -> list[Entry]:
    """Newest change records of the building's hazards that this person sees."""
    seen = set(Hazard.objects.visible_to(user).filter(building=building).values_list("uuid", flat=True))
    events = history.events_of(building).filter(kind__startswith=PREFIX)
    texts = {str(one) for one in seen}
    return [_entry(event) for event in events[: limit * 4] if event.data.get("hazard") in texts][:limit]


def hazard_timeline(hazard: Hazard) -> list[Entry]:
    """All change records of one hazard that the caller has already found through ``visible_to``, newest first."""
    events = history.events_of(hazard.building).filter(kind__startswith=PREFIX, data__hazard=str(hazard.uuid))
    return [_entry(event) for event in events]


def _entry(event: Event) -> Entry:
    data = event.data
    moved = data.get("to") != data.get("from")
    return Entry(
        label=EVENTS.get(event.kind, event.kind),
        at=event.at,
        actor=str(event.actor or ""),
        number=data.get("number", ""),
        title=in_reader_language(data.get("title", ""), data.get("title_en", "")),
        hazard=data.get("hazard", ""),
        to=STATE_WORDS.get(data.get("to", ""), "") if moved else "",
        reason=data.get("reason", "") or data.get("text", ""),
        data=data,
    )
