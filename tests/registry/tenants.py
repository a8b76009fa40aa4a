"""Two mirrored tenants: whatever A has, B has too, so that an empty answer can never pass for a hidden one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client
from rest_framework.test import APIClient

from core.models import Area, Organisation, User
from registry.models import (
    Building,
    BuildingIdentifier,
    Elevator,
    ElevatorRecord,
    Estate,
    Observation,
    Place,
    Responsibility,
)
from tests.factories.buildings import make_building, make_elevator, make_estate, make_identifier, make_responsibility
from tests.factories.people import make_area, make_member, make_organisation

RESOURCES: dict[str, Any] = {
    "estates": Estate,
    "buildings": Building,
    "building-identifiers": BuildingIdentifier,
    "observations": Observation,
    "places": Place,
    "responsibilities": Responsibility,
    "elevators": Elevator,
    "records": ElevatorRecord,
}


@dataclass(frozen=True)
class Tenant:
    """One of everything. ``firm`` manages the building; ``keeper`` works for the firm."""

    area: Area
    officer: User
    firm: Organisation
    keeper: User
    building: Building
    estate: Estate
    identifier: BuildingIdentifier
    observation: Observation
    place: Place
    link: Responsibility
    lift: Elevator
    record: ElevatorRecord

    def of(self, resource: str) -> Any:
        rows = {
            "estates": self.estate,
            "buildings": self.building,
            "building-identifiers": self.identifier,
            "observations": self.observation,
            "places": self.place,
            "responsibilities": self.link,
            "elevators": self.lift,
            "records": self.record,
        }
        return rows[resource]


def make_tenant(name: str) -> Tenant:
    area, firm = make_area(level="community", name=f"社区{name}"), make_organisation(name=f"物业{name}")
    estate = make_estate(area=area, name=f"小区{name}")
    building = make_building(area=area, estate=estate, name=f"{name}1号楼")
    lift = make_elevator(building=building)
    day = dt.date(2024, 5, 1)
    return Tenant(
        area=area,
        officer=make_member("officer", area=area),
        firm=firm,
        keeper=make_member("manager", organisation=firm, is_staff=False),
        building=building,
        estate=estate,
        identifier=make_identifier(building=building, value=f"C-{name}"),
        observation=Observation.objects.create(
            building=building, field="storeys_above", value=7, source="census", observed_on=day
        ),
        place=Place.objects.create(building=building, kind="unit", label="1"),
        link=make_responsibility(building=building, organisation=firm),
        lift=lift,
        record=ElevatorRecord.objects.create(elevator=lift, kind="inspection", done_on=day, result="passed"),
    )


def client_of(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def assert_sees_only(user: User, resource: str, mine: Tenant, theirs: Tenant) -> None:
    """The list has exactly the own row, the own detail is there, the other's is 404; and the other's row exists."""
    assert RESOURCES[resource].objects.filter(pk=theirs.of(resource).pk).exists(), "the other tenant's row must exist"
    client, path = client_of(user), f"/api/v1/{resource}/"
    rows = client.get(path).json()["results"]
    assert [row["uuid"] for row in rows] == [str(mine.of(resource).uuid)]
    assert client.get(f"{path}{mine.of(resource).uuid}/").status_code == 200
    assert client.get(f"{path}{theirs.of(resource).uuid}/").status_code == 404
