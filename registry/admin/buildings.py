from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.base import SafetyInline
from registry.admin.base import ServiceAdmin
from registry.admin.filters import AreaListFilter
from registry.models import Building, BuildingIdentifier
from registry.services.buildings import create_building, update_building


class IdentifierInline(SafetyInline):
    model = BuildingIdentifier
    fields = readonly_fields = ["scheme", "value", "valid_from", "valid_to"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)


@admin.register(Building)
class BuildingAdmin(ServiceAdmin):
    """Accepted values; a save is the officer's decision with its observations and change record."""

    list_display = ["name", "address", "area", "stage", "use", "year_built", "storeys_above"]
    list_filter = [AreaListFilter, "stage", "use", "structure"]
    list_select_related = ["area"]
    search_fields = ["name", "name_en", "address", "address_en", "identifiers__value"]
    autocomplete_fields = ["area", "estate"]
    inlines = [IdentifierInline]
    fieldsets = [
        (None, {"fields": ["name", "name_en", "address", "address_en", "area", "estate", "stage", "file_link"]}),
        (
            _("What it is"),
            {
                "fields": [
                    "use",
                    "structure",
                    "year_built",
                    "year_precision",
                    "storeys_above",
                    "storeys_below",
                    "height_m",
                    "dwellings",
                    "floor_area_m2",
                    "fire_grade",
                ]
            },
        ),
        (_("Where it is"), {"fields": ["lon", "lat"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # A stage needs its reason and a move needs both areas: those are acts of their own.
        return ["file_link", "area", "stage"] if obj else ["file_link"]

    @admin.display(description=_("Building file and history"))
    def file_link(self, building: Building | None) -> str:
        if building is None or building._state.adding:
            return "-"
        try:
            address = reverse("building", args=[building.uuid])
        except NoReverseMatch:
            return "-"
        return format_html('<a href="{}">{}</a>', address, building.label)

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Building:
        area, name, stage = values.pop("area"), values.pop("name"), values.pop("stage")
        facts = _facts(values, lon=values.get("lon"), lat=values.get("lat"))
        return create_building(actor=request.user, area=area, name=name, stage=stage, **facts)  # type: ignore[arg-type]

    def change(self, request: HttpRequest, obj: Any, values: dict[str, Any], version: int | None) -> Building:
        facts = _facts(values, lon=obj.lon, lat=obj.lat, keep_empty=True)
        building = Building.objects.get(pk=obj.pk)
        return update_building(actor=request.user, building=building, version=version or 0, **facts)  # type: ignore[arg-type]


def _facts(values: dict[str, Any], *, lon: float | None, lat: float | None, keep_empty: bool = False) -> dict[str, Any]:
    """Names of the form into names of facts; coordinates are one fact, an estate stays the row that was chosen."""
    facts = {name: value for name, value in values.items() if name not in {"lon", "lat", "estate"}}
    if {"lon", "lat"} & set(values):
        facts["location"] = None if lon is None and lat is None else [lon, lat]
    if "estate" in values:
        facts |= {"estate": values["estate"]} if values["estate"] else {"estate_name": None}
    return facts if keep_empty else {name: value for name, value in facts.items() if value not in (None, "")}
