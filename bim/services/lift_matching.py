"""Lifts of a model against those of the registry: how many each has, and which is which by name."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from bim.facts import Lift, Point3
from bim.models import Check
from bim.services.following import stored_facts
from registry.models import Building, Elevator

CAR_M = 1.5
"""Lifts and shafts of several storeys whose middles lie this close on plan are one lift."""
SHAFT = "lift_shaft"


@dataclass(frozen=True, slots=True)
class LiftMatch:
    """``model``: lifts and lift shafts that the model shows; ``registry``: lifts not scrapped. ``same``: names of the
    registry that a lift of the model has too."""

    model: int
    registry: int
    same: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return self.model == self.registry


def match_lifts(building: Building, check: Check) -> LiftMatch | None:
    """None where neither knows a lift, or what the model holds was not kept."""
    shown = _shown(check)
    if shown is None:
        return None
    registered = list(Elevator.objects.filter(building=building).exclude(service=Elevator.Service.SCRAPPED))
    if not shown["count"] and not registered:
        return None
    names = {_plain(name) for name in shown["names"]}
    same = tuple(e.name for e in registered if names & {_plain(e.name), _plain(e.code), _plain(e.name_en)} - {""})
    return LiftMatch(shown["count"], len(registered), same)


def count_lifts(lifts: Sequence[Lift], shafts: Iterable[Point3]) -> int:
    """A lift is drawn once or on every storey, and its shaft is often a space of its own: all of that is one lift."""
    places: list[Point3] = []
    for at in (*(lift.at for lift in lifts if lift.at is not None), *shafts):
        if not any(math.dist(at[:2], known[:2]) <= CAR_M for known in places):
            places.append(at)
    # Lifts without a place: by name, since nothing else tells two of them apart.
    return len(places) + len({lift.name or lift.guid for lift in lifts if lift.at is None})


def _shown(check: Check) -> dict[str, Any] | None:
    """Counted once for each check, whose facts never change."""
    key = f"lifts:{check.uuid}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        facts = stored_facts(check.facts, check.buildings)
        if facts is None:
            return None
        report = json.loads(check.report.path.read_text("utf-8"))
        uses = {s["guid"] for s in report["spaces"] if s.get("use") == SHAFT}
        middles = [(s.floor.centroid, s.floor_z_m) for s in facts.spaces if s.guid in uses and s.floor is not None]
        shafts = [(middle.x, middle.y, z) for middle, z in middles if not middle.is_empty]
        found = {"count": count_lifts(facts.lifts, shafts), "names": [lift.name for lift in facts.lifts]}
        cache.set(key, found, 86400)
    return found


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
