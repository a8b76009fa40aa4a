"""Working days with public holidays and make-up days. Pure.

The table knows certain years. A day in any other year is never silently taken for a working day: the strict functions
raise, the lenient one says so in its answer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)


class CalendarEnds(Exception):
    """The table of holidays says nothing about a year that the count needs."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The calendar has no holidays for {year}. Load the table of that year and try again.")
        self.year = year


@dataclass(frozen=True, slots=True)
class Due:
    """A due day. ``provisional`` = counted by plain weekdays in a year whose holidays are not known yet."""

    day: dt.date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """``years`` known in full; ``off`` = holidays on weekdays, ``work`` = make-up days on weekends."""

    years: frozenset[int]
    off: frozenset[dt.date]
    work: frozenset[dt.date]

    def is_working_day(self, day: dt.date) -> bool:
        """Raises CalendarEnds for a year that the table does not hold."""
        if day.year not in self.years:
            raise CalendarEnds(day.year)
        return self._by_table(day)

    def add_working_days(self, start: dt.date, count: int) -> dt.date:
        """The ``count``-th working day after ``start`` (the day itself is not counted). Raises CalendarEnds."""
        due = self._walk(start, count)
        if due.provisional:
            raise CalendarEnds(due.day.year)
        return due.day

    def due_day(self, start: dt.date, count: int, *, working: bool = True) -> Due:
        """As ``add_working_days`` (or calendar days), but beyond the table by weekdays, marked provisional."""
        return self._walk(start, count) if working else Due(start + count * ONE_DAY)

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` lies before.

        Years without a table count by plain weekdays: say so wherever ``covers`` is False.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + n * ONE_DAY for n in range(1, (end - start).days + 1))
        return sum(1 for day in days if self._by_table(day))

    def covers(self, start: dt.date, end: dt.date) -> bool:
        """Whether the table knows every year between two days."""
        first, last = sorted((start.year, end.year))
        return all(year in self.years for year in range(first, last + 1))

    def _by_table(self, day: dt.date) -> bool:
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def _walk(self, start: dt.date, count: int) -> Due:
        day, left, provisional = start, count, False
        while left > 0:
            day += ONE_DAY
            provisional = provisional or day.year not in self.years
            left -= self._by_table(day)
        return Due(day, provisional)
