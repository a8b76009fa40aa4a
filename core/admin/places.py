from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.admin.base import SafetyAdmin
from core.models import Area, Organisation
from core.scope import holds
from core.services.areas import add_area


@admin.register(Area)
class AreaAdmin(SafetyAdmin):
    """Nodes below one's own; a root is the operator's."""

    edits = frozenset({"administrator"})
    list_display = ["name", "name_en", "level", "code", "parent"]
    list_filter = ["level"]
    search_fields = ["name", "name_en", "code"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]

    def place_of(self, obj: Any) -> str | None:
        return obj.path or None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        allowed = request.user.is_superuser or (obj.parent and holds(request.user, self.edits, obj.parent.path))
        if not allowed:
            self.refuse(request, _("Not saved: name a parent within the area that you administer."))
            return
        fields = {name: form.cleaned_data[name] for name in ("name_en", "valid_from", "valid_to")}
        made = add_area(parent=obj.parent, level=obj.level, code=obj.code, name=obj.name, **fields)
        obj.pk, obj.uuid = made.pk, made.uuid
        self.note(request, obj, form, change)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Moving a node would move everybody's rights with it: that is a service's task, not a form's.
        return ["parent"] if obj else []


@admin.register(Organisation)
class OrganisationAdmin(SafetyAdmin):
    """Firms and bodies; each is kept by one area."""

    list_display = ["name", "name_en", "kind", "credit_code", "phone", "area"]
    list_filter = ["kind"]
    list_select_related = ["area"]
    search_fields = ["name", "name_en", "credit_code"]
    autocomplete_fields = ["area"]

    def place_of(self, obj: Any) -> str | None:
        return str(obj.area.path) if obj.area else None
