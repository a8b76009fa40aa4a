from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin.base import ReadOnlyAdmin
from registry.admin.base import ServiceAdmin
from registry.admin.filters import BuildingAreaFilter
from registry.models import Elevator, ElevatorRecord
from registry.selectors.elevators import with_clocks
from registry.services.elevators import add_elevator, update_elevator


@admin.register(Elevator)
class ElevatorAdmin(ServiceAdmin):
    list_display = ["name", "code", "building", "installed_on", "service"]
    list_filter = [BuildingAreaFilter, "service"]
    list_select_related = ["building"]
    search_fields = ["name", "code", "certificate", "building__name"]
    autocomplete_fields = ["building"]
    exclude = ["place"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["building", "code", "clocks"] if obj else ["clocks"]

    @admin.display(description=_("Next due"))
    def clocks(self, elevator: Elevator | None) -> str:
        if elevator is None or elevator._state.adding:
            return "-"
        [found] = with_clocks([elevator])
        return "\n".join(found.statements)

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Elevator:
        return add_elevator(actor=request.user, **values)  # type: ignore[arg-type]

    def change(self, request: HttpRequest, obj: Any, values: dict[str, Any], version: int | None) -> Elevator:
        lift = Elevator.objects.select_related("building").get(pk=obj.pk)
        return update_elevator(actor=request.user, elevator=lift, version=version or 0, **values)  # type: ignore[arg-type]


@admin.register(ElevatorRecord)
class ElevatorRecordAdmin(ReadOnlyAdmin):
    list_display = ["elevator", "kind", "done_on", "result", "body"]
    list_filter = ["kind", "result"]
    list_select_related = ["elevator"]
