from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.inspections.made import Town, make_calendar, make_town


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def town(db: Any) -> Town:
    make_calendar()
    return make_town()


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """``on(day)``: from here on it is this day at ten in the morning, Shanghai time."""

    def move(day: dt.date) -> None:
        moment = dt.datetime(day.year, day.month, day.day, 2, tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return move
