"""The API as a property manager's program and an inspector's form use it; two mirrored towns throughout."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client

from inspections.models import Hazard, Rectification, Reinspection
from inspections.services.acts import perform
from tests.inspections.made import Town, bring_to, make_hazard, make_photo, make_town

WED = dt.date(2026, 4, 29)
JSON = "application/json"


@pytest.fixture
def other(town: Town) -> Town:
    return make_town("乙")


def as_(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rectification(hazard: Hazard, user: Any, **fields: Any) -> dict[str, Any]:
    return {"hazard": str(hazard.uuid), "text": "已清除", "photos": [make_photo(user).sha256], **fields}


def test_a_firm_lists_only_issued_hazards_of_its_own_buildings(town: Town, other: Town, on) -> None:
    on(WED)
    for place in (town, other):
        make_hazard(place, title=f"{place.firm.name}的隐患")
        bring_to(place, "rectifying", today=WED, hazard=make_hazard(place, title=f"{place.firm.name}的整改"))
    mine = as_(town.manager).get("/api/v1/hazards/").json()["results"]
    assert [row["title"] for row in mine] == ["甲物业的整改"]
    assert mine[0]["due_on"] == "2026-05-15"
    assert "乙物业" not in as_(town.officer).get("/api/v1/hazards/").content.decode()
    assert len(as_(town.officer).get("/api/v1/hazards/").json()["results"]) == 2


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=rectifying", 1),
        ("state=closed", 0),
        ("open=true", 2),
        ("grade=general&scale=fire", 1),
        ("overdue=true", 1),
        ("overdue=false", 1),
        ("imminent=true", 0),
        ("mine=true", 0),
        ("source=report", 2),
    ],
)
def test_filters(town: Town, on, query: str, count: int) -> None:
    on(WED)
    make_hazard(town)
    bring_to(town, "rectifying", today=WED)
    on(dt.date(2026, 5, 18))
    rows = as_(town.officer).get(f"/api/v1/hazards/?{query}").json()["results"]
    assert len(rows) == count


def test_a_filter_that_does_not_exist_is_an_error(town: Town) -> None:
    assert as_(town.officer).get("/api/v1/hazards/?stat=closed").status_code == 400


def test_an_act_needs_if_match_and_refuses_an_old_version(town: Town) -> None:
    hazard, client = make_hazard(town), as_(town.verifier)
    url = f"/api/v1/hazards/{hazard.uuid}/acts/"
    assert client.post(url, {"act": "verify"}, content_type=JSON).status_code == 428
    read = client.get(f"/api/v1/hazards/{hazard.uuid}/")
    assert [offer["act"] for offer in read.json()["acts"]][:2] == ["verify", "dismiss"]
    done = client.post(url, {"act": "verify"}, content_type=JSON, headers={"If-Match": read["ETag"]})
    assert (done.status_code, done.json()["state"]) == (200, "verified")
    assert done["ETag"] == '"2"'
    late = client.post(url, {"act": "verify"}, content_type=JSON, headers={"If-Match": read["ETag"]})
    assert (late.status_code, late.json()["code"]) == (412, "stale")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"act": "close"}, 422, "not_in_this_state"),
        ({"act": "issue_order"}, 422, "demand"),
        ({"act": "withdraw"}, 400, "invalid"),
        ({"act": "regrade", "grade": "fire/nothing", "reason": "x"}, 422, "invalid"),
        ({"act": "regrade", "grade": "fire/major", "resaon": "x"}, 400, "invalid"),
        ({}, 400, "invalid"),
    ],
)
def test_what_is_refused_says_why_and_where(town: Town, on, body: dict[str, str], status: int, code: str) -> None:
    on(WED)
    hazard = bring_to(town, "graded", today=WED)
    answer = as_(town.officer).post(
        f"/api/v1/hazards/{hazard.uuid}/acts/", body, content_type=JSON, headers={"If-Match": hazard.etag}
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_function_that_may_not_is_403(town: Town) -> None:
    hazard = make_hazard(town)
    answer = as_(town.inspector).post(
        f"/api/v1/hazards/{hazard.uuid}/acts/",
        {"act": "verify"},
        content_type=JSON,
        headers={"If-Match": hazard.etag},
    )
    assert answer.status_code == 403


def test_a_rectification_sent_twice_is_one_and_other_content_is_a_conflict(town: Town, on) -> None:
    on(WED)
    hazard, client = bring_to(town, "rectifying", today=WED), as_(town.manager)
    url, body = f"/api/v1/rectifications/{uuid.uuid4()}/", rectification(hazard, town.manager, reference="WO-17")
    first = client.put(url, body, content_type=JSON)
    again = client.put(url, body, content_type=JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["reference"] == "WO-17"
    changed = client.put(url, {**body, "text": "另一个说法"}, content_type=JSON)
    assert (changed.status_code, changed.json()["code"]) == (409, "uuid_taken")
    assert Rectification.objects.count() == 1
    hazard.refresh_from_db()
    assert hazard.state == "submitted"
    elsewhere = client.put(f"/api/v1/rectifications/{uuid.uuid4()}/", body, content_type=JSON)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (422, "not_in_this_state")


def test_a_rectification_by_post(town: Town, on) -> None:
    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    body = rectification(hazard, town.manager)
    del body["hazard"]
    answer = as_(town.manager).post(f"/api/v1/hazards/{hazard.uuid}/rectifications/", body, content_type=JSON)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"photos": []}, "invalid"), ({"photos": ["0" * 64]}, "photo_missing"), ({"text": ""}, "invalid")],
)
def test_a_rectification_without_proof_is_refused(town: Town, on, fields: dict[str, Any], code: str) -> None:
    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    body = rectification(hazard, town.manager, **fields)
    answer = as_(town.manager).put(f"/api/v1/rectifications/{uuid.uuid4()}/", body, content_type=JSON)
    assert answer.json()["code"] == code
    assert answer.status_code in (400, 422)


def test_a_foreign_id_is_404_before_the_body_is_read(town: Town, other: Town, on) -> None:
    on(WED)
    hazard = bring_to(other, "submitted", today=WED)
    sent = hazard.rectifications.get()
    client, rubbish = as_(town.manager), b"{ this is no JSON"
    for method, path in [
        ("get", f"hazards/{hazard.uuid}/"),
        ("get", f"hazards/{hazard.uuid}/history/"),
        ("post", f"hazards/{hazard.uuid}/acts/"),
        ("post", f"hazards/{hazard.uuid}/rectifications/"),
        ("put", f"rectifications/{sent.uuid}/"),
        ("get", f"rectifications/{sent.uuid}/"),
        ("get", f"orders/{hazard.orders.get().uuid}/"),
        ("get", f"orders/{hazard.orders.get().uuid}/pdf/"),
        ("get", f"photos/{sent.photos.get().photo.sha256}"),
    ]:
        answer = getattr(client, method)(
            f"/api/v1/{path}", **({} if method == "get" else {"data": rubbish, "content_type": JSON})
        )
        assert answer.status_code == 404, path
        assert answer["Content-Type"] == "application/problem+json"
    # And the owner of these rows gets them, so that the test above says something.
    assert as_(other.manager).get(f"/api/v1/rectifications/{sent.uuid}/").status_code == 200
    assert (
        as_(other.manager).post(f"/api/v1/hazards/{hazard.uuid}/acts/", rubbish, content_type=JSON).status_code == 428
    )


def test_a_foreign_hazard_in_a_body_is_refused(town: Town, other: Town, on) -> None:
    on(WED)
    hazard = bring_to(other, "rectifying", today=WED)
    body = rectification(hazard, town.manager)
    answer = as_(town.manager).put(f"/api/v1/rectifications/{uuid.uuid4()}/", body, content_type=JSON)
    unknown = as_(town.manager).put(
        f"/api/v1/rectifications/{uuid.uuid4()}/", {**body, "hazard": str(uuid.uuid4())}, content_type=JSON
    )
    assert answer.status_code == 400
    assert answer.json() == unknown.json()
    assert not Rectification.objects.exists()


def test_a_reinspection_under_its_own_uuid_returns_once_then_accepts(town: Town, on) -> None:
    on(WED)
    hazard, client = bring_to(town, "submitted", today=WED), as_(town.second)
    back = {"hazard": str(hazard.uuid), "outcome": "returned", "reason": "仍有纸箱"}
    url = f"/api/v1/reinspections/{uuid.uuid4()}/"
    assert [client.put(url, back, content_type=JSON).status_code for _n in range(2)] == [201, 200]
    hazard.refresh_from_db()
    assert (hazard.state, hazard.times_returned) == ("returned", 1)
    data = {"text": "已清", "photos": [make_photo(town.manager).sha256]}
    perform(actor=town.manager, hazard=hazard, act="submit_rectification", data=data)
    ok = {"hazard": str(hazard.uuid), "outcome": "accepted", "photos": [make_photo(town.second).sha256]}
    url = f"/api/v1/reinspections/{uuid.uuid4()}/"
    assert client.put(url, ok, content_type=JSON).json()["code"] == "closing_kind"
    done = client.put(url, {**ok, "closing_kind": "engineering"}, content_type=JSON)
    assert (done.status_code, done.json()["outcome"]) == (201, "accepted")
    assert Reinspection.objects.count() == 2
    assert as_(town.manager).get(f"/api/v1/hazards/{hazard.uuid}/").json()["state"] == "closed"


def test_a_manager_does_not_reinspect(town: Town, on) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    body = {
        "hazard": str(hazard.uuid),
        "outcome": "accepted",
        "closing_kind": "engineering",
        "photos": [make_photo(town.manager).sha256],
    }
    answer = as_(town.manager).put(f"/api/v1/reinspections/{uuid.uuid4()}/", body, content_type=JSON)
    assert answer.status_code == 403


def test_a_handover_ends_the_old_access_and_opens_the_new(town: Town, on) -> None:
    from registry.services.responsibilities import hand_over
    from tests.factories.people import make_member, make_organisation

    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    firm = make_organisation(name="乙物业")
    new = make_member("manager", organisation=firm)
    hand_over(actor=town.officer, role="manager", to=firm, on=WED, building=town.building)
    assert as_(town.manager).get(f"/api/v1/hazards/{hazard.uuid}/").status_code == 404
    read = as_(new).get(f"/api/v1/hazards/{hazard.uuid}/").json()
    assert (read["state"], read["due_on"], read["acts"][0]["act"]) == (
        "rectifying",
        "2026-05-15",
        "submit_rectification",
    )


def test_a_list_costs_the_same_for_one_and_for_many(town: Town) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(town.officer)
    make_hazard(town)
    with CaptureQueriesContext(connection) as one:
        client.get("/api/v1/hazards/")
    for _n in range(6):
        make_hazard(town)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get("/api/v1/hazards/").json()["results"]) == 7
    assert len(many) == len(one)
