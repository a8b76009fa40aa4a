"""A file checked without filing it: the same check, for its owner alone, gone after some days."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bim.models import Check, DeskCheck, ModelVersion
from bim.services import desk
from bim.services.uploads import upload_model
from core.errors import DomainError
from core.models import Job, JobState, StoredFile
from core.services import files
from core.services.sweeping import sweep_all
from seeds.ifc import WalkUpOptions, write_walk_up
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member, make_user
from tests.portal.conftest import signed_in

pytestmark = pytest.mark.django_db
HOUSING = {"use": "residential", "fire_grade": 2}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_walk_up(tmp_path / "house.ifc", options=WalkUpOptions(storeys=2, entrances=1))


@pytest.fixture
def designer() -> Any:
    """Somebody without any function: a designer has an account and nothing else."""
    return make_user("designer")


def started(owner: Any, model: Path, **fields: Any) -> DeskCheck:
    wanted = {"name": model.name, "params": HOUSING, **fields}
    return desk.start_desk_check(actor=owner, chunks=[model.read_bytes()], **wanted)


def test_from_upload_to_result_in_both_languages(designer: Any, model: Path, run_jobs: Any) -> None:
    client = signed_in(designer)
    file = io.BytesIO(model.read_bytes())
    file.name = "house.ifc"
    answer = client.post("/check-a-file/", {"file": file, "pack": "gb50016-2018", "use": "residential"})
    made = DeskCheck.objects.get()
    assert answer.url == f"/jobs/{made.job.uuid}/"
    assert client.get(f"/check-a-file/{made.uuid}/").url == answer.url  # not done: where it stands
    run_jobs()
    for language, words in (("en", ("Data quality", "Verdicts")), ("zh-hans", ("数据质量", "判定"))):
        html = signed_in(designer, language).get(f"/check-a-file/{made.uuid}/").content.decode()
        assert all(word in html for word in words) and html.count("<svg") >= 2
    assert "house.ifc" in client.get("/check-a-file/").content.decode()
    report = client.get(f"/check-a-file/{made.uuid}/report.json")
    assert b'"format":"egress-report/1"' in b"".join(report.streaming_content)
    made.refresh_from_db()
    assert desk.result_url(Job.objects.get(pk=made.job_id)) == f"/check-a-file/{made.uuid}/"


def test_nothing_is_filed_anywhere(designer: Any, model: Path, run_jobs: Any) -> None:
    started(designer, model)
    run_jobs()
    assert not ModelVersion.objects.exists() and not Check.objects.exists()


def test_it_is_nobody_elses_business(designer: Any, model: Path, run_jobs: Any) -> None:
    made = started(designer, model)
    run_jobs()
    addresses = [f"/check-a-file/{made.uuid}/", f"/check-a-file/{made.uuid}/report.json"]
    api = f"/api/v1/desk-checks/{made.uuid}/report/"
    for other in (make_user(), make_user(is_superuser=True, is_staff=True), make_member("officer", area=make_area())):
        assert [signed_in(other).get(a).status_code for a in (*addresses, api)] == [404, 404, 404]
        assert "house.ifc" not in signed_in(other).get("/check-a-file/").content.decode()
    assert all("login" in Client().get(a).url for a in (*addresses, "/check-a-file/"))
    assert Client().get(api).status_code == 401


def test_the_api_takes_a_file_and_gives_its_report(designer: Any, model: Path, run_jobs: Any) -> None:
    client = signed_in(designer)

    def send(**fields: Any) -> Any:
        file = io.BytesIO(model.read_bytes())
        file.name = fields.pop("name", "house.ifc")
        return client.post("/api/v1/desk-checks/", {"file": file, "params": ["use=residential"], **fields})

    answer = send()
    assert answer.status_code == 202
    report = f"/api/v1/desk-checks/{answer.json()['uuid']}/report/"
    assert client.get(report).status_code == 404
    run_jobs()
    assert client.get(report).status_code == 200
    assert send(name="house.dwg").status_code == 422
    assert send(pack="../../etc/passwd").status_code == 422
    assert send(params=["use=castle"]).status_code == 400
    assert DeskCheck.objects.count() == 1


def test_a_bad_file_ends_in_a_sentence(designer: Any, tmp_path: Path, run_jobs: Any) -> None:
    bad = tmp_path / "bad.ifc"
    bad.write_bytes(b"not a model")
    made = started(designer, bad)
    run_jobs()
    made.job.refresh_from_db()
    assert made.job.state == JobState.FAILED and "bad.ifc" in made.job.error


def test_so_many_a_day_and_no_more(designer: Any, model: Path, settings: Any) -> None:
    settings.DESK_CHECKS_PER_DAY = 2
    started(designer, model), started(designer, model)
    with pytest.raises(DomainError, match="2"):
        started(designer, model)
    started(make_user(), model)
    DeskCheck.objects.update(created_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    started(designer, model)


def test_what_is_past_its_day_is_gone_with_its_bytes(designer: Any, model: Path, run_jobs: Any) -> None:
    made = started(designer, model)
    run_jobs()
    made.refresh_from_db()
    held = [made.file, made.report]
    assert sweep_all()["desk_checks"] == 0
    DeskCheck.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    assert sweep_all()["desk_checks"] == 1
    assert not DeskCheck.objects.exists()
    assert not any(stored.path.exists() for stored in held)
    assert not StoredFile.objects.filter(pk__in=[s.pk for s in held]).exists()
    assert signed_in(designer).get(f"/check-a-file/{made.uuid}/").status_code == 404


def test_bytes_that_a_building_holds_too_stay(designer: Any, model: Path) -> None:
    made = started(designer, model)
    building = make_building()
    officer = make_member("officer", area=building.area)
    version, _job = upload_model(
        actor=officer, building=building, chunks=[model.read_bytes()], name="a.ifc", params=HOUSING
    )
    assert version.file == made.file
    DeskCheck.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    assert desk.sweep() == 1
    assert version.file.path.read_bytes() == model.read_bytes()


def test_a_file_swept_before_its_check_ran_ends_its_job(designer: Any, model: Path, run_jobs: Any) -> None:
    made = started(designer, model)
    DeskCheck.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    desk.sweep()
    run_jobs()
    made.job.refresh_from_db()
    assert (made.job.state, made.job.error_code) == (JobState.FAILED, "GONE")


def test_discarded_bytes_can_be_stored_again() -> None:
    stored = files.store_bytes(b"some bytes", media_type="text/plain")
    assert files.discard(stored) and not stored.path.exists()
    assert files.store_bytes(b"some bytes", media_type="text/plain").path.read_bytes() == b"some bytes"
