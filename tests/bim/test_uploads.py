"""From uploaded bytes to a stored check: the same function as on the command line, one version per file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bim.models import Check, CheckResult, ModelVersion
from bim.services import reviews
from bim.services.uploads import upload_model
from core.errors import DomainError, NotAllowed
from core.models import JobState
from core.services import history
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(tmp_path: Path) -> Path:
    from seeds.ifc import write_office

    path = tmp_path / "office.ifc"
    write_office(path)
    return path


def deliver(path: Path, **fields: Any) -> tuple[Any, ModelVersion, Any]:
    building = fields.pop("building", None) or make_building()
    actor = fields.pop("actor", None) or make_member("officer", area=building.area)
    params = fields.pop("params", {"use": "office", "fire_grade": 2})
    version, job = upload_model(
        actor=actor, building=building, chunks=[path.read_bytes()], name=fields.pop("name", path.name), params=params
    )
    return actor, version, job


def test_a_delivery_becomes_a_check_with_plans_report_and_history(office: Path, run_jobs: Any) -> None:
    _actor, version, job = deliver(office)
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    check = Check.objects.get(version=version)
    assert check.results.count() == sum(check.summary.values()) > 0
    assert {plan.language for plan in check.plans.all()} == {"zh-hans", "en"}
    assert check.glb is not None and check.glb.path.read_bytes()[:4] == b"glTF"
    kinds = [event.kind for event in history.events_of(version.building)]
    assert kinds.index("model.checked") < kinds.index("model.delivered")


def test_the_same_bytes_again_are_the_same_version_and_no_new_job(office: Path) -> None:
    actor, version, _job = deliver(office)
    _actor, again, job = deliver(office, building=version.building, actor=actor)
    assert (again.pk, job, ModelVersion.objects.count()) == (version.pk, None, 1)


def test_a_truncated_file_ends_in_a_sentence_and_leaves_no_check(office: Path, tmp_path: Path, run_jobs: Any) -> None:
    broken = tmp_path / "half.ifc"
    broken.write_bytes(office.read_bytes()[: office.stat().st_size // 2])
    _actor, _version, job = deliver(broken)
    run_jobs()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error.endswith(".") and "Traceback" not in job.error
    assert not Check.objects.exists() and not CheckResult.objects.exists()


def test_confirmed_exits_and_stairs_are_used_by_the_next_check(office: Path, run_jobs: Any) -> None:
    import json

    actor, version, _job = deliver(office)
    run_jobs()
    first = json.loads(Check.objects.get().report.path.read_text())
    exits = {d["guid"]: d["exit"] for d in first["doors"] if d["exit"] == "final"}
    stairs = {s["guid"]: "enclosed" for s in first["stairs"]}
    assert exits and stairs
    reviews.confirm(actor=actor, model_set=version.model_set, kind="exit", values=exits)
    reviews.confirm(actor=actor, model_set=version.model_set, kind="stair", values=stairs)
    from bim.services.checking import start_check

    start_check(actor=actor, version=version)
    run_jobs()
    second = json.loads(Check.objects.order_by("pk").last().report.path.read_text())
    assert {s["status"] for s in second["stairs"]} == {"confirmed"}
    assert {d["status"] for d in second["doors"] if d["exit"] == "final"} == {"confirmed"}


def test_only_an_officer_of_the_area_may_deliver(office: Path) -> None:
    building = make_building()
    for function, area in (("viewer", building.area), ("officer", make_area())):
        with pytest.raises(NotAllowed):
            deliver(office, building=building, actor=make_member(function, area=area))


def test_a_picture_is_refused_before_it_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    path.write_bytes(b"\x89PNG")
    with pytest.raises(DomainError, match=r"plan\.png"):
        deliver(path)


def test_api_upload_answers_202_then_200_and_404_for_strangers(office: Path, client: Client) -> None:
    building = make_building()
    officer = make_member("officer", area=building.area)
    stranger = make_member("officer", area=make_area())
    address = f"/api/v1/buildings/{building.uuid}/models/"

    def send(user: Any) -> Any:
        client.force_login(user)
        file = io.BytesIO(office.read_bytes())
        file.name = "office.ifc"
        return client.post(address, {"file": file, "params": ["use=office"]})

    assert send(stranger).status_code == 404
    assert (first := send(officer)).status_code == 202
    assert (second := send(officer)).status_code == 200
    assert first.json()["model"] == second.json()["model"]
    assert client.post(address, {"file": io.BytesIO(b"x"), "params": ["use=castle"]}).status_code == 400


def test_confirmations_of_elements_this_file_lacks_wait_and_stop_nothing(office: Path, run_jobs: Any) -> None:
    """A wall's GlobalId by mistake, and a door of another version: the check goes on with what it knows."""
    actor, version, _job = deliver(office)
    import ifcopenshell

    wall = ifcopenshell.open(str(office)).by_type("IfcWall")[0].GlobalId
    said = {wall: "final", "0000000000000000000000": "no"}
    reviews.confirm_all(
        actor=actor, model_set=version.model_set, exits=said, stairs={"1111111111111111111111": "enclosed"}
    )
    run_jobs()
    check = Check.objects.get(version=version)
    assert check.reviews["exit"] == said and check.results.exists()


def test_what_one_call_confirms_holds_as_a_whole_or_not_at_all(office: Path) -> None:
    actor, version, _job = deliver(office)
    with pytest.raises(DomainError):
        reviews.confirm_all(
            actor=actor, model_set=version.model_set, exits={"0" * 22: "final"}, stairs={"1" * 22: "castle"}
        )
    assert not any(reviews.current(version.model_set).values())
