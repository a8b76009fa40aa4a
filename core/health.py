"""What /readyz tells: database, migrations, files, the age of the last sweep."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from core.services.sweeping import LAST

OVERDUE_S = 300


def readiness() -> dict[str, Any]:
    """``{"status": "ok|degraded|down", "parts": {name: "ok" or a sentence}}``."""
    parts = {"database": _database(), "files": _files(), "sweep": _sweep()}
    down = parts["database"] != "ok" or parts["files"] != "ok"
    status = "down" if down else "ok" if parts["sweep"] == "ok" else "degraded"
    return {"status": status, "parts": parts}


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:
        return "The database does not answer."
    return "ok" if not plan else f"{len(plan)} migrations are not applied."


def _files() -> str:
    root = settings.MEDIA_ROOT
    return "ok" if root.is_dir() and os.access(root, os.W_OK) else "The folder for files cannot be written."


def _sweep() -> str:
    last = cache.get(LAST)
    if last is None:
        return "No sweep has run yet: is the scheduler running?"
    age = (timezone.now() - last).total_seconds()
    return "ok" if age < max(OVERDUE_S, 3 * settings.SWEEP_SECONDS) else f"The last sweep was {int(age)} s ago."
