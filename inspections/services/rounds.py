"""Rounds of the sweep over many hazards: each by itself, so that one that fails stops none of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import transaction

log = logging.getLogger(__name__)


def one_by_one(name: str, pks: Iterable[int], do: Callable[[int], int]) -> int:
    """The sum of what ``do`` returns for each hazard's key. A failure is rolled back, logged, and tried next round."""
    done = 0
    for pk in pks:
        try:
            with transaction.atomic():
                done += do(pk)
        except Exception:
            log.exception("%s failed for the hazard with key %s", name, pk)
    return done
