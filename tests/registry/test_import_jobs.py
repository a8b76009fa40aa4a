"""The same import as people start it: upload, preview job, apply job."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import Conflict, DomainError, NotAllowed
from core.models import JobState, User
from registry.imports.plan import from_json
from registry.models import BatchState, Building, ImportBatch
from registry.services.buildings import update_building
from registry.services.imports import start_apply, start_preview
from tests.factories.people import make_area, make_member
from tests.registry.census import GOOD, row, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return make_member("officer", area=make_area(level="community", code="110101001001"))


def upload(officer: User, rows: list[dict[str, str]], **options: Any) -> ImportBatch:
    data = text_of(rows).encode("gb18030")
    given = {"name": "普查.csv", "profile": "census-urban-residential", "crs": "EPSG:4490", **options}
    return start_preview(actor=officer, chunks=[data], **given)


def test_preview_then_apply(officer: User, run_jobs: Any) -> None:
    batch = upload(officer, [GOOD, row(房屋编号="H-2", 地上层数="=1+1")])
    run_jobs()
    batch.refresh_from_db()
    expected = {"read": 2, "created": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert (batch.state, batch.counts, batch.encoding) == (BatchState.PREVIEWED, expected, "gb18030")
    assert not Building.objects.exists()
    assert batch.plan is not None
    assert from_json(batch.plan.path.read_bytes()).counts == expected
    assert batch.notices == []
    assert batch.report is not None
    report = batch.report.path.read_bytes().decode("utf-8-sig").splitlines()
    assert report[1].startswith("3,地上层数,'=1+1,"), "a cell that a spreadsheet would calculate is defused"

    start_apply(actor=officer, batch=batch)
    jobs = run_jobs()
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == (BatchState.APPLIED, expected)
    assert jobs[-1].result["counts"] == expected
    assert Building.objects.count() == 1


def test_a_second_apply_is_a_conflict(officer: User, run_jobs: Any) -> None:
    batch = upload(officer, [GOOD])
    with pytest.raises(Conflict):
        start_apply(actor=officer, batch=batch)
    run_jobs()
    start_apply(actor=officer, batch=batch)
    with pytest.raises(Conflict):
        start_apply(actor=officer, batch=batch)
    run_jobs()
    with pytest.raises(Conflict):
        start_apply(actor=officer, batch=batch)
    assert Building.objects.count() == 1


def test_nothing_to_do_is_said(officer: User, run_jobs: Any) -> None:
    for _round in range(2):
        batch = upload(officer, [GOOD])
        run_jobs()
        if _round == 0:
            start_apply(actor=officer, batch=batch)
            run_jobs()
    with pytest.raises(Conflict) as caught:
        start_apply(actor=officer, batch=batch)
    assert caught.value.code == "nothing_to_do"


def test_changed_data_after_the_preview_asks_for_a_new_one(officer: User, run_jobs: Any) -> None:
    first = upload(officer, [GOOD])
    run_jobs()
    start_apply(actor=officer, batch=first)
    run_jobs()
    second = upload(officer, [row(地上层数="7", 调查时间="2021-01-01")])
    run_jobs()
    update_building(actor=officer, building=Building.objects.get(), storeys_above=9)
    start_apply(actor=officer, batch=second)
    job = run_jobs()[-1]
    second.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.FAILED, "STALE_PLAN")
    assert second.state == BatchState.STALE
    assert Building.objects.get().storeys_above == 9


REFUSED = [(b"a,b\n1,2\n", "房屋编号"), (text_of([GOOD]).encode("utf-16")[:-1], "UTF-16")]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_a_refused_file_is_a_failed_job_with_a_sentence(
    officer: User, run_jobs: Any, content: bytes, words: str
) -> None:
    given = {"name": "x.csv", "profile": "census-urban-residential", "crs": "EPSG:4490"}
    batch = start_preview(actor=officer, chunks=[content], **given)
    job = run_jobs()[-1]
    batch.refresh_from_db()
    assert (job.state, job.error_code, batch.state) == (JobState.FAILED, "REFUSED", BatchState.REFUSED)
    assert words in batch.error
    assert batch.error == job.error


def test_who_may_import_and_see_imports(officer: User) -> None:
    for function in ("inspector", "viewer", "auditor"):
        with pytest.raises(NotAllowed):
            upload(make_member(function, area=make_area()), [GOOD])
    batch = upload(officer, [GOOD])
    colleague = make_member("officer", area=make_area())
    assert list(ImportBatch.objects.visible_to(officer)) == [batch]
    assert list(ImportBatch.objects.visible_to(colleague)) == []
    with pytest.raises(Conflict):
        start_apply(actor=colleague, batch=batch)


@pytest.mark.parametrize("wrong", [{"profile": "x"}, {"crs": "EPSG:4214"}])
def test_an_unknown_profile_or_system_is_refused_at_once(officer: User, wrong: dict[str, str]) -> None:
    with pytest.raises(DomainError) as caught:
        upload(officer, [GOOD], **wrong)
    assert caught.value.field == next(iter(wrong))
    assert not ImportBatch.objects.exists()


def test_too_large_a_file_is_refused(officer: User, settings: Any) -> None:
    settings.MAX_CENSUS_MB = 0
    with pytest.raises(DomainError) as caught:
        upload(officer, [GOOD])
    assert caught.value.code == "too_large"
