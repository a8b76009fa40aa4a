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
        return Reading("", _("Not started"))
    until = done_on or today
    provisional = working and any(day.year not in calendar.years for day in (due, until))
    if done_on is not None and done_on <= due:
        return Reading("met", pgettext("clock", "Met"))
    days = calendar.working_days_between(until, due) if working else (due - until).days
    if until > due:
        return Reading("met" if done_on else "over", _late(-days, kind, working), provisional)
    if due == today:
        return Reading("soon", _("Due today"), provisional)
    # The last ``soon_days`` working days count today as one of them.
    return Reading("soon" if days < soon_days else "due", _left(days, working), provisional)


def _left(n: int, working: bool) -> str:
    if working:
        return ngettext("%(n)s working day left", "%(n)s working days left", n) % {"n": n}
    return ngettext("%(n)s day left", "%(n)s days left", n) % {"n": n}


def _late(n: int, kind: str, working: bool) -> str:
    """Late by no working day: the day has passed on a weekend or holiday, which is late all the same."""
    if kind == "reinspect":
        return _late_reinspection(n, working)
    if n == 0:
        return pgettext("deadline", "Late")
    if working:
        return npgettext("deadline", "%(n)s working day late", "%(n)s working days late", n) % {"n": n}
    return npgettext("deadline", "%(n)s day late", "%(n)s days late", n) % {"n": n}


def _late_reinspection(n: int, working: bool) -> str:
    if n == 0:
        return pgettext("re-inspection", "Late")
    if working:
        return npgettext("re-inspection", "%(n)s working day late", "%(n)s working days late", n) % {"n": n}
    return npgettext("re-inspection", "%(n)s day late", "%(n)s days late", n) % {"n": n}
