"""A city's models checked again from what is stored: nothing parsed, nothing doubled, nothing lost with a worker."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bim.models import Check, ModelVersion
from bim.services import checking, rechecking
from bim.services.packs import pack_of
from bim.services.rechecking import Wish, start_batch, start_rechecks
from bim.services.uploads import upload_model
from core.errors import DomainError
from core.models import Job, JobState
from core.services import jobs
from inspections.models import Hazard
from seeds.ifc import WalkUpOptions, write_walk_up
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member, make_user

pytestmark = pytest.mark.django_db

PACK = """format = "rule-pack/1"
id = "city-2026"
parent = "gb55037-2022"
edition = "City rules 2026"
in_force = 2026
title = {{ en = "City", zh = "市" }}

[[override]]
rule = "residential_width"
row = "flat_door"
set = {{ value = {width}, edition = "City rules 2026", clause = "1", confidence = "B" }}
"""


@pytest.fixture
def pack(tmp_path: Path, settings: Any) -> Any:
    """An installation's own pack, whose one figure can be changed."""
    folder = tmp_path / "packs"
    folder.mkdir()
    settings.PACK_DIRS = [folder]
    settings.DEFAULT_PACK = "city-2026"

    def write(width: str) -> None:
        (folder / "city-2026.toml").write_text(PACK.format(width=width), "utf-8")

    write("0.80")
    return write


@pytest.fixture
def town(pack: Any, tmp_path: Path, run_jobs: Any) -> list[ModelVersion]:
    """Three buildings of one district, their models checked."""
    area = make_area()
    versions = []
    for n in range(3):
        path = write_walk_up(tmp_path / f"{n}.ifc", options=WalkUpOptions(storeys=2, entrances=1 + n))
        building = make_building(area=area)
        officer = make_member("officer", area=area)
        params = {"use": "residential", "fire_grade": 2}
        version, _job = upload_model(
            actor=officer, building=building, chunks=[path.read_bytes()], name=path.name, params=params
        )
        versions.append(version)
    run_jobs()
    assert Check.objects.count() == 3
    return versions


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries to copy a delivered file for the reader fails."""

    def refuse(stored: Any, target: Path) -> Path:
        assert target.suffix != ".ifc", "a delivered file was read again"
        return original(stored, target)

    original = checking.files.copy_to
    monkeypatch.setattr(checking.files, "copy_to", refuse)


def work(job: Job) -> dict[str, Any]:
    jobs.run(job.uuid)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    return dict(job.result)


def test_a_changed_pack_is_checked_from_stored_facts_and_hazards_follow(
    town: list[ModelVersion], pack: Any, blind: None
) -> None:
    assert not Hazard.objects.filter(rule="residential_width").exists()
    pack("1.00")
    (job,) = start_rechecks(actor=make_user(), wish=Wish("city-2026"))
    assert work(job) == {"checked": 3, "unchanged": 0, "gone": 0, "failed": []}
    for version in town:
        old, new = Check.objects.filter(version=version).order_by("pk")
        assert (new.facts, new.glb, new.batch, new.job) == (old.facts, old.glb, job, None)
        assert new.pack_sha256 == new.pack_content.sha256 != old.pack_sha256
        assert new.summary["fail"] > old.summary["fail"]
        assert new.plans.count() == old.plans.count()
    hazards = Hazard.objects.filter(rule="residential_width").count()
    # 0.90 m doors of the walk-up under the new 1.00 m; one hazard a door, none for the other model's doors.
    assert hazards == sum(
        c.results.filter(rule="residential_width", verdict="fail").count() for c in Check.objects.filter(batch=job)
    )
    pack("1.05")
    work(start_rechecks(actor=make_user(), wish=Wish("city-2026"))[0])
    assert Hazard.objects.filter(rule="residential_width").count() == hazards
    assert set(Hazard.objects.filter(rule="residential_width").values_list("limit", flat=True)) == {1.05}


def test_an_old_check_keeps_the_pack_it_used(town: list[ModelVersion], pack: Any) -> None:
    pack("1.00")
    work(start_rechecks(actor=make_user(), wish=Wish("city-2026"))[0])
    old, new = Check.objects.filter(version=town[0]).order_by("pk")
    assert (pack_of(old).sha256, pack_of(new).sha256) == (old.pack_sha256, new.pack_sha256)


def test_what_would_come_out_as_before_is_passed_over(
    town: list[ModelVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rechecking, "carry_out", lambda *a, **k: pytest.fail("worked for nothing"))
    (job,) = start_rechecks(actor=make_user(), wish=Wish("city-2026"))
    assert work(job) == {"checked": 0, "unchanged": 3, "gone": 0, "failed": []}


def test_a_killed_job_goes_on_where_it_stopped(town: list[ModelVersion], pack: Any, monkeypatch: Any) -> None:
    """The worker dies like a machine that loses power: no handler, no rollback of what was committed."""

    class Killed(BaseException):
        pass

    pack("1.00")
    (job,) = start_rechecks(actor=make_user(), wish=Wish("city-2026"))
    original = rechecking.carry_out
    done: list[Any] = []

    def dies(version: Any, *args: Any, **kwargs: Any) -> Any:
        if len(done) == 2:
            raise Killed
        done.append(version.pk)
        return original(version, *args, **kwargs)

    monkeypatch.setattr(rechecking, "carry_out", dies)
    with pytest.raises(Killed):
        jobs.run(job.uuid)
    assert Check.objects.filter(batch=job).count() == 2
    hazards = set(Hazard.objects.values_list("pk", flat=True))
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert jobs.sweep()["taken_back"] == 1
    done.clear()
    assert work(job) == {"checked": 3, "unchanged": 2, "gone": 0, "failed": []}
    assert done == [town[2].pk]
    assert [Check.objects.filter(version=v, batch=job).count() for v in town] == [1, 1, 1]
    assert hazards < set(Hazard.objects.values_list("pk", flat=True))
    keys = list(Hazard.objects.values_list("building", "rule", "subject_guid"))
    assert len(keys) == len(set(keys))


def test_a_worker_given_up_for_dead_writes_nothing_beside_its_successor(
    town: list[ModelVersion], pack: Any, monkeypatch: Any
) -> None:
    pack("1.00")
    (job,) = start_rechecks(actor=make_user(), wish=Wish("city-2026"))
    original = rechecking.carry_out

    def taken_over(*args: Any, **kwargs: Any) -> Any:
        kept = original(*args, **kwargs)
        Job.objects.filter(pk=job.pk).update(attempt=9)
        return kept

    monkeypatch.setattr(rechecking, "carry_out", taken_over)
    jobs.run(job.uuid)
    assert not Check.objects.filter(batch=job).exists()


def test_two_jobs_over_the_same_models_make_one_check(town: list[ModelVersion], pack: Any, monkeypatch: Any) -> None:
    pack("1.00")
    one, two = (start_batch(actor=make_user(), wish=Wish("city-2026"), versions=[str(town[0].uuid)]) for _ in range(2))
    original = rechecking.carry_out
    inside: list[Any] = []

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        if not inside:
            inside.append(True)
            jobs.run(two.uuid)
        return original(*args, **kwargs)

    monkeypatch.setattr(rechecking, "carry_out", meanwhile)
    assert work(one)["checked"] == 0
    two.refresh_from_db()
    assert two.result["checked"] == 1
    assert Check.objects.filter(version=town[0]).count() == 2


def test_a_model_at_fault_is_named_and_stops_no_other(town: list[ModelVersion], pack: Any, monkeypatch: Any) -> None:
    pack("1.00")
    original = rechecking.carry_out

    def fails(version: Any, *args: Any, **kwargs: Any) -> Any:
        if version.pk == town[0].pk:
            raise rechecking.JobFailed("CRASH", "The file made its reader crash (SIGSEGV).")
        return original(version, *args, **kwargs)

    monkeypatch.setattr(rechecking, "carry_out", fails)
    result = work(start_rechecks(actor=make_user(), wish=Wish("city-2026"))[0])
    assert result["checked"] == 2
    assert [(row["version"], row["code"]) for row in result["failed"]] == [(str(town[0].uuid), "CRASH")]


def test_a_model_whose_file_is_lost_is_named_and_stops_no_other(town: list[ModelVersion], pack: Any) -> None:
    pack("1.00")
    Check.objects.filter(version=town[0]).update(facts=None)
    town[0].file.path.unlink()
    result = work(start_rechecks(actor=make_user(), wish=Wish("city-2026"))[0])
    assert result["checked"] == 2
    assert [(row["version"], row["code"]) for row in result["failed"]] == [(str(town[0].uuid), "LOST")]


def test_stored_facts_that_are_damaged_are_read_again(town: list[ModelVersion], pack: Any) -> None:
    pack("1.00")
    facts = Check.objects.filter(version=town[0]).get().facts
    facts.path.chmod(0o640)
    facts.path.write_bytes(b"torn")
    result = work(start_rechecks(actor=make_user(), wish=Wish("city-2026"))[0])
    assert (result["checked"], result["failed"]) == (3, [])


def test_the_registry_is_asked_only_when_wished(town: list[ModelVersion]) -> None:
    building = town[0].building
    building.fire_grade = 4
    building.save()
    assert work(start_rechecks(actor=make_user(), wish=Wish("city-2026"))[0])["checked"] == 0
    result = work(start_rechecks(actor=make_user(), wish=Wish("city-2026", registry=True))[0])
    assert result["checked"] == 1
    newest = Check.objects.filter(version=town[0]).first()
    assert newest.params["fire_grade"] == 4
    # And it stands: the next check does not fall back to what was said at delivery.
    checking.start_check(actor=make_user(), version=town[0])
    assert rechecking.standing_params(town[0])["fire_grade"] == 4


def test_only_the_newest_checked_version_below_the_area_and_of_the_pack(
    town: list[ModelVersion], tmp_path: Path, run_jobs: Any
) -> None:
    path = write_walk_up(tmp_path / "newer.ifc", options=WalkUpOptions(storeys=3, entrances=1))
    version, _job = upload_model(
        actor=make_user(is_superuser=True), building=town[0].building, chunks=[path.read_bytes()], name="n.ifc",
        params={"use": "residential"},
    )  # fmt: skip
    mine = [v.uuid for v in town]
    assert list(rechecking.versions_to_check(Wish("city-2026"))) == mine
    run_jobs()
    assert list(rechecking.versions_to_check(Wish("city-2026"))) == [version.uuid, *mine[1:]]
    assert not list(rechecking.versions_to_check(Wish("city-2026"), make_area()))
    assert len(list(rechecking.versions_to_check(Wish("city-2026"), town[0].building.area))) == 3
    assert not list(rechecking.versions_to_check(Wish("gb50016-2018")))
    assert len(list(rechecking.versions_to_check(Wish("gb50016-2018", every_model=True)))) == 3


def test_the_command_works_in_batches_here_or_queues(town: list[ModelVersion], pack: Any) -> None:
    pack("1.00")
    operator = make_user("operator", is_superuser=True)
    out = io.StringIO()
    call_command("recheck", "--pack", "city-2026", "--batch", "2", "--here", "--actor", "operator", stdout=out)
    assert out.getvalue().count("job ") == 2
    assert "checked 2, unchanged 0" in out.getvalue() and "checked 1, unchanged 0" in out.getvalue()
    call_command("recheck", "--pack", "city-2026", "--actor", "operator", stdout=out)
    assert Job.objects.filter(kind=rechecking.KIND, state=JobState.PENDING, created_by=operator).count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--pack", "atlantis"], "atlantis"),
        (["--pack", "city-2026", "--area", "no such"], "no such"),
        (["--pack", "city-2026", "--batch", "0"], "--batch"),
        (["--pack", "city-2026", "--actor", "nobody"], "nobody"),
    ],
)
def test_wrong_usage_is_one_sentence_and_starts_nothing(pack: Any, words: list[str], told: str) -> None:
    make_user(is_superuser=True)
    with pytest.raises(CommandError, match=told):
        call_command("recheck", *words)
    assert not Job.objects.exists()


def test_a_pack_that_is_gone_when_the_job_runs_is_a_sentence(town: list[ModelVersion], settings: Any) -> None:
    (job,) = start_rechecks(actor=make_user(), wish=Wish("city-2026"))
    settings.PACK_DIRS = []
    jobs.run(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.FAILED, "REQUEST")
    with pytest.raises(DomainError, match="city-2026"):
        start_rechecks(actor=make_user(), wish=Wish("city-2026"))
