from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import User
from tests.inspections.made import Town, make_calendar, make_town

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session", autouse=True)
def _catalogs() -> None:
    """Pages are read in Chinese too: the catalogs must be compiled, as set-up does."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "compile_messages.py"), "--quiet"], check=True)


@pytest.fixture
def town(db: Any) -> Town:
    make_calendar()
    return make_town()


@pytest.fixture
def may_day(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """Monday, 11 May 2026, ten in the morning in Shanghai."""
    moment = dt.datetime(2026, 5, 11, 2, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return dt.date(2026, 5, 11)


def signed_in(user: User, language: str = "en") -> Client:
    """A browser of this person in this language."""
    client = Client()
    client.force_login(user)
    client.cookies["language"] = language
    return client


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """``on_day(day)``: from here on it is this day, ten in the morning in Shanghai."""

    def move(day: dt.date) -> None:
        moment = dt.datetime(day.year, day.month, day.day, 2, tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return move
