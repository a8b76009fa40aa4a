"""A file of two towers: it asks which is which, and each registered building gets its own check and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bim.models import Check, CheckResult, ModelSetBuilding, ModelVersion
from bim.services.following import side_of
from bim.services.mapping import map_buildings
from bim.services.model_buildings import needs_mapping
from bim.services.uploads import Delivered, deliver
from core.errors import DomainError, NotAllowed
from core.models import JobState
from seeds.ifc.compound import Placed, write_compound
from seeds.ifc.office import OfficeOptions, office
from seeds.ifc.split import write_by_storey
from seeds.ifc.walk_up import WalkUpOptions, walk_up
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db
OFFICE = office(OfficeOptions(storeys=2, wing_offices=2))
HOUSE = walk_up(WalkUpOptions(storeys=2, entrances=1))
WORDS = {"use": "office", "fire_grade": 2}


@pytest.fixture
def towers(tmp_path: Path) -> Path:
    return write_compound(tmp_path / "towers.ifc", [Placed(OFFICE), Placed(HOUSE, (150.0, 0.0, 0.0))])


def send(actor: Any, building: Any, *paths: Path) -> tuple[ModelVersion, Any]:
    files = [Delivered(path.name, [path.read_bytes()]) for path in paths]
    return deliver(actor=actor, building=building, delivered=files, params=WORDS)


@pytest.fixture
def asked(towers: Path, run_jobs: Any) -> Any:
    """Officer of two buildings, delivered for the first: the check has ended with its question."""
    area = make_area()
    actor = make_member("officer", area=area)
    first, second = make_building(area=area), make_building(area=area)
    version, job = send(actor, first, towers)
    run_jobs()
    job.refresh_from_db()
    version.refresh_from_db()
    guids = {row["name"]: row["guid"] for row in version.found}
    return actor, first, second, version, job, guids


def test_several_buildings_end_in_a_question_and_judge_nothing(asked: Any) -> None:
    _actor, _first, _second, version, job, guids = asked
    assert job.state == JobState.DONE and job.result == {"mapping": str(version.uuid)}
    assert set(guids) == {OFFICE.name, HOUSE.name}
    assert needs_mapping(version) and not Check.objects.exists()


def test_each_registered_building_is_checked_for_its_own(asked: Any, run_jobs: Any) -> None:
    actor, first, second, version, _job, guids = asked
    jobs = map_buildings(actor=actor, version=version, choice={guids[OFFICE.name]: first, guids[HOUSE.name]: second})
    assert len(jobs) == 2
    run_jobs()
    mine, other = (Check.objects.get(version__model_set__building=b) for b in (first, second))
    assert mine.buildings == [guids[OFFICE.name]] and other.buildings == [guids[HOUSE.name]]
    storeys = [{plan.storey_guid for plan in check.plans.all()} for check in (mine, other)]
    assert len(storeys[0]) == len(storeys[1]) == 2 and not storeys[0] & storeys[1]
    for check, strange in ((mine, storeys[1]), (other, storeys[0])):
        text = check.report.path.read_text()
        assert not any(guid in text for guid in strange)
    assert mine.glb_id != other.glb_id
    assert not needs_mapping(version)


def test_comparison_and_lifts_of_one_building_know_nothing_of_the_other(asked: Any, run_jobs: Any) -> None:
    actor, first, second, version, _job, guids = asked
    map_buildings(actor=actor, version=version, choice={guids[OFFICE.name]: first, guids[HOUSE.name]: second})
    run_jobs()
    mine, other = (Check.objects.get(version__model_set__building=b) for b in (first, second))
    sides = side_of(mine), side_of(other)
    assert all(side.elements for side in sides) and not set(sides[0].elements) & set(sides[1].elements)
    assert not set(sides[0].storey_names) & set(sides[1].storey_names)
    for side, check in zip(sides, (mine, other), strict=True):
        assert {guid for guid, e in side.elements.items() if e.kind == "space"} == {
            row["guid"] for row in side.report["spaces"]
        }, check


def test_an_officer_of_one_building_never_sees_rows_of_the_other(asked: Any, run_jobs: Any) -> None:
    actor, first, _second, version, _job, guids = asked
    elsewhere = make_building(area=make_area())
    both = make_member("officer", area=first.area)
    from core.models import Membership

    Membership.objects.create(user=both, function="officer", area=elsewhere.area)
    map_buildings(actor=both, version=version, choice={guids[OFFICE.name]: first, guids[HOUSE.name]: elsewhere})
    run_jobs()
    stranger = make_member("officer", area=elsewhere.area)
    assert {c.version.building for c in Check.objects.visible_to(stranger)} == {elsewhere}
    seen = CheckResult.objects.visible_to(stranger)
    assert seen and all(row.check_run.version.building == elsewhere for row in seen)
    assert {v.building for v in ModelVersion.objects.visible_to(stranger)} == {elsewhere}
    rows = ModelSetBuilding.objects.visible_to(stranger)
    assert {row.building for row in rows} == {elsewhere}
    client = Client()
    client.force_login(actor)
    shown = client.get(f"/api/v1/models/{version.uuid}/buildings/").json()["buildings"]
    assert {row["name"]: row["building"] for row in shown} == {OFFICE.name: str(first.uuid), HOUSE.name: None}
    client.force_login(stranger)
    assert client.get(f"/api/v1/models/{version.uuid}/buildings/").status_code == 404
    assert client.get(f"/models/{version.uuid}/buildings/").status_code == 404


def test_a_building_of_others_cannot_be_named(asked: Any) -> None:
    actor, _first, _second, version, _job, guids = asked
    elsewhere = make_building(area=make_area())
    with pytest.raises(NotAllowed):
        map_buildings(actor=actor, version=version, choice={guids[HOUSE.name]: elsewhere})
    client = Client()
    client.force_login(actor)
    said = {"buildings": {guids[HOUSE.name]: str(elsewhere.uuid)}}
    address = f"/api/v1/models/{version.uuid}/buildings/"
    assert client.patch(address, said, content_type="application/json").status_code == 404
    assert not ModelSetBuilding.objects.exists()


def test_nonsense_is_refused_and_changes_nothing(asked: Any) -> None:
    actor, first, _second, version, _job, guids = asked
    for choice in ({"nonsense": first}, {}, {guids[HOUSE.name]: None}):
        with pytest.raises(DomainError):
            map_buildings(actor=actor, version=version, choice=choice)
    assert not ModelSetBuilding.objects.exists()


def test_tower_and_podium_may_be_one_registered_building(asked: Any, run_jobs: Any) -> None:
    actor, first, _second, version, _job, guids = asked
    map_buildings(actor=actor, version=version, choice=dict.fromkeys(guids.values(), first))
    run_jobs()
    check = Check.objects.get()
    assert sorted(check.buildings) == sorted(guids.values())
    assert len({plan.storey_guid for plan in check.plans.all()}) == 4


def test_the_next_version_goes_to_both_without_asking(asked: Any, towers: Path, tmp_path: Path, run_jobs: Any) -> None:
    actor, first, second, version, _job, guids = asked
    map_buildings(actor=actor, version=version, choice={guids[OFFICE.name]: first, guids[HOUSE.name]: second})
    run_jobs()
    newer = tmp_path / "newer.ifc"
    newer.write_bytes(towers.read_bytes() + b"\n")
    send(actor, first, newer)
    run_jobs()
    assert [ModelVersion.objects.filter(model_set__building=b).count() for b in (first, second)] == [2, 2]
    assert Check.objects.filter(version__model_set__building=second).count() == 2


def test_many_files_are_one_version_whatever_their_order(tmp_path: Path, run_jobs: Any) -> None:
    building = make_building()
    actor = make_member("officer", area=building.area)
    files = write_by_storey(tmp_path / "split", OFFICE)
    version, job = send(actor, building, *files)
    again, none = send(actor, building, *reversed(files), files[0])
    assert (again.pk, none) == (version.pk, None)
    assert [name for _file, name in version.delivered] == ["L01.ifc", "L02.ifc"]
    client = Client()
    client.force_login(actor)
    address = f"/api/v1/models/{version.uuid}/"
    listed = client.get(address).json()["files"]
    assert [(row["name"], row["bytes"]) for row in listed] == [(p.name, p.stat().st_size) for p in sorted(files)]
    assert client.get("/api/v1/models/?fields=files").json()["results"] == [{"files": listed}]
    second = client.get(f"{address}file/?sha256={listed[1]['sha256']}")
    assert b"".join(second.streaming_content) == sorted(files)[1].read_bytes()
    assert client.get(f"{address}file/?sha256={'0' * 64}").status_code == 404
    run_jobs()
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    assert len({plan.storey_guid for plan in Check.objects.get().plans.all()}) == 2


def test_a_delivery_with_one_wrong_file_leaves_nothing(tmp_path: Path) -> None:
    building = make_building()
    actor = make_member("officer", area=building.area)
    good, bad = write_by_storey(tmp_path / "split", OFFICE)[0], tmp_path / "notes.docx"
    bad.write_bytes(b"PK")
    with pytest.raises(DomainError, match=r"notes\.docx"):
        send(actor, building, good, bad)
    assert not ModelVersion.objects.exists()


def test_a_broken_file_among_sound_ones_is_named_and_nothing_is_judged(tmp_path: Path, run_jobs: Any) -> None:
    building = make_building()
    actor = make_member("officer", area=building.area)
    one, two = write_by_storey(tmp_path / "split", OFFICE)
    two.write_bytes(two.read_bytes()[:40_000])
    _version, job = send(actor, building, one, two)
    run_jobs()
    job.refresh_from_db()
    assert job.state == JobState.FAILED and job.error.startswith("L02.ifc ")
    assert not Check.objects.exists()


def test_page_and_api_take_several_files_and_the_page_asks(towers: Path, tmp_path: Path, run_jobs: Any) -> None:
    building = make_building()
    client = Client()
    client.force_login(make_member("officer", area=building.area))
    client.cookies["language"] = "en"
    files = write_by_storey(tmp_path / "split", OFFICE)
    handles = [path.open("rb") for path in files]
    answer = client.post(f"/api/v1/buildings/{building.uuid}/models/", {"files": handles, "params": "use=office"})
    assert answer.status_code == 202, answer.content
    assert ModelVersion.objects.get().files.count() == 1
    with towers.open("rb") as handle:
        answer = client.post(f"/buildings/{building.uuid}/models/upload/", {"file": [handle], "use": "office"})
    assert answer.status_code == 302
    run_jobs()
    version = ModelVersion.objects.get(number=2)
    page = client.get(f"/models/{version.uuid}/buildings/").content.decode()
    assert OFFICE.name in page and HOUSE.name in page and "nothing is checked before" in page
    assert "Say which of them this is" in client.get(f"/buildings/{building.uuid}/").content.decode()
    guid = next(row["guid"] for row in version.found if row["name"] == HOUSE.name)
    answer = client.post(f"/models/{version.uuid}/buildings/", {f"building-{guid}": "this"})
    assert answer.status_code == 302 and answer["Location"].startswith("/jobs/")
    run_jobs()
    assert Check.objects.get(version=version).buildings == [guid]
