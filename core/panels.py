"""What a lower page shows of higher apps: they hand in a panel, the page asks for all panels of a place.

``core`` and ``registry`` know nothing of models, verdicts or hazards, yet a building's page shows them: each app
registers a function in ``AppConfig.ready`` that turns the object and the reader into a small HTML-ready context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Build = Callable[[Any, HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """``place``: such as ``building.page``. ``build`` returns the template's context, or None to hide the panel."""

    place: str
    name: str
    order: int
    template: str
    build: Build


_PANELS: dict[tuple[str, str], Panel] = {}


def register(*, place: str, name: str, order: int, template: str, build: Build) -> None:
    _PANELS[place, name] = Panel(place, name, order, template, build)


def panels(place: str) -> list[Panel]:
    return sorted((p for p in _PANELS.values() if p.place == place), key=lambda p: (p.order, p.name))


def built(place: str, subject: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Ready contexts with their templates, in order, hidden ones left out."""
    found = []
    for panel in panels(place):
        context = panel.build(subject, request)
        if context is not None:
            found.append({"name": panel.name, "template": panel.template, **context})
    return found
