from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin.base import SafetyAdmin, SafetyInline
from core.scope import scope_of
from inspections.models import Grade, GradeScale, PaperPrefix, PaperTitle


class Table(SafetyAdmin):
    """Code tables belong to no area: staff reads them, an administrator edits them."""

    edits = frozenset({"administrator"})

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model._default_manager.all()


class GradeInline(SafetyInline):
    model = Grade


@admin.register(GradeScale)
class GradeScaleAdmin(Table):
    list_display = ["name", "name_en", "code", "version", "legal_basis"]
    inlines = [GradeInline]


@admin.register(PaperTitle)
class PaperTitleAdmin(Table):
    list_display = ["kind", "legal_basis", "title", "title_en", "number_word"]
    list_filter = ["kind"]


@admin.register(PaperPrefix)
class PaperPrefixAdmin(Table):
    list_display = ["area", "prefix", "authority"]
    list_select_related = ["area"]
    autocomplete_fields = ["area"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Unlike the other tables each row belongs to an area: nobody reads or edits a neighbour's."""
        return super().get_queryset(request).filter(scope_of(request.user).area_filter("area__path"))
