"""The bar of a clock. Percentages worked out by hand."""

from __future__ import annotations

import datetime as dt

from portal.spans import Part, span_of


def d(n: int) -> dt.date:
    """Day n of May 2026."""
    return dt.date(2026, 5, n)


def bar(**days):
    known = {"served_on": d(1), "due_on": d(11), "reinspect_due_on": None, "submitted_on": None, "ended_on": None}
    return span_of(**{**known, "today": d(6), **days})


def test_no_bar_before_service():
    assert bar(served_on=None) is None
    assert bar(due_on=None) is None


def test_half_way():
    """Five of ten days have passed."""
    span = bar()
    assert (span.done, span.late, span.now) == (Part(0.0, 50.0), None, 50.0)


def test_late_part_is_only_the_excess():
    """Ten days allowed, twenty gone: the bar is twenty long, half of it late."""
    span = bar(today=d(21))
    assert (span.done, span.late, span.now) == (Part(0.0, 50.0), Part(50.0, 50.0), 100.0)


def test_window_of_the_reinspection_follows_the_deadline():
    """Served 1st, due 11th, re-inspection by 21st: the second half is the window."""
    span = bar(reinspect_due_on=d(21))
    assert (span.done, span.window, span.now) == (Part(0.0, 25.0), Part(50.0, 50.0), 25.0)


def test_window_begins_with_the_report_of_completion():
    """Reported on the 6th, due 11th, re-inspection by the 11th: 50 % work, 50 % window; today is the 8th."""
    span = bar(submitted_on=d(6), reinspect_due_on=d(11), today=d(8))
    assert (span.done, span.window, span.now) == (Part(0.0, 50.0), Part(50.0, 50.0), 70.0)


def test_a_return_never_restarts_the_bar():
    """After a return nothing is submitted any more: work is counted from service on."""
    span = bar(submitted_on=None, reinspect_due_on=d(14), today=d(10))
    assert span.done == Part(0.0, 69.2)  # 9 of 13 days


def test_closing_stops_the_clock():
    """Closed on the 6th, looked at on the 30th."""
    assert bar(ended_on=d(6), today=d(30)).now == 50.0
