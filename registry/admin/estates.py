from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from registry.admin.base import ServiceAdmin
from registry.admin.filters import EstateAreaFilter
from registry.models import Estate
from registry.services.estates import create_estate, update_estate


@admin.register(Estate)
class EstateAdmin(ServiceAdmin):
    list_display = ["name", "name_en", "area"]
    list_filter = [EstateAreaFilter]
    list_select_related = ["area"]
    search_fields = ["name", "name_en"]
    autocomplete_fields = ["area"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["area"] if obj else []

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Estate:
        return create_estate(actor=request.user, **values)  # type: ignore[arg-type]

    def change(self, request: HttpRequest, obj: Any, values: dict[str, Any], version: int | None) -> Estate:
        return update_estate(actor=request.user, estate=obj, version=version or 0, **values)  # type: ignore[arg-type]
