from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin.base import ReadOnlyAdmin, SafetyInline
from inspections.models import Deadline, Hazard, HazardFinding, Order, Rectification, Reinspection
from inspections.words import CLOSING_KINDS, STATES


class Records(SafetyInline):
    """Append-only rows: to be read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class DeadlineInline(Records):
    model = Deadline
    fields = ["kind", "starts_on", "days", "day_kind", "due_on", "provisional", "cause", "detail"]


class OrderInline(Records):
    model = Order
    fields = ["number", "title", "demand", "responsible", "days", "day_kind", "issued_on"]


class RectificationInline(Records):
    model = Rectification
    fields = ["organisation", "text", "reference", "done_on"]


class ReinspectionInline(Records):
    model = Reinspection
    fields = ["outcome", "text", "closing_kind", "done_on", "due_on", "by_the_finder"]


class FindingInline(Records):
    model = HazardFinding
    fields = ["text", "verdict", "measured", "limit", "unit", "actor"]


@admin.register(Hazard)
class HazardAdmin(ReadOnlyAdmin):
    """Hazards are read here and moved in the portal: every act has its form, its checks and its change record there."""

    list_display = [
        "number",
        "title",
        "building",
        "state_word",
        "grade",
        "danger",
        "responsible",
        "due_on",
        "reinspect_due_on",
    ]
    list_filter = ["state", "imminent", "source", "grade", "closing_kind"]
    list_select_related = ["building", "grade", "responsible"]
    search_fields = ["number", "title", "title_en", "building__name"]
    date_hierarchy = None
    exclude = ["imminent"]
    readonly_fields = ["danger"]
    inlines = [OrderInline, DeadlineInline, RectificationInline, ReinspectionInline, FindingInline]

    @admin.display(description=_("imminent danger"), ordering="imminent")
    def danger(self, hazard: Hazard) -> str:
        """A word where there is danger and nothing elsewhere: a red cross for "no" would cry wolf."""
        return str(_("Imminent danger")) if hazard.imminent else ""

    @admin.display(description=_("state"), ordering="state")
    def state_word(self, hazard: Hazard) -> str:
        """With the kind of closing, or how often it was returned."""
        word = str(dict(STATES).get(hazard.state, hazard.state))
        if hazard.closing_kind:
            return f"{word} ({dict(CLOSING_KINDS)[hazard.closing_kind]})"
        return f"{word} ({hazard.times_returned})" if hazard.times_returned else word
