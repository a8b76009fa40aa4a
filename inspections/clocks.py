"""The clock beside a deadline: how many days are left or late, and of which kind. Pure: dates in, dates out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from core.calendar import WorkCalendar
from inspections.workflow import ENDED, State

Kind = Literal["due", "soon", "overdue", "met", "not_started"]
WORKING = "working"


class Timed(Protocol):
    """The columns of a hazard that its clocks read."""

    state: str
    served_on: dt.date | None
    due_on: dt.date | None
    due_kind: str
    due_provisional: bool
    submitted_on: dt.date | None
    closed_on: dt.date | None
    reinspect_due_on: dt.date | None
    reinspect_provisional: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """``days`` of ``day_kind`` (``working``, ``calendar``) are left (0: today), or late where ``kind`` is overdue."""

    kind: Kind
    days: int = 0
    day_kind: str = WORKING
    due_on: dt.date | None = None
    provisional: bool = False


NOT_STARTED = Clock("not_started")


@dataclass(frozen=True, slots=True)
class Face:
    """What every clock of a page needs: the day it is, the calendar, and how many days count as soon."""

    today: dt.date
    calendar: WorkCalendar
    soon_days: int = 3

    def rectify(self, hazard: Timed) -> Clock:
        """The party's clock: from service until its word is in; a closed hazard has met it or not, for good."""
        if hazard.due_on is None or hazard.served_on is None or hazard.state in _UNSERVED:
            return NOT_STARTED
        stopped = hazard.closed_on if hazard.state in ENDED else None
        if hazard.state in (State.SUBMITTED, State.REINSPECTING):
            stopped = hazard.submitted_on
        return self._clock(hazard.due_on, hazard.due_kind, hazard.due_provisional, stopped)

    def reinspect(self, hazard: Timed) -> Clock:
        """The authority's clock: it runs once the party has sent its word or the deadline has passed."""
        due = hazard.reinspect_due_on
        if due is None or hazard.state in _UNSERVED:
            return NOT_STARTED
        if hazard.state in ENDED:
            return self._clock(due, WORKING, hazard.reinspect_provisional, hazard.closed_on)
        waiting = hazard.state in (State.SUBMITTED, State.REINSPECTING)
        if not waiting and hazard.due_on is not None and hazard.due_on >= self.today:
            return NOT_STARTED
        return self._clock(due, WORKING, hazard.reinspect_provisional, None)

    def _clock(self, due_on: dt.date, day_kind: str, provisional: bool, stopped: dt.date | None) -> Clock:
        day = stopped or self.today
        days = self._days(day, due_on, day_kind)
        if day > due_on:
            # On a day off the deadline may have passed without a working day in between: late all the same.
            return Clock("overdue", max(-days, 1), day_kind, due_on, provisional)
        if stopped is not None:
            return Clock("met", days, day_kind, due_on, provisional)
        # The last three working days, today included: two are left after today.
        kind: Kind = "soon" if self._days(day, due_on, WORKING) < self.soon_days else "due"
        return Clock(kind, days, day_kind, due_on, provisional)

    def _days(self, start: dt.date, end: dt.date, day_kind: str) -> int:
        return self.calendar.working_days_between(start, end) if day_kind == WORKING else (end - start).days


_UNSERVED = frozenset({State.PROPOSED, State.REPORTED, State.VERIFIED, State.GRADED, State.ORDER_ISSUED})
