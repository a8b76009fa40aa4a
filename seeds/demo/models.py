"""Three buildings get a model: generated, delivered like anybody's, checked by the product."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from bim.models import Check, ModelVersion
from bim.services import reviews
from bim.services.checking import start_check
from bim.services.uploads import upload_model
from core.models import Job, JobState, User
from core.services import jobs
from registry.models import Building
from seeds.city.model import City
from seeds.ifc import write_demo_tower, write_office, write_walk_up

WRITERS: dict[str, Any] = {"tower": write_demo_tower, "walk_up": write_walk_up, "office": write_office}
PARAMS: dict[str, dict[str, Any]] = {
    "tower": {"use": "residential", "fire_grade": 1, "sprinklered": False, "open_corridor": False},
    "walk_up": {"use": "residential", "fire_grade": 2},
    "office": {"use": "office", "fire_grade": 2, "sprinklered": False},
}
STAIRS = {"tower": "smoke_proof"}
"""What the officer confirms; the walk-up and the office wait for their person, so that the exit review has work."""


def deliver_models(city: City, rows: dict[str, Building], officer: User) -> dict[str, ModelVersion]:
    """Deliver and check what is not there yet; returns the versions by kind."""
    found = {}
    for kind, key in city.models.items():
        building = rows[key]
        known = ModelVersion.objects.filter(model_set__building=building).first()
        found[kind] = known or _deliver(kind, building, officer)
        if not Check.objects.filter(version=found[kind]).exists():
            start_check(actor=officer, version=found[kind])
            _finish(building)
    if "tower" in found:
        confirm_stairs(found["tower"], STAIRS["tower"], officer)
    return found


def _deliver(kind: str, building: Building, officer: User) -> ModelVersion:
    with tempfile.TemporaryDirectory(prefix="model-") as folder:
        path = Path(WRITERS[kind](Path(folder) / f"{kind}.ifc"))
        version, _job = upload_model(
            actor=officer, building=building, chunks=[path.read_bytes()], name=path.name, params=PARAMS[kind]
        )
    _finish(building)
    return version


def confirm_stairs(version: ModelVersion, kind: str, officer: User) -> None:
    """The officer confirms all proposed exits and all stairs as of one kind; the check runs again with them."""
    if reviews.current(version.model_set)["stair"]:
        return
    check = Check.objects.filter(version=version).order_by("-pk").first()
    if check is None:
        return
    report = json.loads(check.report.path.read_text("utf-8"))
    exits = {door["guid"]: door["exit"] for door in report["doors"] if door["exit"] == "final"}
    stairs = {stair["guid"]: kind for stair in report["stairs"]}
    reviews.confirm(actor=officer, model_set=version.model_set, kind="exit", values=exits)
    reviews.confirm(actor=officer, model_set=version.model_set, kind="stair", values=stairs)
    start_check(actor=officer, version=version)
    _finish(version.building)


def _finish(building: Building) -> None:
    """Carry out the building's waiting jobs here: no worker runs while the demo is made."""
    for job in Job.objects.filter(subject_uuid=building.uuid, state="pending").order_by("pk"):
        jobs.run(job.uuid)
        job.refresh_from_db()
        if job.state != JobState.DONE:
            raise ValueError(f"The model of {building} was not checked: {job.error or job.state}")
