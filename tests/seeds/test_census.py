"""Census files of the demo city and the tutorial's sample."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from seeds.city import CENSUS_COLUMNS, census_rows, footprints, make_city, sample_census, write_census_csv
from seeds.city.sample import DUPLEX_NAME, sample_rows


@pytest.fixture(scope="module")
def city():
    return make_city()


def test_both_forms_together_have_every_building_once(city):
    housing = [row["房屋编号"] for row in census_rows(city)]
    others = [row["房屋编号"] for row in census_rows(city, "urban_nonresidential")]
    assert sorted(housing + others) == sorted(building.census_number for building in city.buildings)
    assert len(housing) == sum(building.use == "residential" for building in city.buildings)


def test_rows_have_the_columns_of_the_form(city):
    assert {tuple(row) for row in census_rows(city)} == {CENSUS_COLUMNS}
    row = next(census_rows(city, "urban_nonresidential"))
    assert list(row)[-3:] == ["单位名称", "设防类别", "建筑用途"]


def test_a_row_says_what_the_building_is(city):
    tower = city.building(city.models["tower"])
    row = next(row for row in census_rows(city) if row["房屋编号"] == tower.census_number)
    assert (row["小区名称"], row["楼栋名称"]) == ("听松苑", "3号楼")
    assert row["地址"].startswith("云澜市望川区梧桐里街道")
    assert row["地址"].endswith("听松路12号3号楼")
    assert (row["地上层数"], row["电梯数量"], row["结构类型"], row["建造年份"]) == ("18", "3", "钢筋混凝土", "2016")
    assert row["物业单位"] == "云澜示例物业"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_csv_reads_back(city, tmp_path, encoding):
    rows = list(census_rows(city))[:50]
    path = write_census_csv(tmp_path / "rows.csv", rows, encoding)
    with path.open(encoding=encoding, newline="") as file:
        assert list(csv.DictReader(file)) == rows


def test_footprints_are_keyed_by_census_number(city):
    features: Any = footprints(city)["features"]
    assert len(features) == 2000
    assert features[0]["properties"]["房屋编号"] == city.buildings[0].census_number
    assert len(features[0]["geometry"]["coordinates"][0]) >= 5


def test_the_sample_has_sixty_rows_and_eight_faults(city, tmp_path):
    faults = sample_census(tmp_path / "sample.csv", city)
    with (tmp_path / "sample.csv").open(encoding="gb18030", newline="") as file:
        lines = [list(CENSUS_COLUMNS), *csv.reader(file)][1:]
    assert lines[0] == list(CENSUS_COLUMNS)
    assert len(lines) == 61
    assert len(faults) == 8
    for fault in faults:
        assert lines[fault.line - 1][CENSUS_COLUMNS.index(fault.column)] == fault.value
    assert [fault.line for fault in faults] == list(range(54, 62))


def test_the_sample_mixes_new_changed_and_known_rows(city):
    rows, _ = sample_rows(city)
    known = {row["房屋编号"]: row for row in census_rows(city)}
    sound = rows[:52]
    assert sum(row["房屋编号"] not in known for row in sound) == 45
    assert sum(known.get(row["房屋编号"]) == row for row in sound) == 3
    changed = [row for row in sound if row["房屋编号"] in known and known[row["房屋编号"]] != row]
    assert len(changed) == 4
    for row in changed:
        before = known[row["房屋编号"]]
        assert {key for key in row if row[key] != before[key]} - {"调查时间"}
    assert rows[0]["楼栋名称"] == DUPLEX_NAME
    assert (rows[0]["住宅套数"], rows[0]["地上层数"]) == ("2", "2")


def test_one_number_of_the_sample_comes_twice(city):
    numbers = [row["房屋编号"] for row in sample_rows(city)[0]]
    assert len(numbers) - len(set(numbers)) == 1


def test_new_rows_lie_on_ground_where_nothing_stands(city):
    import shapely

    houses = shapely.STRtree([shapely.Polygon(building.footprint) for building in city.buildings])
    points = [shapely.Point(float(row["经度"]), float(row["纬度"])) for row in sample_rows(city)[0][:45]]
    assert len(houses.query(points, predicate="intersects")[0]) == 0
    assert len({(p.x, p.y) for p in points}) == 45


def test_the_sample_is_the_same_every_time(city, tmp_path):
    for name in ("a", "b"):
        sample_census(tmp_path / name, city)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
