"""From a file to a plan: what is read, what is rejected and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.models import User
from registry.imports.make import make_plan
from registry.imports.messages import Refusal
from registry.imports.plan import ImportPlan, from_json, to_json
from registry.models import Building, IdentifierScheme
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member
from tests.registry.census import GOOD, HEADERS, row, text_of, write, write_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    area = make_area(level="community", code="110101001001")
    return make_member("officer", area=area)


def plan(path: Path, officer: User, crs: str = "EPSG:4490") -> ImportPlan:
    return make_plan(path, actor=officer, profile_id="census-urban-residential", crs=crs)


def refused(path: Path, officer: User) -> str:
    with pytest.raises(Refusal) as caught:
        plan(path, officer)
    return caught.value.message.msgid % caught.value.message.params


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_one_good_row_in_every_encoding(tmp_path: Path, officer: User, encoding: str, delimiter: str) -> None:
    made = plan(write(tmp_path / "c.csv", [GOOD], encoding, delimiter=delimiter), officer)
    assert made.counts == {"read": 1, "created": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    facts = made.rows[0].facts
    expected = {
        "estate_name": "听松苑", "name": "听松苑3号楼", "owner_name": "红星机械厂", "title_registered": "yes",
        "dwellings": 56, "floor_area_m2": 4820.5, "storeys_above": 6, "storeys_below": 1, "height_m": 18.2,
        "year_built": 1987, "year_precision": "exact", "structure": "masonry", "seismic_device": "none",
        "protected": "none", "professionally_built": "yes", "altered": "yes", "altered_year": 2011,
        "seismic_retrofit": "no", "visible_damage": "no", "managed": "yes", "manager_name": "安居物业",
        "surveyor": "李明", "surveyed_on": "2020-09-14", "location": [116.4012345, 39.9123456], "elevators_counted": 0,
        "use": "residential", "address": "松涛路12号院3号楼",
    }  # fmt: skip
    assert facts == expected
    assert (made.rows[0].on, made.rows[0].row) == ("2020-09-14", 2)


def test_a_plan_survives_its_file(tmp_path: Path, officer: User) -> None:
    rows = [GOOD, row(房屋编号="H-2", 地上层数="七")]
    made = plan(write(tmp_path / "c.csv", rows), officer)
    assert from_json(to_json(made)) == made


def test_planning_writes_nothing(tmp_path: Path, officer: User) -> None:
    plan(write(tmp_path / "c.csv", [GOOD]), officer)
    assert not Building.objects.exists()
    assert not IdentifierScheme.objects.exists()


BAD_CELLS = [
    ("房屋编号", "", "needed"),
    ("房屋编号", "1.10101E+17", "rounded"),
    ("行政区划代码", "东城区", "no code"),
    ("楼栋名称", " ", "needed"),
    ("地上层数", "七层", "no number"),
    ("地上层数", "6.5", "whole number"),
    ("地上层数", "0", "between 1 and 200"),
    ("地上层数", "999", "between 1 and 200"),
    ("建筑面积", "-5", "above 0"),
    ("建筑面积", "inf", "no number"),
    ("建筑面积", "nan", "no number"),
    ("建筑面积", "1e999", "no number"),
    ("地上层数", "1_0", "no number"),
    ("建筑高度", "18,5", "comma"),
    ("建筑高度", "31,2", "comma"),
    ("建筑面积", "1,20", "comma"),
    ("建筑面积", "12,00,000", "comma"),
    ("建筑面积", "0,120", "comma"),
    ("建筑面积", "1.200,5", "comma"),
    ("建筑面积", "1，2", "comma"),
    ("建造年份", "八十年代", "no year"),
    ("建造年份", "3020", "between 1000"),
    ("结构类型", "竹", "options"),
    ("是否产权登记", "不清楚", "Neither yes nor no"),
    ("调查时间", "2020-13-40", "no date"),
    ("调查时间", "2999-01-01", "future"),
    ("经度", "", "without the other"),
    ("纬度", "116.4", "latitude lies"),
    ("经度", "500", "longitude lies"),
    ("改造年份", "1980", "earlier than"),
    ("地址", "#REF!", "spreadsheet itself"),
    ("小区名称", "长" * 301, "301 characters"),
]


@pytest.mark.parametrize(("column", "value", "words"), BAD_CELLS)
def test_a_bad_cell_is_named_with_row_column_value_and_reason(
    tmp_path: Path, officer: User, column: str, value: str, words: str
) -> None:
    made = plan(write(tmp_path / "c.csv", [GOOD, row(**{"房屋编号": "H-2", column: value})]), officer)
    assert made.counts == {"read": 2, "created": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    [reject] = made.rejects
    assert reject.row == 3
    assert words in reject.reason.msgid % reject.reason.params
    assert reject.hint.msgid
    if words != "without the other":
        assert (reject.column, reject.value) == (column, value.strip())


def test_several_bad_cells_of_one_row_count_as_one_row(tmp_path: Path, officer: User) -> None:
    made = plan(write(tmp_path / "c.csv", [row(地上层数="x", 建造年份="x", 结构类型="x")]), officer)
    assert made.counts["rejected"] == made.counts["read"] == 1
    assert {reject.column for reject in made.rejects} == {"地上层数", "建造年份", "结构类型"}


def test_cells_that_contradict_each_other_are_reported_beside_bad_ones(tmp_path: Path, officer: User) -> None:
    made = plan(write(tmp_path / "c.csv", [row(地上层数="x", 改造年份="1980"), row(房屋编号="H-2", 经度="x")]), officer)
    assert [(reject.row, reject.column) for reject in made.rejects] == [(2, "地上层数"), (2, "改造年份"), (3, "经度")]


def spread(*points: tuple[str, str]) -> list[dict[str, str]]:
    return [row(房屋编号=f"H-{n}", 经度=lon, 纬度=lat) for n, (lon, lat) in enumerate(points)]


TOWN = [("116.40", "39.90"), ("116.41", "39.91"), ("116.42", "39.90"), ("116.41", "39.92")]


@pytest.mark.parametrize(
    ("point", "column"),
    [
        # At 39.9 degrees a degree of longitude is 111.19 km * cos 39.9 = 85.3 km, one of latitude 111.19 km.
        (("117.40", "39.90"), ""),
        (("116.41", "40.75"), ""),
        (("117.65", "39.90"), "经度"),
        (("115.10", "39.50"), "经度"),
        (("116.41", "40.85"), "纬度"),
        (("39.9", "11.64"), "经度"),
    ],
)
def test_a_point_too_far_from_the_middle_is_rejected(
    tmp_path: Path, officer: User, settings: Any, point: tuple[str, str], column: str
) -> None:
    settings.IMPORT_FAR_KM = 100
    made = plan(write(tmp_path / "c.csv", spread(*TOWN, point)), officer)
    given = {"经度": point[0], "纬度": point[1]}
    assert [(r.row, r.column, r.value) for r in made.rejects] == ([(6, column, given[column])] if column else [])
    assert made.counts["created"] == 5 - len(made.rejects)
    for reject in made.rejects:
        assert "more than 100 km" in reject.reason.msgid % reject.reason.params
        assert reject.hint.msgid == "Are longitude and latitude swapped, or is the coordinate system another?"


@pytest.mark.parametrize(("limit", "rejected"), [(300, 1), (1000, 0), (0, 0)])
def test_how_far_is_too_far_is_a_setting(tmp_path, officer, settings, limit: int, rejected: int) -> None:
    # Four degrees of latitude: 445 km.
    settings.IMPORT_FAR_KM = limit
    made = plan(write(tmp_path / "c.csv", spread(*TOWN, ("116.41", "43.90"))), officer)
    assert len(made.rejects) == rejected


def test_fewer_than_five_points_have_no_middle(tmp_path: Path, officer: User) -> None:
    rows = [*spread(*TOWN[:3], ("106.5", "29.5")), row(房屋编号="H-9", 经度="", 纬度="")]
    assert plan(write(tmp_path / "c.csv", rows), officer).rejects == ()


def test_duplicate_numbers_are_rejected_each_naming_the_other(tmp_path: Path, officer: User) -> None:
    rows = [GOOD, row(房屋编号="H-2"), row(楼栋名称="4号楼")]
    made = plan(write(tmp_path / "c.csv", rows), officer)
    assert made.counts == {"read": 3, "created": 1, "changed": 0, "unchanged": 0, "rejected": 2}
    assert [(r.row, r.value, r.reason.params["rows"]) for r in made.rejects] == [(2, "H-001", "4"), (4, "H-001", "2")]


def test_another_tenants_area_and_an_unknown_one_are_rejected_alike(tmp_path: Path, officer: User) -> None:
    make_area(level="community", code="110101001002")
    rows = [row(行政区划代码="110101001002"), row(房屋编号="H-2", 行政区划代码="999999999999"), row(房屋编号="H-3")]
    made = plan(write(tmp_path / "c.csv", rows), officer)
    assert made.counts["rejected"] == 2
    assert {r.reason.msgid for r in made.rejects} == {
        "There is no area with this code within the area that you work for."
    }


def test_a_number_of_another_tenants_building_is_rejected(tmp_path: Path, officer: User) -> None:
    foreign = make_building(area=make_area(level="community", code="110101001002"), census="H-001")
    made = plan(write(tmp_path / "c.csv", [GOOD]), officer)
    assert [(r.column, r.value) for r in made.rejects] == [("房屋编号", "H-001")]
    assert str(foreign.uuid) not in to_json(made).decode()
    assert foreign.name not in to_json(made).decode()


def test_aliases_units_and_order_of_columns_do_not_matter(tmp_path: Path, officer: User) -> None:
    text = '地上楼层,*房屋编码,详细地址,建筑面积(㎡),区划代码,房屋名称\n6,H-9,松涛路1号,"1,200.5",110101001001,1号楼\n'
    path = tmp_path / "c.csv"
    path.write_text("2020年城镇住宅调查表,,,,,\n" + text, "utf-8")
    made = plan(path, officer)
    assert made.rows[0].row == 3
    assert made.rows[0].facts["floor_area_m2"] == 1200.5


def test_unknown_columns_are_noticed_and_blank_rows_skipped(tmp_path: Path, officer: User) -> None:
    path = tmp_path / "c.csv"
    text = text_of([{**GOOD, "备注": "x"}], [*HEADERS, "备注"])
    path.write_text(
        text + ",,,\n\n" + ",".join(row(房屋编号="H-2", 行政区划代码="1")[h] for h in HEADERS) + "\n", "utf-8"
    )
    made = plan(path, officer)
    assert [notice.params["columns"] for notice in made.notices] == ["备注"]
    assert made.counts["read"] == 2
    assert made.rejects[0].row == 5, "blank rows keep their number"


def test_missing_columns_are_named(tmp_path: Path, officer: User) -> None:
    kept = [h for h in HEADERS if h not in ("房屋编号", "地上层数")]
    words = refused(write(tmp_path / "c.csv", [GOOD], headers=kept), officer)
    assert "房屋编号" in words
    assert "地上层数" in words
    assert "地址" not in words


def test_the_same_column_twice_is_refused(tmp_path: Path, officer: User) -> None:
    path = tmp_path / "c.csv"
    path.write_text(text_of([{**GOOD, "层数": "6"}], [*HEADERS, "层数"]), "utf-8")
    assert "层数" in refused(path, officer)


UNREADABLE = {
    "empty": (b"", "empty"),
    "json": (b'{"type": "FeatureCollection"}', "no table"),
    "pdf": (b"%PDF-1.7 \xff\xfe", "no table"),
    "old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old XLS"),
    "binary": (bytes(range(256)) * 4, "no table"),
    "neither encoding": ("房屋编号,".encode() + b"\xff\xff\xff\n", "neither UTF-8 nor GB18030"),
    "cut UTF-16": (text_of([GOOD]).encode("utf-16")[:-1], "UTF-16 text is cut off"),
    "damaged UTF-16": (text_of([GOOD]).encode("utf-16") + b"\x00\xdc", "UTF-16 text is cut off"),
    "only names": (",".join(HEADERS).encode(), "no rows"),
    "open quotation mark": (text_of([GOOD]).encode() + b'"never closed', "cannot be read"),
    "huge cell": (text_of([GOOD]).encode() + b"x" * 20_000, "cannot be read"),
    "too many columns": (text_of([GOOD]).encode() + b"," * 300, "more than 200 columns"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path: Path, officer: User, what: str) -> None:
    content, words = UNREADABLE[what]
    path = tmp_path / "c.csv"
    path.write_bytes(content)
    assert words in refused(path, officer)


@pytest.mark.parametrize("profile", ["census-rural", "generic", "nothing"])
def test_a_profile_that_is_not_there_is_refused(tmp_path: Path, officer: User, profile: str) -> None:
    with pytest.raises(Refusal, match=profile):
        make_plan(write(tmp_path / "c.csv", [GOOD]), actor=officer, profile_id=profile, crs="EPSG:4490")


def test_coordinates_in_gcj02_come_out_shifted_back(tmp_path: Path, officer: User) -> None:
    # Tiananmen in GCJ-02 is 116.397428, 39.90923; its true place 116.39118, 39.90783 (published pairs, within 20 m).
    made = plan(write(tmp_path / "c.csv", [row(经度="116.397428", 纬度="39.90923")]), officer, crs="gcj02")
    lon, lat = made.rows[0].facts["location"]
    assert lon == pytest.approx(116.39118, abs=2e-4)
    assert lat == pytest.approx(39.90783, abs=2e-4)


def test_xlsx_gives_the_same_plan_rows_as_csv(tmp_path: Path, officer: User) -> None:
    typed = {**GOOD, "地上层数": 6, "建筑面积": 4820.5, "经度": 116.4012345, "纬度": 39.9123456, "建造年份": 1987}
    from_xlsx = plan(write_xlsx(tmp_path / "c.xlsx", [typed]), officer)
    assert from_xlsx.rows == plan(write(tmp_path / "c.csv", [GOOD]), officer).rows
    assert from_xlsx.encoding == "xlsx"


def test_an_officer_without_area_imports_nothing(tmp_path: Path) -> None:
    make_area(level="community", code="110101001001")
    nobody = make_member("officer", area=make_area())
    made = plan(write(tmp_path / "c.csv", [GOOD]), nobody)
    assert made.counts["rejected"] == 1


def test_an_inspector_of_the_area_may_not_import_its_rows(tmp_path: Path, officer: User) -> None:
    area = officer.memberships.get().area
    inspector = make_member("inspector", area=area)
    assert plan(write(tmp_path / "c.csv", [GOOD]), inspector).counts["rejected"] == 1


def test_a_building_is_named_with_its_estate_once(tmp_path: Path, officer: User) -> None:
    rows = [
        GOOD,
        row(房屋编号="H-2", 小区名称="听松苑", 楼栋名称="听松苑4号楼"),
        row(房屋编号="H-3", 小区名称="", 楼栋名称="5号楼"),
    ]
    made = plan(write(tmp_path / "c.csv", rows), officer)
    assert [planned.facts["name"] for planned in made.rows] == ["听松苑3号楼", "听松苑4号楼", "5号楼"]
