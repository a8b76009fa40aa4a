"""Which of several observed values a building's file holds. Pure Python.

The rule: the accepted value 采信值 comes from the source of the highest rank, and within one source from the latest day
(then the latest entry). An officer's decision stands above everything, for deciding is her act; what somebody saw on
the spot stands above a drawing, a drawing above a form, a form above what the owner says. Nothing else is lost: the
last value of every other source stays on record and, where it differs, is shown as a discrepancy until an officer
decides. Her decision settles what was recorded before it; what comes in afterwards may open it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

OFFICER = "officer"
RANK = {OFFICER: 6, "inspection": 5, "model": 4, "census": 3, "import": 2, "owner": 1}


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation. ``entry`` grows with the time of recording (the row's key)."""

    value: Any
    source: str
    on: dt.date
    entry: int

    @property
    def weight(self) -> tuple[int, dt.date, int]:
        return RANK[self.source], self.on, self.entry


def accepted(observed: Iterable[Observed]) -> Observed | None:
    """The observation whose value the file holds, None without any."""
    return max(observed, key=lambda o: o.weight, default=None)


def latest_by_source(observed: Iterable[Observed]) -> dict[str, Observed]:
    """Last word of each source."""
    found: dict[str, Observed] = {}
    for one in observed:
        if one.source not in found or one.weight > found[one.source].weight:
            found[one.source] = one
    return found


def discrepancies(observed: Iterable[Observed]) -> list[Observed]:
    """Last words of the other sources that differ from the accepted value, the weightiest first."""
    last = latest_by_source(observed)
    winner = accepted(last.values())
    if winner is None:
        return []
    settled = winner.entry if winner.source == OFFICER else -1
    others = [one for one in last.values() if one.value != winner.value and one.entry > settled]
    return sorted(others, key=lambda o: o.weight, reverse=True)


def is_news(observed: Iterable[Observed], *, value: Any, source: str, on: dt.date | None) -> bool:
    """Whether this value from this source tells anything new.

    With a date: unless the source has said the same on that day or later. Without one: unless it is its last word.
    An officer who repeats her decision over an open discrepancy settles it, which is news.
    """
    everything = list(observed)
    if source == OFFICER and discrepancies(everything):
        return True
    own = [one for one in everything if one.source == source]
    if on is not None:
        return not any(one.value == value and one.on >= on for one in own)
    last = accepted(own)
    return last is None or last.value != value
