from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
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
def may_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[dt.date]:
    """Monday, 11 May 2026, ten in the morning in Shanghai."""
    moment = dt.datetime(2026, 5, 11, 2, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    yield dt.date(2026, 5, 11)


def signed_in(user: User, language: str = "en") -> Client:
    """A browser of this person in this language."""
    client = Client()
    client.force_login(user)
    client.cookies["language"] = language
    return client
