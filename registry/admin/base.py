"""Admin pages whose saves go through services, so that rights and change records are those of every other door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect

from core.admin.base import SafetyAdmin
from core.errors import DomainError


class VersionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Knows the hidden field that ``SafetyAdmin`` adds to the form of a versioned row."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ServiceAdmin(SafetyAdmin):
    """A leaf says ``create`` and ``change``; a refusal is shown as its sentence and nothing is saved."""

    form = VersionForm

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Any:
        raise NotImplementedError

    def change(self, request: HttpRequest, obj: Any, values: dict[str, Any], version: int | None) -> Any:
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        names = form.changed_data if change else list(form.cleaned_data)
        values = {name: form.cleaned_data[name] for name in names if name != "read_version"}
        try:
            if change:
                self.change(request, obj, values, form.cleaned_data.get("read_version"))
            else:
                obj.pk = self.create(request, values).pk
        except DomainError as problem:
            messages.error(request, str(problem))
            request.refused = True  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        if getattr(request, "refused", False):
            return HttpResponseRedirect(request.get_full_path())
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        if getattr(request, "refused", False):
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if getattr(request, "refused", False) else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if getattr(request, "refused", False) else super().log_change(request, obj, message)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only rows that the person may see can be chosen, whatever a form sends."""
        manager = db_field.related_model._default_manager
        if hasattr(manager, "visible_to"):
            kwargs["queryset"] = manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
