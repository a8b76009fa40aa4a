"""The minute's round: lost jobs here, and whatever other apps have registered (deadlines that start, notices due)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.utils import timezone

from core.services import jobs

log = logging.getLogger(__name__)
SWEEPS: dict[str, Callable[[], int]] = {}
"""name -> function that returns how much it did; filled in ``AppConfig.ready``."""

LAST = "sweep:last"


def sweep_all() -> dict[str, int]:
    done = jobs.sweep()
    for name, work in SWEEPS.items():
        try:
            done[name] = work()
        except Exception:
            # One sweep that stumbles must not stop the others, nor the next minute's round.
            log.exception("sweep %s", name)
    cache.set(LAST, timezone.now(), None)
    return done
