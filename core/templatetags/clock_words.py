"""What a clock says: the words, and how loud. The words always name the kind of day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from core.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Reading:
    """``tone`` is the class of the tag: due, soon, over, met, or empty for a clock that has not started."""

    tone: str
    words: str
    provisional: bool = False


def read_clock(
    due: dt.date | None,
    *,
    today: dt.date,
    calendar: WorkCalendar,
    soon_days: int,
    kind: str,
    done_on: dt.date | None = None,
    working: bool = True,
) -> Reading:
    """``provisional`` when the count of working days runs over a year whose holidays are unknown."""
    if due is None:
        return worded("not_started", 0, kind=kind)
    until = done_on or today
    provisional = working and any(day.year not in calendar.years for day in (due, until))
    days = calendar.working_days_between(until, due) if working else (due - until).days
    if until > due:
        # On a day off the deadline may have passed without a working day in between: late all the same.
        return worded("overdue", max(-days, 1), kind=kind, working=working, provisional=provisional)
    if done_on is not None:
        return worded("met", 0, kind=kind)
    # The last ``soon_days`` working days count today as one of them.
    left = "soon" if due == today or days < soon_days else "due"
    return worded(left, 0 if due == today else max(days, 1), kind=kind, working=working, provisional=provisional)


def worded(state: str, days: int, *, kind: str, working: bool = True, provisional: bool = False) -> Reading:
    """Words of a clock whose state and days are known: due, soon, overdue, met, not_started."""
    if state == "not_started":
        return Reading("", _("Not started"))
    if state == "met":
        return Reading("met", pgettext("clock", "Met"))
    if state == "overdue":
        return Reading("over", _late(days, kind, working), provisional)
    return Reading(state, _left(days, working) if days else _("Due today"), provisional)


def _left(n: int, working: bool) -> str:
    if working:
        return ngettext("%(n)s working day left", "%(n)s working days left", n) % {"n": n}
    return ngettext("%(n)s day left", "%(n)s days left", n) % {"n": n}


def _late(n: int, kind: str, working: bool) -> str:
    """A deadline is missed (逾期), a re-inspection is over its time (超期)."""
    if kind == "reinspect":
        return _late_reinspection(n, working)
    if working:
        return npgettext("deadline", "%(n)s working day late", "%(n)s working days late", n) % {"n": n}
    return npgettext("deadline", "%(n)s day late", "%(n)s days late", n) % {"n": n}


def _late_reinspection(n: int, working: bool) -> str:
    if working:
        return npgettext("re-inspection", "%(n)s working day late", "%(n)s working days late", n) % {"n": n}
    return npgettext("re-inspection", "%(n)s day late", "%(n)s days late", n) % {"n": n}
