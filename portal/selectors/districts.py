"""The desk of a city or district: its parts as rows, each figure the count of a list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from core.models import Area, User
from core.scope import scope_of
from inspections.models import Hazard
from inspections.selectors.counts import figure_filter
from registry.models import Building

MOST = 40
FIGURES = ("open", "imminent", "late", "rectification_overdue")


@dataclass(frozen=True, slots=True)
class Part:
    """One area below the reader's own. Figures: open hazards, imminent ones, and two of the clock."""

    area: Area
    buildings: int
    open: int
    imminent: int
    late: int
    rectification_overdue: int


def parts(user: User) -> list[Part]:
    """The areas one level below the reader's only node; none for a firm, or where there is nothing below."""
    scope = scope_of(user)
    visible = Area.objects.visible_to(user)
    tops = visible.filter(parent=None) if scope.everything else visible.filter(path__in=scope.areas)
    below = list(visible.filter(parent__in=tops[:2]).order_by("path")[:MOST])
    if len(below) < 2:
        return []
    buildings = _by_part(below, Building.objects.visible_to(user), "area_path", {"n": Q()})
    today = timezone.localdate()
    which = {
        "open": Q(),
        "imminent": Q(imminent=True),
        "late": figure_filter("late", today),
        "rectification_overdue": figure_filter("rectification_overdue", today),
    }
    hazards = _by_part(below, Hazard.objects.visible_to(user).open(), "building__area_path", which)
    return [Part(area, buildings[area.pk, "n"], *(hazards[area.pk, name] for name in FIGURES)) for area in below]


def _by_part(below: list[Area], rows: Any, path: str, which: dict[str, Q]) -> Counter[tuple[int, str]]:
    """One query grouped by the area of the row; paths of a part begin with the part's own."""
    found: Counter[tuple[int, str]] = Counter()
    keys = {area.path: area.pk for area in below}
    lengths = {len(area.path) for area in below}
    figures = {f"n_{name}": Count("pk", filter=condition) for name, condition in which.items()}
    for row in rows.order_by().values(path).annotate(**figures):
        for key in {keys[row[path][:n]] for n in lengths if row[path][:n] in keys}:
            for name in which:
                found[key, name] += row[f"n_{name}"]
    return found
