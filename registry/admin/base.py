"""Admin pages whose saves go through services, so that rights and change records are those of every other door."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.admin.base import SafetyAdmin
from core.errors import DomainError


class ServiceAdmin(SafetyAdmin):
    """A leaf says ``create`` and ``change``; a refusal is shown as its sentence and nothing is saved."""

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
            self.refuse(request, str(problem))
