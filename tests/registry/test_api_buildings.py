"""The API of building files: lists, filters, ETags, acts."""

from __future__ import annotations

from typing import Any

import pytest

from core.services import history
from registry.models import Building, ElevatorRecord
from tests.factories.buildings import make_building, make_identifier
from tests.factories.people import make_area, make_member, make_organisation
from tests.registry.tenants import RESOURCES, Tenant, client_of, make_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def a() -> Tenant:
    return make_tenant("A")


def found(user: Any, query: str) -> list[str]:
    answer = client_of(user).get(f"/api/v1/buildings/?{query}")
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def test_filters() -> None:
    city = make_area(level="city")
    left, right = make_area(city), make_area(city)
    officer = make_member("officer", area=city)
    one = make_building(
        area=left, name="听松苑1号楼", address="松涛路1号", stage="vacated", use="office", lon=116.0, lat=39.0
    )
    two = make_building(area=right, name="望海苑2号楼", name_en="Seaview 2", address="海滨路2号", lon=117.0, lat=40.0)
    make_identifier(building=one, value="X-77", scheme="census")
    make_identifier(building=two, value="X-77", scheme="local")
    cases = {
        "": [one, two],
        f"area={left.uuid}": [one],
        f"area={city.uuid}": [one, two],
        "stage=vacated": [one],
        "use=residential": [two],
        "q=松涛": [one],
        "q=海": [two],
        "q=seaview": [two],
        "q=X-7": [one, two],
        "identifier=X-77": [one, two],
        "identifier=X-77&scheme=local": [two],
        "scheme=census": [one],
        "identifier=X-7": [],
        "bbox=115.9,38.9,116.1,39.1": [one],
        "bbox=115,38,118,41": [one, two],
        "ordering=-name": [two, one],
    }
    for query, buildings in cases.items():
        assert found(officer, query) == [b.name for b in buildings], query


@pytest.mark.parametrize(
    "query", ["bbox=1,2,3", "bbox=a,b,c,d", "stage=sold", "colour=red", "ordering=height_m", "area=7"]
)
def test_a_wrong_filter_is_an_error_not_everything(a: Tenant, query: str) -> None:
    answer = client_of(a.officer).get(f"/api/v1/buildings/?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_number_of_queries_does_not_depend_on_the_page(
    a: Tenant, resource: str, django_assert_max_num_queries: Any
) -> None:
    for n in range(5):
        make_building(area=a.area, census=f"N-{n}")
    with django_assert_max_num_queries(4):
        client_of(a.officer).get(f"/api/v1/{resource}/")


def test_detail_has_etag_identifiers_and_facts(a: Tenant) -> None:
    path = f"/api/v1/buildings/{a.building.uuid}/"
    answer = client_of(a.officer).get(path)
    body = answer.json()
    assert answer["ETag"] == '"1"'
    assert [(i["scheme"], i["value"]) for i in body["identifiers"]] == [("census", "C-A")]
    storeys = next(fact for fact in body["facts"] if fact["name"] == "storeys_above")
    assert (storeys["value"], storeys["source"], storeys["observed_on"]) == (7, "census", "2024-05-01")
    assert client_of(a.officer).get(path, headers={"If-None-Match": '"1"'}).status_code == 304


def patch(user: Any, building: Building, body: dict[str, Any], etag: str | None = '"1"') -> Any:
    headers = {"If-Match": etag} if etag else {}
    return client_of(user).patch(f"/api/v1/buildings/{building.uuid}/", body, format="json", headers=headers)


def test_an_officer_changes_a_value(a: Tenant) -> None:
    answer = patch(a.officer, a.building, {"storeys_above": 8, "reason": "counted again"})
    assert (answer.status_code, answer["ETag"], answer.json()["storeys_above"]) == (200, '"2"', 8)
    event = history.events_of(a.building)[0]
    assert (event.kind, event.actor, event.data["changes"], event.data["reason"]) == (
        "building.changed", a.officer, {"storeys_above": [7, 8]}, "counted again",
    )  # fmt: skip


def test_null_clears_a_number_and_a_name_cannot_be_cleared(a: Tenant) -> None:
    assert patch(a.officer, a.building, {"storeys_above": None}).json()["storeys_above"] is None
    assert patch(a.officer, a.building, {"name": ""}, '"2"').status_code == 400


def test_if_match_is_needed_and_must_be_fresh(a: Tenant) -> None:
    assert patch(a.officer, a.building, {"storeys_above": 8}, None).status_code == 428
    assert patch(a.officer, a.building, {"storeys_above": 8}, '"7"').status_code == 412
    a.building.refresh_from_db()
    assert a.building.storeys_above == 7


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"storeys": 8}, 400),
        ({"area": "x"}, 400),
        ({"use": "castle"}, 400),
        ({"fire_grade": 9}, 422),
        ({"height_m": -1}, 422),
        ({"location": [39.9, 116.4]}, 422),
        ({"location": [1]}, 400),
        ({"year_built": 12}, 422),
    ],
)
def test_a_wrong_value_is_refused_with_the_field(a: Tenant, body: dict[str, Any], status: int) -> None:
    answer = patch(a.officer, a.building, body)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["field"].split(".")[0] == next(iter(body))


def test_an_inspector_observes_and_may_not_decide(a: Tenant) -> None:
    inspector = make_member("inspector", area=a.area)
    assert patch(inspector, a.building, {"storeys_above": 8}).status_code == 403
    path = f"/api/v1/buildings/{a.building.uuid}/observations/"
    answer = client_of(inspector).post(path, {"field": "storeys_above", "value": 8}, format="json")
    assert (answer.status_code, answer.json()["storeys_above"]) == (201, 8), "what was seen outranks the census"
    assert client_of(inspector).post(path, {"field": "colour", "value": 8}, format="json").status_code == 422
    assert client_of(a.keeper).post(path, {"field": "storeys_above", "value": 9}, format="json").status_code == 403


def test_stages_follow_each_other(a: Tenant) -> None:
    path = f"/api/v1/buildings/{a.building.uuid}/stage/"

    def move(stage: str, etag: str, reason: str = "order 12") -> Any:
        body = {"stage": stage, "reason": reason}
        return client_of(a.officer).post(path, body, format="json", headers={"If-Match": etag})

    assert move("planned", '"1"').status_code == 422
    assert move("vacated", '"1"', "").status_code == 400
    assert move("vacated", '"1"').json()["stage"] == "vacated"
    assert move("demolished", '"1"').status_code == 412
    assert move("demolished", '"2"').json()["stage"] == "demolished"
    assert move("in_use", '"3"').status_code == 422, "what is gone stays gone"


def test_identifiers_are_added_and_taken_ones_refused(a: Tenant) -> None:
    other = make_building(area=a.area, census="TAKEN")
    path = f"/api/v1/buildings/{a.building.uuid}/identifiers/"
    client = client_of(a.officer)
    assert client.post(path, {"scheme": "census", "value": "TAKEN"}, format="json").status_code == 409
    assert client.post(path, {"scheme": "nothing", "value": "1"}, format="json").status_code == 422
    assert client.post(path, {"scheme": "local", "value": " L-1 "}, format="json").json()["value"] == "L-1"
    assert client.get("/api/v1/building-identifiers/?scheme=census&value=TAKEN").json()["results"][0][
        "building"
    ] == str(other.uuid)


def test_a_handover_by_the_api(a: Tenant) -> None:
    to = make_organisation(name="新物业")
    path = f"/api/v1/buildings/{a.building.uuid}/handover/"
    body = {"role": "manager", "to": str(to.uuid), "on": "2024-07-01"}
    answer = client_of(a.officer).post(path, body, format="json")
    assert (answer.status_code, answer.json()["organisation_name"]) == (201, "新物业")
    links = client_of(a.officer).get(f"/api/v1/responsibilities/?building={a.building.uuid}&on=2024-06-30").json()
    assert [row["organisation_name"] for row in links["results"]] == ["物业A"], "who was it on 30 June"
    assert client_of(a.officer).post(path, {**body, "to": str(a.building.uuid)}, format="json").status_code == 404


RECORD = {"kind": "inspection", "done_on": "2024-06-02", "result": "passed", "body": "特检院"}


def test_a_lift_record_by_the_firm_and_its_repeat(a: Tenant) -> None:
    path = f"/api/v1/elevators/{a.lift.uuid}/records/"
    body = {**RECORD, "uuid": "6f1cf5a2-1b1e-4e59-9a57-0d8f0d0a7a11"}
    client = client_of(a.keeper)
    first, again = (client.post(path, body, format="json") for _ in range(2))
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert ElevatorRecord.objects.filter(kind="inspection").count() == 2
    assert client.post(path, {**body, "result": "failed"}, format="json").status_code == 409
    assert client.post(path, {**RECORD, "done_on": "2999-01-01"}, format="json").status_code == 422
    assert client.post(path, {**RECORD, "kind": "party"}, format="json").status_code == 400


def test_a_lift_record_is_refused_from_people_who_only_look(a: Tenant) -> None:
    path = f"/api/v1/elevators/{a.lift.uuid}/records/"
    for function in ("viewer", "inspector", "auditor"):
        assert client_of(make_member(function, area=a.area)).post(path, RECORD, format="json").status_code == 403


def test_a_lift_shows_three_clocks_with_their_basis(a: Tenant) -> None:
    body = client_of(a.officer).get(f"/api/v1/elevators/{a.lift.uuid}/").json()
    assert [clock["kind"] for clock in body["clocks"]] == ["inspection", "self_test", "maintenance"]
    inspection = body["clocks"][0]
    # Installed May 2015; inspected on 1 May 2024: 108 months on, so year 9; the next is year 11: May 2026.
    assert (inspection["due_on"], inspection["edition"]) == ("2026-05-31", "TSG T7001-2023")
    assert inspection["statement"]
