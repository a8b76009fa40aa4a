"""Which value wins, and what is shown beside it."""

from __future__ import annotations

import datetime as dt

from registry.facts import Observed, accepted, discrepancies, is_news

OLD, NEW = dt.date(2020, 6, 1), dt.date(2024, 6, 1)


def test_the_higher_source_wins_over_the_later_day() -> None:
    seen = Observed(6, "inspection", OLD, 1)
    form = Observed(7, "census", NEW, 2)
    assert accepted([seen, form]) is seen
    assert discrepancies([seen, form]) == [form]


def test_within_a_source_the_later_day_wins_whatever_came_in_first() -> None:
    later, earlier = Observed(7, "census", NEW, 1), Observed(6, "census", OLD, 2)
    assert accepted([later, earlier]) is later
    assert discrepancies([later, earlier]) == [], "a source's own older word is history, not a discrepancy"


def test_an_officers_decision_ends_the_discrepancy_of_the_value_she_chose() -> None:
    form, seen = Observed(7, "census", NEW, 1), Observed(6, "inspection", OLD, 2)
    decision = Observed(7, "officer", NEW, 3)
    assert accepted([form, seen, decision]) is decision
    assert discrepancies([form, seen, decision]) == []
    later = Observed(5, "inspection", NEW, 4)
    assert discrepancies([form, seen, decision, later]) == [later], "what comes afterwards opens it again"
    assert is_news([form, seen, decision, later], value=7, source="officer", on=None), "and may be settled again"
    assert not is_news([form, seen, decision], value=7, source="officer", on=None)


def test_news() -> None:
    said = [Observed(7, "census", OLD, 1), Observed(8, "census", NEW, 2)]
    middle = dt.date(2022, 1, 1)
    assert not is_news(said, value=7, source="census", on=OLD), "the same file again"
    assert is_news(said, value=7, source="census", on=middle), "the old value seen again later"
    assert not is_news(said, value=8, source="census", on=middle)
    assert is_news(said, value=8, source="inspection", on=OLD), "another source saying the same is news"
    assert not is_news(said, value=8, source="census", on=None)
    assert is_news(said, value=7, source="census", on=None)


def test_nothing_observed() -> None:
    assert accepted([]) is None
    assert discrepancies([]) == []
