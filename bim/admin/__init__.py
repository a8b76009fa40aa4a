from __future__ import annotations

from django.contrib import admin

from bim.models import Acceptance, Check, ModelVersion, Review
from core.admin.base import ReadOnlyAdmin


@admin.register(ModelVersion)
class ModelVersionAdmin(ReadOnlyAdmin):
    list_display = ["original_name", "number", "model_set", "created_by", "created_at"]
    list_select_related = ["model_set__building", "created_by"]


@admin.register(Check)
class CheckAdmin(ReadOnlyAdmin):
    list_display = ["version", "pack", "pack_edition", "created_at"]
    list_select_related = ["version"]


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ["model_set", "kind", "guid", "value", "actor", "created_at"]
    list_select_related = ["model_set__building", "actor"]


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin):
    list_display = ["model_set", "code", "guid", "accepted", "reason", "actor", "created_at"]
    list_select_related = ["model_set__building", "actor"]
