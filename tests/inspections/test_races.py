"""Two at once: the same rectification from two connections, and two people at one hazard."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from core.services import history
from inspections.models import Hazard, Rectification
from inspections.services.acts import perform
from tests.inspections.made import bring_to, make_calendar, make_hazard, make_photo, make_town

# The fixture, not the marker: it is set up after (so torn down before) the helper that lifts the guards.
pytestmark = pytest.mark.usefixtures("transactional_db")


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Answers of all calls, started together, each with its own connection."""
    answers: list[Any] = []
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> None:
        try:
            gate.wait()
            answers.append(call())
        except Exception as problem:
            answers.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_rectification_sent_by_four_connections_is_one() -> None:
    make_calendar()
    town = make_town()
    today: dt.date = timezone.localdate()
    hazard = bring_to(town, "rectifying", today=today)
    url = f"/api/v1/rectifications/{uuid.uuid4()}/"
    body = {"hazard": str(hazard.uuid), "text": "已清除", "photos": [make_photo(town.manager).sha256]}

    def send() -> int:
        client = Client()
        client.force_login(town.manager)
        return int(client.put(url, body, content_type="application/json").status_code)

    assert sorted(at_once(send, send, send, send)) == [200, 200, 200, 201]
    assert Rectification.objects.count() == 1
    assert list(history.verify()) == []


def test_two_people_at_one_hazard_one_moves_it() -> None:
    town = make_town()
    hazard = make_hazard(town)
    answers = at_once(
        lambda: perform(actor=town.verifier, hazard=hazard, act="verify", base_version=1),
        lambda: perform(actor=town.officer, hazard=hazard, act="dismiss", data={"reason": "x"}, base_version=1),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Hazard", "Stale"]
    assert Hazard.objects.get().version == 2


def test_numbers_are_given_out_once() -> None:
    town = make_town()
    answers = at_once(*[lambda: make_hazard(town).number for _n in range(4)])
    assert len({str(answer) for answer in answers}) == 4
    assert all(str(answer).startswith("YH-") for answer in answers), answers
