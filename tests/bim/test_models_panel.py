"""The panel of models on the building's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from bim.panels import TEMPLATE, build
from bim.services.uploads import upload_model
from core.models import Job, JobState
from registry.models import Building
from seeds.ifc import write_office
from tests.factories.buildings import make_building
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def shown(building: Building, reader: Any) -> str:
    request = RequestFactory().get("/")
    request.user = reader
    with translation.override("en"):
        return render_to_string(TEMPLATE, {"panel": build(building, request), "request": request})


def delivered(building: Building, actor: Any, folder: Path) -> Job:
    path = folder / "office.ifc"
    write_office(path)
    _version, job = upload_model(
        actor=actor, building=building, chunks=[path.read_bytes()], name=path.name, params={"use": "office"}
    )
    assert job is not None
    return job


def test_without_a_model_the_one_act_is_offered_to_those_who_may() -> None:
    building = make_building()
    officer, viewer = make_member("officer", area=building.area), make_member("viewer", area=building.area)
    address = f"/buildings/{building.uuid}/models/upload/"
    assert "No model has been delivered" in shown(building, officer) and address in shown(building, officer)
    assert "No model has been delivered" in shown(building, viewer) and address not in shown(building, viewer)


def test_a_check_shows_its_counts_and_leads_to_check_and_exits(tmp_path: Path, run_jobs: Any) -> None:
    building = make_building()
    officer = make_member("officer", area=building.area)
    job = delivered(building, officer, tmp_path)
    run_jobs()
    check = job.model_check
    html = shown(building, officer)
    assert f"/checks/{check.uuid}/" in html and f"/models/{check.version.uuid}/exits/" in html
    assert f"Pass, to be confirmed</span> {check.summary['pass_proposed']}" in html


def test_a_running_check_shows_step_and_progress_and_links_only_its_owner(tmp_path: Path) -> None:
    building = make_building()
    officer, other = make_member("officer", area=building.area), make_member("officer", area=building.area)
    job = delivered(building, officer, tmp_path)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, step="paths", progress=0.5, lease_until=timezone.now())
    html = shown(building, officer)
    # The fourth of eight steps (bim.services.checking.STEPS).
    assert "4/8 paths" in html and 'value="50"' in html and f"/jobs/{job.uuid}/" in html
    assert f"/jobs/{job.uuid}/" not in shown(building, other)


def test_a_failed_check_says_why(tmp_path: Path, run_jobs: Any) -> None:
    building = make_building()
    officer = make_member("officer", area=building.area)
    _version, _job = upload_model(
        actor=officer, building=building, chunks=[b"no model"], name="x.ifc", params={"use": "office"}
    )
    run_jobs()
    html = shown(building, officer)
    assert "This version could not be checked." in html and "is not an IFC file" in html
