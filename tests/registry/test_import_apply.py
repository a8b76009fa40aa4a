"""Carrying out a plan: what it writes, that it can be repeated, and when it refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from core.models import Area, User
from core.services import history
from core.services.files import store_path
from registry.imports.apply import StalePlan, apply_plan
from registry.imports.make import make_plan
from registry.imports.plan import ImportPlan, from_json, to_json
from registry.models import Building, BuildingIdentifier, Estate, ImportBatch, Observation
from registry.selectors.facts import facts_of
from registry.services.buildings import update_building
from registry.services.observing import observe
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member
from tests.registry.census import GOOD, row, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> Area:
    return make_area(level="community", code="110101001001")


@pytest.fixture
def officer(area: Area) -> User:
    return make_member("officer", area=area)


def planned(path: Path, officer: User, rows: list[dict[str, str]]) -> ImportPlan:
    file = write(path / "c.csv", rows)
    return make_plan(file, actor=officer, profile_id="census-urban-residential", crs="EPSG:4490")


def applied(path: Path, officer: User, plan: ImportPlan) -> dict[str, int]:
    stored = store_path(path / "c.csv", media_type="text/csv")
    with transaction.atomic():
        batch = ImportBatch.objects.create(file=stored, original_name="c.csv", created_by=officer)
        return apply_plan(from_json(to_json(plan)), actor=officer, batch=batch)


def run(path: Path, officer: User, rows: list[dict[str, str]]) -> dict[str, int]:
    plan = planned(path, officer, rows)
    done = applied(path, officer, plan)
    assert done == plan.counts, "the preview's counts are the import's counts"
    return done


def state() -> tuple[Any, ...]:
    return (
        list(Building.objects.order_by("pk").values()),
        Observation.objects.count(),
        BuildingIdentifier.objects.count(),
        Estate.objects.count(),
    )


def test_a_new_building_with_everything_that_hangs_on_it(tmp_path: Path, officer: User, area: Area) -> None:
    run(tmp_path, officer, [GOOD, row(房屋编号="H-2", 楼栋名称="4号楼", 经度="", 纬度="", 小区名称="")])
    building = Building.objects.get(identifiers__value="H-001", identifiers__scheme="census")
    assert (building.name, building.use, building.structure, building.year_built) == (
        "听松苑3号楼", "residential", "masonry", 1987,
    )  # fmt: skip
    assert (building.storeys_above, building.height_m, building.dwellings) == (6, 18.2, 56)
    assert (building.area_path, building.estate and building.estate.name) == (area.path, "听松苑")
    assert building.quad is not None
    # 30 columns less number, code and the two coordinates, less two empty cells (second structure level, retrofit
    # year), plus location, use and precision of the year: 30 - 4 - 2 + 3.
    assert building.observations.count() == 27
    seen = building.observations.get(field="visible_damage")
    assert (seen.value, seen.source, seen.observed_on) == ("no", "census", dt.date(2020, 9, 14))
    assert (seen.actor, seen.batch and seen.batch.original_name) == (officer, "c.csv")
    [event] = history.events_of(building)
    assert (event.kind, event.data["changes"]["storeys_above"], event.data["row"]) == (
        "building.imported", [None, 6], 2,
    )  # fmt: skip
    assert list(history.verify()) == []
    other = Building.objects.get(identifiers__value="H-2")
    assert (other.quad, other.estate) == (None, None)


def test_the_same_file_again_changes_nothing(tmp_path: Path, officer: User) -> None:
    rows = [GOOD, row(房屋编号="H-2", 调查时间=""), row(房屋编号="H-3", 地上层数="?")]
    assert run(tmp_path, officer, rows) == {"read": 3, "created": 2, "changed": 0, "unchanged": 0, "rejected": 1}
    before = state()
    assert run(tmp_path, officer, rows) == {"read": 3, "created": 0, "changed": 0, "unchanged": 2, "rejected": 1}
    assert state() == before


def test_a_changed_cell_changes_one_field(tmp_path: Path, officer: User) -> None:
    run(tmp_path, officer, [GOOD])
    plan = planned(tmp_path, officer, [row(地上层数="7", 物业单位="新安物业", 调查时间="2021-05-01")])
    assert plan.rows[0].changes == {
        "storeys_above": [6, 7],
        "manager_name": ["安居物业", "新安物业"],
        "surveyed_on": ["2020-09-14", "2021-05-01"],
    }
    applied(tmp_path, officer, plan)
    building = Building.objects.get()
    assert (building.storeys_above, building.version) == (7, 2)
    assert history.events_of(building)[0].data["changes"]["storeys_above"] == [6, 7]
    assert list(history.verify()) == []


def test_an_empty_cell_says_nothing_and_removes_nothing(tmp_path: Path, officer: User) -> None:
    run(tmp_path, officer, [GOOD])
    assert run(tmp_path, officer, [row(住宅套数="", 小区名称="")])["unchanged"] == 1
    assert Building.objects.get().dwellings == 56


def test_an_older_survey_does_not_undo_a_newer_one_and_is_kept(tmp_path: Path, officer: User) -> None:
    run(tmp_path, officer, [row(地上层数="7", 调查时间="2022-01-01")])
    older = [row(地上层数="6", 调查时间="2020-01-01")]
    plan = planned(tmp_path, officer, older)
    assert plan.rows[0].disagrees["storeys_above"] == [7, 6]
    applied(tmp_path, officer, plan)
    assert Building.objects.get().storeys_above == 7
    assert run(tmp_path, officer, older)["unchanged"] == 1


def test_what_an_inspector_saw_stands_against_a_later_census(tmp_path: Path, officer: User) -> None:
    run(tmp_path, officer, [GOOD])
    building = Building.objects.get()
    observe(
        actor=officer, building=building, values={"storeys_above": 8}, source="inspection",
        observed_on=dt.date(2021, 1, 1),
    )  # fmt: skip
    run(tmp_path, officer, [row(地上层数="7", 调查时间="2023-01-01")])
    fact = next(fact for fact in facts_of(Building.objects.get()) if fact.name == "storeys_above")
    assert (fact.value, fact.source) == (8, "inspection")
    assert [(d.value, d.source) for d in fact.disagreements] == [(7, "census")]
    update_building(actor=officer, building=building, storeys_above=7)
    fact = next(fact for fact in facts_of(Building.objects.get()) if fact.name == "storeys_above")
    assert (fact.value, fact.source, fact.disagreements) == (7, "officer", ())


def test_a_building_that_changed_after_the_preview_stops_the_whole_import(tmp_path: Path, officer: User) -> None:
    run(tmp_path, officer, [GOOD])
    plan = planned(tmp_path, officer, [row(地上层数="7", 调查时间="2021-05-01"), row(房屋编号="H-2")])
    update_building(actor=officer, building=Building.objects.get(), storeys_above=9)
    before = state()
    with pytest.raises(StalePlan, match="2"):
        applied(tmp_path, officer, plan)
    assert state() == before, "the new building of row 3 is not there either"


def test_a_number_taken_after_the_preview_stops_the_import(tmp_path: Path, officer: User, area: Area) -> None:
    plan = planned(tmp_path, officer, [GOOD])
    make_building(area=area, census="H-001")
    with pytest.raises(StalePlan):
        applied(tmp_path, officer, plan)


def test_a_person_who_lost_the_area_after_the_preview_imports_nothing(tmp_path: Path, officer: User) -> None:
    plan = planned(tmp_path, officer, [GOOD])
    officer.memberships.update(valid_to=dt.date(2020, 1, 1))
    with pytest.raises(StalePlan):
        applied(tmp_path, officer, plan)
    assert not Building.objects.exists()


def test_a_building_moves_with_its_row_but_not_out_of_a_grid_below(tmp_path: Path, area: Area) -> None:
    street = make_area(level="street")
    one, two = (make_area(street, level="community", code=f"11010200100{n}") for n in (1, 2))
    grid = make_area(one, level="grid")
    officer = make_member("officer", area=street)
    moved, kept = make_building(area=two, census="H-001"), make_building(area=grid, census="H-2")
    run(tmp_path, officer, [row(行政区划代码="110102001001"), row(房屋编号="H-2", 行政区划代码="110102001001")])
    moved.refresh_from_db()
    kept.refresh_from_db()
    assert (moved.area, moved.area_path) == (one, one.path)
    assert (kept.area, kept.area_path) == (grid, grid.path)


@pytest.mark.parametrize("named", ["听松苑", "", "云栖家园"])
def test_a_building_that_moves_with_its_row_leaves_the_estate_of_its_old_area(tmp_path: Path, named: str) -> None:
    street = make_area(level="street")
    one, two = (make_area(street, level="community", code=f"11010200100{n}") for n in (1, 2))
    officer = make_member("officer", area=street)
    run(tmp_path, officer, [row(行政区划代码=one.code)])
    left = Estate.objects.get()
    run(tmp_path, officer, [row(行政区划代码=two.code, 小区名称=named)])
    building = Building.objects.get()
    assert (building.area, left.buildings.count()) == (two, 0)
    found = (building.estate.name, building.estate.area) if building.estate else ("", two)
    assert found == (named, two)


def test_an_import_finds_the_estate_of_the_area_above(tmp_path: Path, officer: User, area: Area) -> None:
    grid = make_area(area, level="grid", code="110101001001001")
    estate = Estate.objects.create(area=area, name="听松苑")
    run(tmp_path, officer, [row(行政区划代码=grid.code)])
    assert Building.objects.get().estate == estate
    assert Estate.objects.count() == 1


def test_outside_of_a_transaction_nothing_is_applied(
    tmp_path: Path, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(tmp_path, officer, [GOOD])
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="transaction"):
        apply_plan(plan, actor=officer, batch=ImportBatch())


def test_an_import_needs_far_fewer_queries_than_rows(
    tmp_path: Path, officer: User, django_assert_max_num_queries: Any
) -> None:
    rows = [row(房屋编号=f"H-{n}", 楼栋名称=f"{n}号楼") for n in range(400)]
    with django_assert_max_num_queries(200):
        assert run(tmp_path, officer, rows)["created"] == 400
    changed = [{**one, "地上层数": "8", "调查时间": "2021-01-01"} for one in rows]
    with django_assert_max_num_queries(200):
        assert run(tmp_path, officer, changed)["changed"] == 400
