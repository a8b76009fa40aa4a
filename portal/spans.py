"""The bar of a hazard's clock as percentages of its length. Pure.

Done part solid, late part red, re-inspection window hatched, now as a tick. A return never restarts the bar: it always
begins on the day of service.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Span:
    """Percent of the bar; ``late`` and ``window`` are None when there is nothing to draw."""

    done: Part
    late: Part | None
    window: Part | None
    now: float


def span_of(
    *,
    served_on: dt.date | None,
    due_on: dt.date | None,
    reinspect_due_on: dt.date | None,
    submitted_on: dt.date | None,
    ended_on: dt.date | None,
    today: dt.date,
) -> Span | None:
    """None before the clock has started. ``ended_on`` stops it."""
    if served_on is None or due_on is None:
        return None
    now = min(ended_on, today) if ended_on else today
    last = max(due_on, reinspect_due_on or due_on, now)
    length = max((last - served_on).days, 1)

    def at(day: dt.date) -> float:
        return round(100 * min(max((day - served_on).days, 0), length) / length, 1)

    worked = min(now, submitted_on or now)
    done = Part(0.0, at(min(worked, due_on)))
    late = Part(at(due_on), round(at(worked) - at(due_on), 1)) if worked > due_on else None
    window = None
    if reinspect_due_on is not None:
        start = at(max(submitted_on or due_on, worked if late else served_on))
        window = Part(start, round(at(reinspect_due_on) - start, 1)) if at(reinspect_due_on) > start else None
    return Span(done, late, window, at(now))
