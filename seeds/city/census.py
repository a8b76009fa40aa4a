"""The city as rows of the national survey's forms, with the survey's Chinese column names.

Columns: urban housing form of the first national census of buildings, and for the other buildings the urban
non-residential form, which adds name of the organisation, fortification category and use. The forms' field names are
known, the exact wording and order of their options are not certain. The survey number, the 12-digit community code,
longitude, latitude and number of lifts are added, as city exports do.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from seeds.city.model import Building, City

Form = Literal["urban_residential", "urban_nonresidential"]
CENSUS_COLUMNS: tuple[str, ...] = (
    "房屋编号",
    "行政区划代码",
    "小区名称",
    "楼栋名称",
    "地址",
    "产权单位",
    "是否产权登记",
    "住宅套数",
    "建筑面积",
    "地上层数",
    "地下层数",
    "建筑高度",
    "建造年份",
    "结构类型",
    "结构类型二级",
    "是否采用减隔震",
    "是否保护性建筑",
    "是否专业设计建造",
    "是否改造",
    "改造年份",
    "是否抗震加固",
    "抗震加固年份",
    "有无肉眼可见裂缝变形倾斜",
    "有无物业管理",
    "物业单位",
    "电梯数量",
    "经度",
    "纬度",
    "调查人",
    "调查时间",
)
NONRESIDENTIAL_COLUMNS: tuple[str, ...] = (*CENSUS_COLUMNS, "单位名称", "设防类别", "建筑用途")


def census_rows(city: City, form: Form = "urban_residential") -> Iterator[dict[str, str]]:
    """One row a building of this form, all values as text, "" where the survey left a field open."""
    managers = {organisation.key: organisation.name for organisation in city.organisations}
    estates = {estate.key: estate.name for estate in city.estates}
    for building in city.buildings:
        if (building.use == "residential") != (form == "urban_residential"):
            continue
        row = census_row(building, estates.get(building.estate, ""), managers.get(building.manager, ""))
        if form == "urban_nonresidential":
            row |= _organisation(building)
        yield row


def census_row(building: Building, estate: str, manager: str) -> dict[str, str]:
    """One building on the urban housing form."""
    return {
        "房屋编号": building.census_number,
        "行政区划代码": building.grid,
        "小区名称": estate,
        "楼栋名称": building.name.removeprefix(estate),
        "地址": building.address,
        "产权单位": building.owner,
        "是否产权登记": _yes(building.title_registered),
        "住宅套数": str(building.dwellings),
        "建筑面积": f"{building.floor_area_m2:.1f}",
        "地上层数": str(building.storeys_above),
        "地下层数": str(building.storeys_below),
        "建筑高度": f"{building.height_m:.1f}",
        "建造年份": str(building.year_built),
        "结构类型": building.structure_zh,
        "结构类型二级": building.structure_detail_zh,
        "是否采用减隔震": "未采用",
        "是否保护性建筑": building.protected_zh,
        "是否专业设计建造": _yes(building.professional),
        "是否改造": _yes(building.altered_year is not None),
        "改造年份": str(building.altered_year or ""),
        "是否抗震加固": _yes(building.retrofit_year is not None),
        "抗震加固年份": str(building.retrofit_year or ""),
        "有无肉眼可见裂缝变形倾斜": _some(building.visible_damage),
        "有无物业管理": _some(bool(manager)),
        "物业单位": manager,
        "电梯数量": str(len(building.lifts)),
        "经度": f"{building.lon:.7f}",
        "纬度": f"{building.lat:.7f}",
        "调查人": building.surveyor,
        "调查时间": building.surveyed_on,
    }


def _organisation(building: Building) -> dict[str, str]:
    key = building.use in ("teaching", "kindergarten", "medical_ward", "medical_other")
    category = "重点设防类" if key else "标准设防类"
    return {"单位名称": building.owner, "设防类别": category, "建筑用途": building.use_zh}


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _some(value: bool) -> str:
    return "有" if value else "无"


def write_census_csv(path: Path | str, rows: Iterable[Mapping[str, str]], encoding: str = "gb18030") -> Path:
    """Write rows as CSV with a head line; ``encoding`` gb18030, utf-8 or utf-8-sig. Columns follow the first row."""
    target, rows = Path(path), list(rows)
    columns = list(rows[0]) if rows else list(CENSUS_COLUMNS)
    with target.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return target


def footprints(city: City) -> dict[str, object]:
    """GeoJSON: the footprint of each building with its census number, for an import of geometry."""
    features = [
        {
            "type": "Feature",
            "properties": {"房屋编号": building.census_number},
            "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in building.footprint]]},
        }
        for building in city.buildings
    ]
    return {"type": "FeatureCollection", "features": features}
