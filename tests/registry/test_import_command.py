"""``manage.py import_buildings``: what it prints and its exit status."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core.models import Membership, User
from registry.models import Building, ImportBatch, Observation
from tests.factories.people import make_area, make_member, make_user
from tests.registry.census import GOOD, row, write, write_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return make_member("administrator", area=make_area(level="community", code="110101001001"))


def run(*args: Any) -> tuple[int, dict[str, int]]:
    """Exit status and the printed counts."""
    out = io.StringIO()
    status = 0
    try:
        call_command("import_buildings", *[str(a) for a in args], stdout=out, stderr=io.StringIO())
    except SystemExit as ended:
        status = int(ended.code or 0)
    pairs = (line.split(": ") for line in out.getvalue().splitlines())
    return status, {name: int(count) for name, count in pairs}


def counts(read: int, created: int, changed: int, unchanged: int, rejected: int) -> dict[str, int]:
    return {
        "rows read": read, "created": created, "changed": changed, "unchanged": unchanged, "rejected": rejected,
    }  # fmt: skip


def test_all_good_then_the_same_again(tmp_path: Path, administrator: User) -> None:
    path = write(tmp_path / "c.csv", [GOOD, row(房屋编号="H-2")], "gb18030")
    assert run(path) == (0, counts(2, 2, 0, 0, 0))
    observations = Observation.objects.count()
    assert run(path) == (0, counts(2, 0, 0, 2, 0))
    assert (Building.objects.count(), Observation.objects.count(), ImportBatch.objects.count()) == (2, observations, 1)


def test_a_dry_run_counts_the_same_and_writes_nothing(tmp_path: Path, administrator: User) -> None:
    path = write_xlsx(tmp_path / "c.xlsx", [GOOD, row(房屋编号="H-2", 结构类型="竹")])
    assert run(path, "--dry-run") == (1, counts(2, 1, 0, 0, 1))
    assert not Building.objects.exists()
    assert not ImportBatch.objects.exists()
    assert run(path) == (1, counts(2, 1, 0, 0, 1))
    assert Building.objects.count() == 1


def test_the_report_lists_each_rejected_cell(tmp_path: Path, administrator: User) -> None:
    rows = [GOOD, row(房屋编号="H-2", 地上层数="x", 建造年份="@SUM(A1)"), GOOD]
    report = tmp_path / "report.csv"
    status, printed = run(write(tmp_path / "c.csv", rows), "--dry-run", "--report", report)
    assert (status, printed["rejected"]) == (2, 3), "the double row 2 and 4 and row 3: nothing is left"
    lines = list(csv.reader(io.StringIO(report.read_text("utf-8-sig"))))
    assert [line[:3] for line in lines[1:]] == [
        ["2", "房屋编号", "H-001"], ["3", "地上层数", "x"], ["3", "建造年份", "'@SUM(A1)"], ["4", "房屋编号", "H-001"],
    ]  # fmt: skip
    assert all(line[3] and line[4] for line in lines[1:])


def failed(*args: Any) -> CommandError:
    with pytest.raises(CommandError) as caught:
        run(*args)
    assert caught.value.returncode == 2
    return caught.value


def test_a_file_that_cannot_be_used_ends_with_2(tmp_path: Path, administrator: User) -> None:
    assert "There is no file" in str(failed(tmp_path / "nothing.csv"))
    path = tmp_path / "c.csv"
    path.write_text("a,b\n1,2\n")
    assert "房屋编号" in str(failed(path))
    assert "generic" in str(failed(write(path, [GOOD]), "--profile", "generic"))
    assert "/no/such" in str(failed(path, "--report", "/no/such/folder/r.csv"))


def test_in_whose_name(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", [GOOD])
    assert "--actor" in str(failed(path)), "nobody is there"
    one = make_member("administrator", area=make_area(level="community", code="110101001001"))
    other = make_member("administrator", area=make_area())
    assert "--actor" in str(failed(path)), "two administrators: which?"
    assert run(path, "--actor", one.username) == (0, counts(1, 1, 0, 0, 0))
    assert ImportBatch.objects.get().created_by == one
    assert run(path, "--actor", other.username)[0] == 2, "the rows are not theirs"
    failed(path, "--actor", "nobody")
    failed(path, "--actor", make_member("viewer", area=make_area()).username)
    Membership.objects.filter(user=other).delete()
    assert run(path, "--dry-run")[0] == 0, "one administrator is left"
    make_user(is_superuser=True)
    assert run(path, "--dry-run")[0] == 0, "the operator comes first"


def test_a_cut_utf16_file_is_refused_in_words(tmp_path: Path, administrator: User) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(write(path, [GOOD], "utf-16").read_bytes()[:-1])
    with pytest.raises(CommandError, match="UTF-16") as caught:
        run(path)
    assert caught.value.returncode == 2


@pytest.mark.parametrize(("given", "noticed"), [([], True), (["--crs", "EPSG:4490"], False)])
def test_an_assumed_coordinate_system_is_said(
    tmp_path: Path, administrator: User, given: list[str], noticed: bool
) -> None:
    err = io.StringIO()
    path = write(tmp_path / "c.csv", [GOOD])
    call_command("import_buildings", str(path), *given, stdout=io.StringIO(), stderr=err)
    assert ("No --crs was given: the coordinates are read as EPSG:4490" in err.getvalue()) is noticed
