from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin.base import SafetyAdmin
from core.models import Area, Organisation
from core.services.areas import add_area


@admin.register(Area)
class AreaAdmin(SafetyAdmin):
    edits = frozenset({"administrator"})
    list_display = ["name", "name_en", "level", "code", "parent"]
    list_filter = ["level"]
    search_fields = ["name", "name_en", "code"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        fields = {name: form.cleaned_data[name] for name in ("name_en", "valid_from", "valid_to")}
        made = add_area(parent=obj.parent, level=obj.level, code=obj.code, name=obj.name, **fields)
        obj.pk = made.pk

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Moving a node would move everybody's rights with it: that is a service's task, not a form's.
        return ["parent"] if obj else []


@admin.register(Organisation)
class OrganisationAdmin(SafetyAdmin):
    list_display = ["name", "name_en", "kind", "credit_code", "phone"]
    list_filter = ["kind"]
    search_fields = ["name", "name_en", "credit_code"]
