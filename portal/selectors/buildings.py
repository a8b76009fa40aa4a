"""Buildings as lists and heads show them. Everything starts from what the reader may see."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.http import QueryDict

from core.models import Area, User
from core.models.areas import subtree
from inspections.models import Hazard
from inspections.selectors import HazardRow, hazard_rows
from registry.models import Building, BuildingIdentifier, Estate, Observation, Stage, Structure, Use

CHOICES = {"use": Use, "stage": Stage, "structure": Structure}
FIRST_SCHEMES = ("unified", "unified_code", "census")
"""Which number stands beside a building's name when it has several."""


@dataclass(slots=True)
class Line:
    """One row of the list."""

    building: Building
    code: str = ""
    hazards: int = 0
    imminent: int = 0
    next: HazardRow | None = None
    observed_on: Any = None


def filtered(user: User, words: QueryDict, *, but: str = "") -> QuerySet[Building]:
    """Visible buildings that match the words of the address; ``but`` names a filter to leave out."""
    found = Building.objects.visible_to(user)
    for name, values in CHOICES.items():
        if name != but and words.get(name) in values.values:
            found = found.filter(**{name: words[name]})
    if but != "area" and (area := chosen(Area, user, words.get("area", ""))):
        low, high = subtree(area.path)
        found = found.filter(area_path__gte=low, area_path__lt=high)
    if but != "estate" and (estate := chosen(Estate, user, words.get("estate", ""))):
        found = found.filter(estate=estate)
    if but != "hazards" and words.get("hazards") == "open":
        found = found.filter(pk__in=Hazard.objects.visible_to(user).open().values("building_id"))
    return found


def chosen(model: Any, user: User, key: str) -> Any:
    """The visible row of that UUID, None for anything else."""
    try:
        return model.objects.visible_to(user).filter(uuid=uuid.UUID(key)).first()
    except ValueError:
        return None


def lines(user: User, buildings: Sequence[Building]) -> list[Line]:
    """Four queries for a page of buildings, however many there are."""
    found = {building.pk: Line(building) for building in buildings}
    for key, code in codes(buildings).items():
        found[key].code = code
    for hazard in hazard_rows(_hazards(user, found)):
        line = found[hazard.hazard.building_id]
        line.hazards += 1
        line.imminent += hazard.hazard.imminent
        if _day(hazard) < _day(line.next):
            line.next = hazard
    seen = Observation.objects.visible_to(user).filter(building_id__in=found).order_by()
    for row in seen.values("building_id").annotate(last=Max("observed_on")):
        found[row["building_id"]].observed_on = row["last"]
    return list(found.values())


def codes(buildings: Sequence[Building]) -> dict[int, str]:
    """The number that stands beside each name."""
    rows = BuildingIdentifier.objects.filter(building__in=buildings, valid_to__isnull=True)
    ranked = sorted(rows.values_list("scheme_id", "building_id", "value"), key=lambda row: _rank(row[0]), reverse=True)
    return {building: value for _scheme, building, value in ranked}


def _rank(scheme: str) -> tuple[int, str]:
    return (FIRST_SCHEMES.index(scheme) if scheme in FIRST_SCHEMES else len(FIRST_SCHEMES), scheme)


def _hazards(user: User, keys: Any) -> QuerySet[Hazard]:
    found: QuerySet[Hazard] = Hazard.objects.visible_to(user).open().filter(building_id__in=list(keys))
    return found.order_by()


def _day(row: HazardRow | None) -> dt.date:
    """When the clock that runs ends; the end of time without one."""
    running = row is not None and row.next_clock.kind in ("due", "soon", "overdue")
    return row.next_clock.due_on or dt.date.max if running and row is not None else dt.date.max
