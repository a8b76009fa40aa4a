"""A small survey file for the tutorial: mostly new buildings on ground still empty, a few changed, some rows wrong.

60 rows in this order: 45 new buildings of 云栖家园 (the first is a house of two dwellings, for which a model of a
duplex serves), 4 buildings of the city with a changed value, 3 unchanged, 8 rows with one fault each.

Whether an importer refuses a row for a given fault is its own decision: an empty address, say, may pass.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shapely import Polygon

from seeds.city.census import census_row, census_rows, write_census_csv
from seeds.city.facts import draw
from seeds.city.frame import lon_lat
from seeds.city.layouts import cells
from seeds.city.make import make_city
from seeds.city.model import City
from seeds.city.naming import NEW_ESTATE
from seeds.city.shapes import box

NEW, CHANGED, UNCHANGED = 45, 4, 3
ESTATE = NEW_ESTATE
DUPLEX_NAME = "1号双拼住宅"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row: line of the file (the head is line 1), column, the wrong value."""

    line: int
    column: str
    value: str
    why: str


def sample_census(path: Path | str, city: City | None = None, encoding: str = "gb18030") -> tuple[Fault, ...]:
    """Write the sample and return its faults. ``city`` is the demo city it belongs to (the default one if omitted)."""
    rows, faults = sample_rows(city or make_city())
    write_census_csv(path, rows, encoding)
    return faults


def sample_rows(city: City) -> tuple[list[dict[str, str]], tuple[Fault, ...]]:
    """The rows of the sample and what is wrong with them."""
    rows = _new_rows(city)
    known = {row["房屋编号"]: row for row in census_rows(city)}
    home = [row for number, row in known.items() if number[:9] == city.new_ground[0].community[:9]]
    rows += [_changed(row, n) for n, row in enumerate(home[20 : 20 + CHANGED])]
    rows += [dict(row) for row in home[40 : 40 + UNCHANGED]]
    wrong, faults = _wrong(rows, _template(city))
    return rows + wrong, faults


def _new_rows(city: City) -> list[dict[str, str]]:
    """Houses in five rows of nine on the empty block; number 1 is the duplex."""
    ground, rng = city.new_ground[0], random.Random(f"{city.seed}/sample")
    x0, y0, x1, y1 = ground.rect
    corners = list(cells((x0 + 6, y0 + 6, x1 - 6, y1 - 6), 10.5, 11.5, 3.0, 5.0))
    return [_new_row(city, number, corners[number - 1], rng) for number in range(1, NEW + 1)]


def _new_row(city: City, number: int, corner: tuple[float, float], rng: random.Random) -> dict[str, str]:
    ground = city.new_ground[0]
    row = _template(city)
    outline = Polygon(box(*corner, 10.5, 11.5))
    lon, lat = lon_lat((outline.centroid.x, outline.centroid.y))
    facts = draw("house", outline.area, 10.5, 2014, rng)
    storeys = 2 if number == 1 else min(facts.storeys, 3)
    return row | {
        "房屋编号": f"{ground.community}9{number:04d}",
        "小区名称": ESTATE,
        "楼栋名称": DUPLEX_NAME if number == 1 else f"{number}号楼",
        "地址": f"{row['地址']}{ESTATE}{number}号",
        "住宅套数": "2" if number == 1 else "1",
        "地上层数": str(storeys),
        "建筑高度": f"{storeys * 3.0 + 0.6:.1f}",
        "建筑面积": f"{outline.area * storeys * 0.97:.1f}",
        "建造年份": str(rng.randint(2011, 2018)),
        "结构类型": "砌体" if rng.random() < 0.7 else "钢筋混凝土",
        "结构类型二级": "",
        "经度": f"{lon:.7f}",
        "纬度": f"{lat:.7f}",
    }


def _template(city: City) -> dict[str, str]:
    """A row of a sound house on the new ground, without number or position of its own."""
    ground = city.new_ground[0]
    model = next(building for building in city.buildings if building.kind == "house")
    names = {area.code: area.name for area in city.areas}
    codes = ("990100000000", f"{ground.community[:6]}000000", f"{ground.community[:9]}000", ground.community)
    row = census_row(model, "", "云澜示例物业")
    return row | {
        "行政区划代码": ground.grid,
        "地址": "".join(names[code] for code in codes) + f"{ground.road[0]}200号",
        "产权单位": "全体业主",
        "是否产权登记": "是",
        "是否保护性建筑": "否",
        "是否专业设计建造": "是",
        "是否改造": "否",
        "改造年份": "",
        "有无肉眼可见裂缝变形倾斜": "无",
        "调查时间": "2024-05-16",
    }


def _changed(row: Mapping[str, str], number: int) -> dict[str, str]:
    """A later survey that saw something else: cracks, another count of dwellings, a retrofit, one lift more."""
    news = (
        {"有无肉眼可见裂缝变形倾斜": "无" if row["有无肉眼可见裂缝变形倾斜"] == "有" else "有"},
        {"住宅套数": str(int(row["住宅套数"]) + 2)},
        {"是否抗震加固": "是", "抗震加固年份": "2023"},
        {"电梯数量": str(int(row["电梯数量"]) + 1)},
    )
    return dict(row) | {"调查时间": "2024-05-20"} | news[number % len(news)]


_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("建造年份", "2105", "a year that has not come"),
    ("地上层数", "六层", "words where a number belongs"),
    ("房屋编号", "", "the number of the last new building again, with other values"),
    ("结构类型", "竹编夹泥墙", "a structure that no list knows"),
    ("地址", "", "no address"),
    ("经度", "112.5387000", "hundreds of kilometres outside the city"),
    ("行政区划代码", "990109009009", "a community that does not exist"),
    ("建筑面积", "-120", "an area below zero"),
)


def _wrong(rows: list[dict[str, str]], template: Mapping[str, str]) -> tuple[list[dict[str, str]], tuple[Fault, ...]]:
    """A row for each fault, sound but for it."""
    wrong, faults = [], []
    for number, (column, value, why) in enumerate(_FAULTS, start=1):
        row = dict(template) | {
            "房屋编号": f"{template['行政区划代码']}98{number:03d}",
            "小区名称": ESTATE,
            "楼栋名称": f"{100 + number}号楼",
            "地址": f"{template['地址']}{ESTATE}{100 + number}号",
            "经度": rows[number]["经度"],
            "纬度": rows[number]["纬度"],
        }
        row[column] = rows[NEW - 1]["房屋编号"] if column == "房屋编号" else value
        wrong.append(row)
        faults.append(Fault(len(rows) + number + 1, column, row[column], why))
    return wrong, tuple(faults)
