from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.models import Area
from core.models.areas import subtree

SHOWN = 60


class AreaListFilter(admin.SimpleListFilter):
    """Areas that the person may see, and nothing of anybody else's; ``path_field``: the path to compare."""

    title = _("area")
    parameter_name = "area"
    path_field = "area_path"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = Area.objects.visible_to(request.user).order_by("path")[:SHOWN]
        return [(area.path, area.label) for area in rows]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        if not value or not (value.isascii() and value.isdigit() and len(value) <= 48):
            return queryset
        low, high = subtree(value)
        return queryset.filter(**{f"{self.path_field}__gte": low, f"{self.path_field}__lt": high})


class EstateAreaFilter(AreaListFilter):
    path_field = "area__path"


class BuildingAreaFilter(AreaListFilter):
    path_field = "building__area_path"
