"""Clocks against days counted by hand in May 2026: 1, 4, 5 off, Saturday 9 worked."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from core.calendar import WorkCalendar
from inspections.clocks import Clock, Face

CALENDAR = WorkCalendar(
    years=frozenset({2026}),
    off=frozenset({dt.date(2026, 5, 1), dt.date(2026, 5, 4), dt.date(2026, 5, 5)}),
    work=frozenset({dt.date(2026, 5, 9)}),
)


def may(day: int) -> dt.date:
    return dt.date(2026, 5, day)


def hazard(**fields: Any) -> Any:
    base = dict(  # noqa: C408
        state="rectifying",
        served_on=dt.date(2026, 4, 29),
        due_on=may(15),
        due_kind="working",
        due_provisional=False,
        submitted_on=None,
        closed_on=None,
        reinspect_due_on=may(20),
        reinspect_provisional=False,
    )
    return SimpleNamespace(**{**base, **fields})


@pytest.mark.parametrize(
    ("today", "kind", "days"),
    [
        (may(6), "due", 8),  # 7 8 9 11 12 13 14 15
        (may(12), "due", 3),  # 13 14 15
        (may(13), "soon", 2),
        (may(15), "soon", 0),
        (may(16), "overdue", 1),  # a Saturday: no working day has passed, late all the same
        (may(18), "overdue", 1),
        (may(20), "overdue", 3),
    ],
)
def test_rectification(today: dt.date, kind: str, days: int) -> None:
    clock = Face(today, CALENDAR).rectify(hazard())
    assert (clock.kind, clock.days, clock.day_kind, clock.due_on) == (kind, days, "working", may(15))


def test_calendar_days_are_counted_as_such() -> None:
    face = Face(may(1), CALENDAR)
    assert face.rectify(hazard(due_kind="calendar", due_on=may(9))) == Clock("due", 8, "calendar", may(9))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"state": "order_issued", "served_on": None, "due_on": None}, "not_started"),
        ({"state": "submitted", "submitted_on": may(14)}, "met"),
        ({"state": "submitted", "submitted_on": may(16)}, "overdue"),
        ({"state": "closed", "closed_on": may(15)}, "met"),
        ({"state": "closed", "closed_on": may(18)}, "overdue"),
        ({"state": "returned"}, "overdue"),
    ],
)
def test_what_stops_the_partys_clock(fields: dict[str, Any], kind: str) -> None:
    assert Face(may(25), CALENDAR).rectify(hazard(**fields)).kind == kind


@pytest.mark.parametrize(
    ("fields", "today", "kind", "days"),
    [
        ({}, may(15), "not_started", 0),
        ({}, may(18), "soon", 2),  # nobody has sent word, the deadline has passed: 19, 20 are left
        ({}, may(21), "overdue", 1),
        ({"state": "submitted", "reinspect_due_on": may(8)}, may(6), "soon", 2),
        ({"state": "submitted", "reinspect_due_on": may(8)}, may(8), "soon", 0),
        ({"state": "reinspecting", "reinspect_due_on": may(8)}, may(9), "overdue", 1),
        ({"state": "returned", "reinspect_due_on": None}, may(18), "not_started", 0),
        ({"state": "closed", "closed_on": may(20)}, may(25), "met", 0),
        ({"state": "closed", "closed_on": may(21)}, may(25), "overdue", 1),
    ],
)
def test_reinspection(fields: dict[str, Any], today: dt.date, kind: str, days: int) -> None:
    clock = Face(today, CALENDAR).reinspect(hazard(**fields))
    assert (clock.kind, clock.days) == (kind, days)


def test_a_provisional_day_says_so() -> None:
    assert Face(may(6), CALENDAR).rectify(hazard(due_provisional=True)).provisional
