"""Working days by hand from the published tables of 2025 and 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from core.calendar import CalendarEnds, Due, WorkCalendar

D = dt.date
# Spring Festival 2026: off 15–23 February (Sunday to Monday), make-up days Saturday 14 and Saturday 28 February.
OFF = frozenset(D(2026, 2, n) for n in range(15, 24)) | {D(2026, 1, 1), D(2026, 1, 2)}
WORK = frozenset({D(2026, 1, 4), D(2026, 2, 14), D(2026, 2, 28)})
CN = WorkCalendar(years=frozenset({2025, 2026}), off=OFF, work=WORK)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (D(2026, 2, 13), True),  # Friday
        (D(2026, 2, 14), True),  # Saturday, make-up
        (D(2026, 2, 16), False),  # Monday, holiday
        (D(2026, 2, 24), True),  # Tuesday after the holiday
        (D(2026, 2, 28), True),  # Saturday, make-up
        (D(2026, 3, 1), False),  # Sunday
    ],
)
def test_single_days(day: dt.date, working: bool) -> None:
    assert CN.is_working_day(day) is working


def test_three_working_days_over_the_spring_festival() -> None:
    # From Thursday 12 February: Fri 13, Sat 14 (make-up), then nothing until Tue 24.
    assert CN.add_working_days(D(2026, 2, 12), 3) == D(2026, 2, 24)
    assert CN.working_days_between(D(2026, 2, 12), D(2026, 2, 24)) == 3
    assert CN.working_days_between(D(2026, 2, 24), D(2026, 2, 12)) == -3


def test_no_silent_weekday_beyond_the_last_year() -> None:
    # Wed 30 December 2026 + 3: Thu 31, then a year nobody has published.
    with pytest.raises(CalendarEnds, match="2027"):
        CN.add_working_days(D(2026, 12, 30), 3)
    assert CN.due_day(D(2026, 12, 30), 3) == Due(D(2027, 1, 4), provisional=True)
    with pytest.raises(CalendarEnds):
        CN.is_working_day(D(2027, 3, 1))


def test_the_last_day_of_the_last_year_is_certain() -> None:
    assert CN.due_day(D(2026, 12, 30), 1) == Due(D(2026, 12, 31))


def test_calendar_days_need_no_table() -> None:
    assert CN.due_day(D(2026, 12, 20), 30, working=False) == Due(D(2027, 1, 19))
