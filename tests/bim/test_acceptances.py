"""A complaint or deviation accepted by a person: silent in the next version, marked, listed, taken back, kept apart."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bim.models import Acceptance, Check
from bim.quality.acceptance import open_keys
from bim.services import acceptances
from core.errors import DomainError, NotAllowed
from core.services import history
from tests.bim.test_uploads import deliver
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(tmp_path: Path, run_jobs: Any) -> Any:
    from seeds.ifc import write_office

    path = write_office(tmp_path / "office.ifc", no_widths=True)
    actor, version, _job = deliver(path)
    run_jobs()
    return actor, version, Check.objects.get(version=version), path


def width_key(check: Check) -> tuple[Any, str, str]:
    return next(k for k in open_keys(acceptances.read_report(check)) if k[1] == "door_width_missing")


def rule_key(check: Check) -> tuple[Any, str, str]:
    return next(k for k in open_keys(acceptances.read_report(check)) if k[0] == "rule")


def test_accepting_needs_a_function_a_reason_and_something_that_is_there(checked: Any) -> None:
    actor, version, check, _ = checked
    key = width_key(check)
    viewer = make_member("viewer", area=version.building.area)
    with pytest.raises(NotAllowed):
        acceptances.accept(actor=viewer, check=check, keys=[key], reason="r")
    for keys, reason in (
        ([key], "  "),
        ([], "r"),
        ([("quality", "door_width_missing", "x")], "r"),
        ([key], "x" * 2001),
    ):
        with pytest.raises(DomainError):
            acceptances.accept(actor=actor, check=check, keys=keys, reason=reason)
    unknown: tuple[Any, str, str] = ("rule", "no-such-rule", "x")
    with pytest.raises(DomainError):
        acceptances.accept(actor=actor, check=check, keys=[key, unknown], reason="r")
    assert not Acceptance.objects.exists()


def test_accepted_is_marked_counted_and_in_the_history_and_can_be_taken_back(checked: Any) -> None:
    actor, version, check, _ = checked
    key = rule_key(check)
    acceptances.accept(actor=actor, check=check, keys=[key, key], reason=" agreed with the fire service ")
    marked = acceptances.marked_report(check)
    (row,) = marked["accepted"]
    assert (row["reason"], row["by"], row["back"]) == ("agreed with the fire service", str(actor), "")
    results = [r for r in marked["results"] if (r["rule"], r["subject"]["guid"]) == key[1:] and r["accepted"]]
    assert results and all(r["verdict"] in ("fail", "review") for r in results)
    assert check.results.filter(rule=key[1], subject_guid=key[2], verdict__in=("fail", "review")).exists()
    assert acceptances.accept(actor=actor, check=check, keys=[key], reason="agreed with the fire service") == []
    acceptances.take_back(actor=actor, check=check, keys=[key], reason="no longer true")
    assert acceptances.marked_report(check)["accepted"] == []
    kinds = [e.kind for e in history.events_of(version.building)]
    assert {"model.deviations_accepted", "model.deviations_heard_again"} <= set(kinds)
    assert Acceptance.objects.count() == 2


def test_the_next_version_is_silent_where_nothing_changed_and_loud_where_something_did(
    checked: Any, run_jobs: Any
) -> None:
    actor, version, check, path = checked
    report = acceptances.read_report(check)
    guids = [g for n in report["quality"] if n["code"] == "door_width_missing" for g in n["guids"]][:2]
    keys: list[Any] = [("quality", "door_width_missing", guid) for guid in guids]
    acceptances.accept(actor=actor, check=check, keys=keys, reason="as built")
    newer = path.with_name("newer.ifc")
    newer.write_text(_moved(path, guids[0]), "utf-8")
    _a, later, _j = deliver(newer, building=version.building, actor=actor)
    run_jobs()
    rows = {r["guid"]: r["back"] for r in acceptances.marked_report(Check.objects.get(version=later))["accepted"]}
    assert rows == {guids[0]: "changed", guids[1]: ""}
    stored = json.loads(Check.objects.get(version=later).report.path.read_text("utf-8"))
    assert {r["guid"]: r["back"] for r in stored["accepted"]} == rows


def _moved(path: Path, guid: str) -> str:
    import ifcopenshell

    model = ifcopenshell.open(str(path))
    # A door without a width stands in its opening.
    frame = model.by_guid(guid).FillsVoids[0].RelatingOpeningElement.ObjectPlacement.RelativePlacement
    x, *others = frame.Location.Coordinates
    frame.Location = model.create_entity("IfcCartesianPoint", [x + 0.05, *others])
    return str(model.to_string())


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_by_api_and_topics_without_what_is_accepted(checked: Any) -> None:
    actor, _version, check, _ = checked
    client, key = client_of(actor), width_key(check)
    address = f"/api/v1/checks/{check.uuid}/acceptances/"
    body = {"items": [{"kind": key[0], "code": key[1], "guid": key[2]}], "reason": "as built"}
    before = _topics(client, check)
    assert client.post(address, json.dumps(body), content_type="application/json").status_code == 200
    assert [r["guid"] for r in client.get(address).json()] == [key[2]]
    assert _topics(client, check).count(key[2]) < before.count(key[2])
    body["accepted"] = False
    assert client.post(address, json.dumps(body), content_type="application/json").json() == []
    wrong = {**body, "accepted": True, "items": [{"kind": "rule", "code": "x", "guid": "y"}]}
    refused = client.post(address, json.dumps(wrong), content_type="application/json")
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")


def _topics(client: Client, check: Check) -> str:
    data = client.get(f"/api/v1/checks/{check.uuid}/bcf/")
    assert data["Content-Disposition"].endswith('.bcf"')
    archive = zipfile.ZipFile(io.BytesIO(data.content))
    return "".join(archive.read(name).decode() for name in archive.namelist())


def test_a_stranger_finds_nothing(checked: Any) -> None:
    _actor, _version, check, _ = checked
    client = client_of(make_member("officer", area=make_area()))
    for address in ("acceptances", "bcf"):
        assert client.get(f"/api/v1/checks/{check.uuid}/{address}/").status_code == 404
    assert client.post(reverse("model-accept", args=[check.uuid]), {"item": "x"}).status_code == 404
    assert client.get(reverse("model-quality", args=[check.uuid])).status_code == 404


def test_the_page_accepts_and_takes_back(checked: Any, settings: Any) -> None:
    actor, _version, check, _ = checked
    settings.MODEL_MIN_SCORE = 100
    client, key = client_of(actor), width_key(check)
    page = reverse("model-quality", args=[check.uuid])
    assert f'value="{"|".join(key)}"' in client.get(page).content.decode()
    done = client.post(reverse("model-accept", args=[check.uuid]), {"item": "|".join(key), "reason": "as built"})
    assert done.status_code == 302
    html = client.get(page).content.decode()
    assert "as built" in html and str(actor) in html and "100" in html
    client.post(reverse("model-accept", args=[check.uuid]), {"item": "|".join(key), "reason": "no", "back": "1"})
    assert "as built" not in client.get(page).content.decode()


def test_all_of_one_complaint_at_once(checked: Any) -> None:
    actor, _version, check, _ = checked
    client_of(actor).post(
        reverse("model-accept", args=[check.uuid]), {"item": "quality|door_width_missing|*", "reason": "as built"}
    )
    note = next(n for n in acceptances.marked_report(check)["quality"] if n["code"] == "door_width_missing")
    assert note["accepted"]["all"] and len(note["accepted"]["guids"]) == note["affected"] > 1


def test_a_report_of_before_the_score_still_has_a_page(checked: Any) -> None:
    actor, _version, check, _ = checked
    document = acceptances.read_report(check)
    for name in ("quality_score", "recipes"):
        del document[name]
    for note in document["quality"]:
        for name in ("affected", "title", "why", "mend"):
            del note[name]
    for row in (*document["doors"], *document["spaces"], *document["stairs"]):
        del row["box_m"], row["tag"]
    check.report.path.chmod(0o644)
    check.report.path.write_text(json.dumps(document), "utf-8")
    client = client_of(actor)
    assert client.get(reverse("model-quality", args=[check.uuid])).status_code == 200
    assert client.get(reverse("model-topics", args=[check.uuid])).status_code == 200
