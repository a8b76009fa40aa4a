"""Census files for tests, written by hand or from rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

HEADERS = [
    "房屋编号", "行政区划代码", "小区名称", "楼栋名称", "地址", "产权单位", "是否产权登记", "住宅套数", "建筑面积",
    "地上层数", "地下层数", "建筑高度", "建造年份", "结构类型", "结构类型二级", "是否采用减隔震", "是否保护性建筑",
    "是否专业设计建造", "是否改造", "改造年份", "是否抗震加固", "抗震加固年份", "有无肉眼可见裂缝变形倾斜",
    "有无物业管理", "物业单位", "调查人", "调查时间", "经度", "纬度", "电梯数量",
]  # fmt: skip

GOOD = {
    "房屋编号": "H-001", "行政区划代码": "110101001001", "小区名称": "听松苑", "楼栋名称": "3号楼",
    "地址": "松涛路12号院3号楼", "产权单位": "红星机械厂", "是否产权登记": "是", "住宅套数": "56", "建筑面积": "4820.5",
    "地上层数": "6", "地下层数": "1", "建筑高度": "18.2", "建造年份": "1987", "结构类型": "砌体", "结构类型二级": "",
    "是否采用减隔震": "未采用", "是否保护性建筑": "否", "是否专业设计建造": "是", "是否改造": "是", "改造年份": "2011",
    "是否抗震加固": "否", "抗震加固年份": "", "有无肉眼可见裂缝变形倾斜": "无", "有无物业管理": "有",
    "物业单位": "安居物业", "调查人": "李明", "调查时间": "2020-09-14", "经度": "116.4012345", "纬度": "39.9123456",
    "电梯数量": "0",
}  # fmt: skip


def row(**changes: str) -> dict[str, str]:
    return {**GOOD, **changes}


def text_of(rows: list[dict[str, str]], headers: list[str] | None = None, delimiter: str = ",") -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, headers or HEADERS, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8", **options: Any) -> Path:
    path.write_bytes(text_of(rows, **options).encode(encoding))
    return path


def write_xlsx(path: Path, rows: list[dict[str, Any]], extra: dict[str, Any] | None = None) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADERS)
    for one in rows:
        sheet.append([one[name] for name in HEADERS])
    for place, value in (extra or {}).items():
        sheet[place] = value
    book.save(path)
    return path
