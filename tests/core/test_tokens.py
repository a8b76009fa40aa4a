"""API tokens: hashed, scoped, expiring, revocable at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import ApiToken, TokenScope
from core.services import tokens
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/session/"


def call(text: str, method: str = "get", address: str = ADDRESS) -> Any:
    return getattr(Client(), method)(address, headers={"Authorization": f"Bearer {text}"})


@pytest.fixture
def token() -> tuple[ApiToken, str]:
    user = make_member("officer", area=make_area())
    return tokens.issue(actor=user, user=user, name="test")


def test_the_text_works_and_is_nowhere_in_the_database(token: tuple[ApiToken, str]) -> None:
    row, text = token
    assert call(text).status_code == 200
    row.refresh_from_db()
    stored = " ".join(str(value) for value in vars(row).values())
    assert text not in stored and text.split("_", 2)[2] not in stored
    assert row.last_used_at is not None


@pytest.mark.parametrize(
    "spoil",
    [lambda t: t[:-1], lambda t: t + "x", lambda t: "bsr_00000000_" + "a" * 43, lambda t: "nonsense", lambda t: ""],
)
def test_a_wrong_text_is_401_with_a_problem(token: tuple[ApiToken, str], spoil: Any) -> None:
    answer = call(spoil(token[1]))
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] and answer["WWW-Authenticate"]


def test_revoked_expired_and_inactive_are_401_at_once(token: tuple[ApiToken, str]) -> None:
    row, text = token
    tokens.revoke(actor=row.user, token=row)
    assert call(text).status_code == 401
    ApiToken.objects.filter(pk=row.pk).update(revoked_at=None, expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert call(text).status_code == 401
    ApiToken.objects.filter(pk=row.pk).update(expires_at=timezone.now() + dt.timedelta(days=1))
    assert call(text).status_code == 200
    type(row.user).objects.filter(pk=row.user.pk).update(is_active=False)
    assert call(text).status_code == 401


def test_a_reading_token_may_not_write(token: tuple[ApiToken, str]) -> None:
    from tests.factories.buildings import make_building

    row, text = token
    building = make_building(area=row.user.memberships.get().area)
    address = f"/api/v1/buildings/{building.uuid}/models/"
    assert call(text, "post", address).status_code == 403
    ApiToken.objects.filter(pk=row.pk).update(scope=TokenScope.WRITE)
    assert call(text, "post", address).status_code == 400


def test_nobody_is_401_and_unknown_addresses_are_problems() -> None:
    assert Client().get(ADDRESS).status_code == 401
    answer = Client().get("/api/v1/nothing-here/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
