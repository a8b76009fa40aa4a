from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from registry.admin.base import ServiceAdmin
from registry.admin.filters import BuildingAreaFilter
from registry.models import Responsibility
from registry.services.responsibilities import add_responsibility


@admin.register(Responsibility)
class ResponsibilityAdmin(ServiceAdmin):
    """First links are made here; what follows is a handover, which moves hazards too."""

    list_display = ["building", "organisation", "role", "valid_from", "valid_to"]
    list_filter = [BuildingAreaFilter, "role"]
    list_select_related = ["building", "organisation"]
    search_fields = ["building__name", "organisation__name"]
    autocomplete_fields = ["building", "organisation"]
    fields = ["building", "organisation", "role", "valid_from"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request) and self._may_edit(request)

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Responsibility:
        return add_responsibility(actor=request.user, **values)  # type: ignore[arg-type]
