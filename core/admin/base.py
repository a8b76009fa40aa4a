"""The one admin base class. The theme is named here and nowhere else, so that it can be swapped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin as ThemedAdmin
from unfold.admin import TabularInline as ThemedInline

from core.scope import holds, scope_of, signed_in
from core.services import history

COUNT_LIMIT = 10_000
SILENT = frozenset({"read_version", "password", "password1", "password2", "usable_password"})
"""Fields of a form that no record repeats."""


class KeysetLikePaginator(Paginator):  # type: ignore[type-arg]
    """Counts exactly to 10,000 and no further: a million rows must not be counted to show fifty."""

    @property
    def rows(self) -> Any:
        """The queryset behind the pages."""
        return self.object_list

    @cached_property
    def count(self) -> int:
        return int(self.rows.order_by()[: COUNT_LIMIT + 1].count())


class VersionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Carries the version that was read, hidden, for the check at saving."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = getattr(self.instance, "version", None)


class SafetyAdmin(ThemedAdmin):  # type: ignore[misc]
    """Rows through ``visible_to``, a version check on every save, no deletion, history from change records.

    ``edits``: functions whose holders may change rows here; everybody who sees a row may read it.
    """

    form = VersionForm
    edits: frozenset[str] = frozenset({"administrator", "officer"})
    paginator = KeysetLikePaginator
    show_full_result_count = False
    list_per_page = 50
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model._default_manager.visible_to(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request) and self._may_edit(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def place_of(self, obj: Any) -> str | None:
        """Path of the area in which one of ``edits`` must be held to change this row.

        None: only the operator may; "": the row has no place (a code table), holding the function anywhere is enough.
        """
        for owner in (obj, getattr(obj, "building", None), getattr(obj, "area", None)):
            path = getattr(owner, "area_path", None) or getattr(owner, "path", None)
            if path:
                return str(path)
        return ""

    def _may_edit(self, request: HttpRequest, obj: Any = None) -> bool:
        if request.user.is_superuser:
            return True
        if obj is None or obj.pk is None:
            return bool(scope_of(request.user).functions & self.edits)
        return self._within(request, self.place_of(obj))

    def _within(self, request: HttpRequest, path: str | None) -> bool:
        if request.user.is_superuser or path is None:
            return bool(request.user.is_superuser)
        return holds(request.user, self.edits, path) if path else bool(scope_of(request.user).functions & self.edits)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and hasattr(obj, "version") and self.has_change_permission(request, obj):
            last, options = fieldsets[-1]
            fields = list(options["fields"])
            if "read_version" not in fields:
                return [*fieldsets[:-1], (last, {**options, "fields": [*fields, "read_version"]})]
        return fieldsets

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Refuse a save over somebody else's change, then check that the row is still one the person may see."""
        if change and hasattr(obj, "version") and not self._move_version(obj, form.cleaned_data.get("read_version")):
            self.refuse(
                request,
                _("Not saved: somebody changed this after you opened it. Open it again and repeat your change."),
            )
            return
        super().save_model(request, obj, form, change)
        if not self._within(request, self.place_of(obj)):
            transaction.set_rollback(True)
            self.refuse(request, _("Not saved: this lies outside of the area that you may change."))
            return
        self.note(request, obj, form, change)

    def note(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The change record of a save, on the row's own chain (or that of ``history_of``)."""
        given = {name: str(form.cleaned_data.get(name)) for name in form.changed_data if name not in SILENT}
        if not hasattr(self.history_of(obj), "history_type"):
            return
        kind = f"{obj._meta.model_name}.{'changed' if change else 'added'}"
        history.record(actor=signed_in(request.user), subject=self.history_of(obj), kind=kind, data={"given": given})

    def history_of(self, obj: Any) -> Any:
        """Whose history a save belongs to."""
        return obj

    def refuse(self, request: HttpRequest, words: str) -> None:
        """Nothing was saved: say so, and let no message of success follow."""
        messages.error(request, words)
        request.refused = True  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        return _again(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return _again(request) or super().response_change(request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if _again(request) else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if _again(request) else super().log_change(request, obj, message)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only rows that the person may see can be chosen, whatever a form sends."""
        manager = db_field.related_model._default_manager
        if hasattr(manager, "visible_to"):
            kwargs["queryset"] = manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _move_version(self, obj: Any, read: int | None) -> bool:
        moved = self.model._default_manager.filter(pk=obj.pk, version=read or 0).update(version=F("version") + 1)
        if moved:
            obj.version = (read or 0) + 1
        return bool(moved)


def _again(request: HttpRequest) -> HttpResponseRedirect | None:
    """Back to the form after a refusal."""
    return HttpResponseRedirect(request.get_full_path()) if getattr(request, "refused", False) else None


class ReadOnlyAdmin(SafetyAdmin):
    """Rows that only services write."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SafetyInline(ThemedInline):  # type: ignore[misc]
    """Rows of a parent that was found through ``visible_to``."""

    extra = 0
    can_delete = False
