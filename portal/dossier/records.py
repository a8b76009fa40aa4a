"""Change records of the building: heads of the chain, the newest records, and those of each hazard."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.models import User
from core.services.history import verify
from portal.dossier.reading import READ
from portal.selectors.events import entries, of_building
from portal.words import Entry
from registry.models import Building

SHOWN = 40


@dataclass(frozen=True)
class Records:
    """``shown``: what the section prints; ``of_hazard``: hazard's UUID -> its records, newest first."""

    shown: dict[str, Any]
    of_hazard: dict[str, list[dict[str, Any]]]


def records_of(building: Building, user: User) -> Records:
    """Only what the reader may see; the count and the head are of the whole chain."""
    chain = list(of_building(building))
    told = entries(user, building, chain)
    of_hazard: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in told:
        if one.hazard:
            of_hazard[one.hazard].append(_row(one))
    broken = next(verify(subject_uuid=building.uuid), None)
    shown = {
        "count": len(chain),
        "head": chain[0].hash if chain else "",
        "broken_at": broken.seq if broken else None,
        "rows": [_row(one) for one in told[:SHOWN]],
        "earlier": max(len(told) - SHOWN, 0),
    }
    return Records(shown, dict(of_hazard))


def _row(one: Entry) -> dict[str, Any]:
    event = one.event
    act = _("File read by the fire service") if event.kind == READ else str(one.act)
    return {
        "seq": event.seq,
        "at": event.at,
        "act": act,
        "about": one.about,
        "move": " → ".join(str(word) for word in one.move if word) if one.move else "",
        "details": one.details,
        "actor": str(event.actor) if event.actor else "",
        "hash": event.hash,
    }
