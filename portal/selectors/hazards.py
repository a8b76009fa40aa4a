"""Hazards as lists and figures show them. Everything starts from what the reader may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, DateField, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from core.models import Area, User
from core.models.areas import subtree
from inspections.models import Hazard, Source
from inspections.selectors.counts import figure_filter
from inspections.workflow import State
from portal.selectors.buildings import chosen
from registry.models import Building

FAR = dt.date(9999, 12, 31)
ORDER = ("urgency", "next_clock", "pk")
FIGURES = ("late", "today", "soon", "rectification_overdue")
"""Figures of the re-inspection clock; each is a filter of the list."""


def ordered(found: QuerySet[Hazard]) -> QuerySet[Hazard]:
    """With the two keys that sort a list: imminent danger first, then the clock that ends first."""
    return found.annotate(
        urgency=Case(When(imminent=True, then=Value(0)), default=Value(1), output_field=IntegerField()),
        next_clock=Coalesce("reinspect_due_on", "due_on", Value(FAR), output_field=DateField()),
    ).select_related("building__area", "grade__scale", "responsible", "place")


def filtered(user: User, words: QueryDict, *, but: str = "") -> QuerySet[Hazard]:
    """Visible hazards that match the words of the address; ``but`` names a filter to leave out."""
    found = Hazard.objects.visible_to(user)
    if but != "state":
        found = _in_state(found, words.get("state", ""))
    if but != "clock" and (name := words.get("clock", "")) in FIGURES:
        found = found.filter(figure_filter(str(name), timezone.localdate()))
    if but != "source" and words.get("source") in Source.values:
        found = found.filter(source=words["source"])
    if but != "grade" and (key := words.get("grade", "")).isdecimal() and len(key) < 19:
        found = found.filter(grade_id=int(key))
    if but != "building" and (row := chosen(Building, user, words.get("building", ""))):
        found = found.filter(building=row)
    if but != "area" and (area := chosen(Area, user, words.get("area", ""))):
        low, high = subtree(area.path)
        found = found.filter(building__area_path__gte=low, building__area_path__lt=high)
    return found


def _in_state(found: QuerySet[Hazard], state: str) -> Any:
    if state == "all":
        return found
    return found.filter(state=state) if state in list(State) else found.open()  # type: ignore[attr-defined]
