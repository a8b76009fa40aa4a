"""System checks: what would otherwise fail silently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from core import guards


@register(Tags.database)
def history_is_guarded(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Any]:
    found = []
    for alias in databases or []:
        bare = guards.missing(connections[alias])
        if bare:
            words = f"These tables can be rewritten: {', '.join(sorted(bare))}."
            found.append(Error(words, hint="Run manage.py migrate; it puts the guards back.", id="core.E001"))
    return found


@register(Tags.security)
def spreadsheets_are_defused(app_configs: Any, **kwargs: Any) -> list[Any]:
    from openpyxl.xml import DEFUSEDXML

    if DEFUSEDXML:
        return []
    return [
        Error(
            "XLSX files would be read without protection against entity bombs.",
            hint="Install defusedxml.",
            id="core.E002",
        )
    ]


@register(Tags.staticfiles)
def npm_packages_are_there(app_configs: Any, **kwargs: Any) -> list[Any]:
    gone = [prefix for prefix, path in settings.NPM.values() if not Path(path).is_dir()]
    if not gone:
        return []
    return [Warning(f"Front-end packages are missing: {', '.join(gone)}.", hint="Run make setup.", id="core.W001")]
