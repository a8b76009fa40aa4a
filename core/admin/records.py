from __future__ import annotations

from django.contrib import admin

from core.admin.base import ReadOnlyAdmin
from core.models import Job


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["kind", "state", "step", "attempt", "created_by", "created_at", "finished_at", "error"]
    list_filter = ["state", "kind"]
    list_select_related = ["created_by"]
