"""Functions × nodes: who sees what, on which day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from core.models import Area, Membership
from core.models.areas import subtree
from core.scope import holds, scope_of
from tests.factories.people import make_area, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_a_node_holds_its_subtree_and_nothing_beside_it() -> None:
    city = make_area(level="city")
    left, right = make_area(city, "district"), make_area(city, "district")
    leaf = make_area(left, "street")
    user = make_member("officer", area=left)
    assert set(Area.objects.visible_to(user)) == {left, leaf}
    assert holds(user, frozenset({"officer"}), leaf.path)
    assert not holds(user, frozenset({"officer"}), right.path)
    assert not holds(user, frozenset({"inspector"}), leaf.path)


def test_the_range_of_a_node_is_exact() -> None:
    assert subtree("00010002") == ("00010002", "00010003")
    assert subtree("0009") == ("0009", "0010")


def test_memberships_begin_and_end_on_their_days() -> None:
    area, user = make_area(), make_user()
    Membership.objects.create(
        user=user, function="officer", area=area, valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2026, 6, 30)
    )
    days = {
        dt.date(2025, 12, 31): False,
        dt.date(2026, 1, 1): True,
        dt.date(2026, 6, 30): True,
        dt.date(2026, 7, 1): False,
    }
    assert {day: bool(scope_of(user, on=day).areas) for day in days} == days


def test_nobody_and_the_inactive_see_nothing() -> None:
    user = make_member("officer", area=make_area())
    user.is_active = False
    for person in (AnonymousUser(), user):
        assert not Area.objects.visible_to(person).exists()


@pytest.mark.parametrize("both", [True, False])
def test_a_membership_hangs_on_exactly_one_node(both: bool) -> None:
    node = {"area": make_area(), "organisation": make_organisation()} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=make_user(), function="officer", **node)
