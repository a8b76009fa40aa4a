from __future__ import annotations

from typing import Any

import django_filters
from django.utils import timezone

from core.api.filters import Filters
from core.scope import scope_of
from inspections.models import Hazard, Source
from inspections.models.hazards import OPEN_STATES
from inspections.selectors.counts import figure_filter
from inspections.words import CLOSING_KINDS, STATES


class HazardFilter(Filters):
    state = django_filters.ChoiceFilter(choices=STATES)
    grade = django_filters.CharFilter(field_name="grade__code")
    scale = django_filters.CharFilter(field_name="grade__scale__code")
    building = django_filters.UUIDFilter(field_name="building__uuid")
    responsible = django_filters.UUIDFilter(field_name="responsible__uuid")
    source = django_filters.ChoiceFilter(choices=Source.choices)
    closing_kind = django_filters.ChoiceFilter(choices=CLOSING_KINDS)
    imminent = django_filters.BooleanFilter()
    open = django_filters.BooleanFilter(method="only_open", label="Not ended")
    overdue = django_filters.BooleanFilter(method="only_overdue", label="The rectification deadline has passed")
    mine = django_filters.BooleanFilter(method="only_mine", label="Your organisation is the responsible party")

    class Meta:
        model = Hazard
        fields = ["state", "source", "closing_kind", "imminent"]

    def only_open(self, rows: Any, name: str, value: bool) -> Any:
        return rows.filter(state__in=OPEN_STATES) if value else rows.exclude(state__in=OPEN_STATES)

    def only_overdue(self, rows: Any, name: str, value: bool) -> Any:
        late = figure_filter("rectification_overdue", timezone.localdate())
        return rows.filter(late) if value else rows.exclude(pk__in=Hazard.objects.filter(late).values("pk"))

    def only_mine(self, rows: Any, name: str, value: bool) -> Any:
        mine = {"responsible_id__in": scope_of(self.request.user).organisations}
        return rows.filter(**mine) if value else rows.exclude(pk__in=Hazard.objects.filter(**mine).values("pk"))


class OfHazardFilter(Filters):
    hazard = django_filters.UUIDFilter(field_name="hazard__uuid")
