"""Nobody sees another tenant's building files, in any list, detail or act; and a seeded leak is caught."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone

from core.models import Membership
from registry.models import Building, Observation, Responsibility
from tests.factories.people import make_member, make_organisation, make_user
from tests.registry.tenants import RESOURCES, Tenant, assert_sees_only, client_of, make_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def a() -> Tenant:
    return make_tenant("A")


@pytest.fixture
def b() -> Tenant:
    return make_tenant("B")


@pytest.mark.parametrize("resource", RESOURCES)
def test_an_officer_sees_her_area_only(a: Tenant, b: Tenant, resource: str) -> None:
    assert_sees_only(a.officer, resource, a, b)
    assert_sees_only(b.officer, resource, b, a)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_firm_sees_its_buildings_only(a: Tenant, b: Tenant, resource: str) -> None:
    assert_sees_only(a.keeper, resource, a, b)
    assert_sees_only(b.keeper, resource, b, a)


@pytest.mark.parametrize("resource", RESOURCES)
def test_without_membership_nothing_and_without_login_401(a: Tenant, resource: str) -> None:
    assert client_of(make_user()).get(f"/api/v1/{resource}/").json()["results"] == []
    from rest_framework.test import APIClient

    assert APIClient().get(f"/api/v1/{resource}/").status_code == 401


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_seeded_leak_is_caught(a: Tenant, b: Tenant, resource: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = RESOURCES[resource]
    monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda rows, user: rows.all())
    with pytest.raises(AssertionError):
        assert_sees_only(a.officer, resource, a, b)


ACTS = [
    ("patch", "buildings", "", {"storeys_above": 1}),
    ("post", "buildings", "stage/", {"stage": "vacated", "reason": "x"}),
    ("post", "buildings", "observations/", {"field": "storeys_above", "value": 1}),
    ("post", "buildings", "identifiers/", {"scheme": "local", "value": "1"}),
    ("post", "buildings", "handover/", {"role": "manager", "to": "x", "on": "2024-01-01"}),
    ("post", "elevators", "records/", {"kind": "inspection", "done_on": "2024-01-01", "result": "passed"}),
]


@pytest.mark.parametrize(("method", "resource", "act", "body"), ACTS)
def test_acts_on_a_foreign_row_are_404_before_the_body_is_read(
    a: Tenant, b: Tenant, method: str, resource: str, act: str, body: dict[str, Any]
) -> None:
    path = f"/api/v1/{resource}/{b.of(resource).uuid}/{act}"
    send = getattr(client_of(a.officer), method)
    version = b.building.version
    assert send(path, body, format="json", headers={"If-Match": '"1"'}).status_code == 404
    assert send(path, b"{not json", content_type="application/json").status_code == 404
    b.building.refresh_from_db()
    assert b.building.version == version
    assert Observation.objects.count() == 2


def test_a_firm_may_look_at_a_building_but_not_change_it(a: Tenant) -> None:
    path = f"/api/v1/buildings/{a.building.uuid}/"
    answer = client_of(a.keeper).patch(path, b"{not json", content_type="application/json")
    assert answer.status_code == 403, "who may is asked before the body is read"
    assert answer["Content-Type"] == "application/problem+json"


def test_sight_ends_with_the_responsibility_and_with_the_membership(a: Tenant) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert Building.objects.visible_to(a.keeper).exists()
    Responsibility.objects.update(valid_to=yesterday)
    assert not Building.objects.visible_to(a.keeper).exists()
    Responsibility.objects.update(valid_to=None)
    Membership.objects.filter(user=a.keeper).update(valid_to=yesterday)
    assert not Building.objects.visible_to(a.keeper).exists()


def test_two_links_to_one_building_show_it_once(a: Tenant) -> None:
    Responsibility.objects.create(building=a.building, organisation=a.firm, role="maintainer")
    rows = client_of(a.keeper).get("/api/v1/buildings/").json()["results"]
    assert len(rows) == 1


def test_a_person_of_two_firms_and_an_area_sees_the_union(a: Tenant, b: Tenant) -> None:
    person = make_member("inspector", area=a.area)
    Membership.objects.create(user=person, function="manager", organisation=b.firm)
    Membership.objects.create(user=person, function="manager", organisation=make_organisation())
    assert set(Building.objects.visible_to(person)) == {a.building, b.building}
    assert Building.objects.filter(Q(pk__in=[a.building.pk, b.building.pk])).count() == 2
