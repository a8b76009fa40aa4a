"""Schemes of numbering that this registry knows from the start. More may be added as data."""

from __future__ import annotations

from registry.models import IdentifierScheme

KNOWN: list[tuple[str, str, str, str, bool]] = [
    # code, name, English name, pattern (warns only), one value belongs to one building
    ("unified", "房屋建筑统一编码", "Unified building code", "", True),
    ("census", "普查房屋编号", "Census number", "", True),
    ("standard_address", "标准地址编码", "Standard address code", "", False),
    ("realestate_unit", "不动产单元号", "Real-estate unit number", r"^[0-9A-Z]{28}$", False),
    ("selfbuilt_platform", "自建房平台房屋编号", "Self-built house platform number", "", True),
    ("fire_unit", "消防安全重点单位编号", "Key fire-safety unit number", "", False),
    ("cim", "城市信息模型平台编号", "City information platform number", "", True),
    ("local", "本地平台编号", "Local number", "", True),
    ("manager", "物业自编号", "Manager's own code", "", False),
    ("uprn", "英国唯一房产编号", "UPRN (Great Britain)", r"^\d{1,12}$", False),
    ("bin", "纽约市建筑编号", "BIN (New York City)", r"^[1-5]\d{6}$", False),
    ("bbl", "纽约市地块编号", "BBL (New York City)", r"^[1-5]\d{9}$", False),
]


def load_schemes() -> int:
    """Put the known schemes into the table; rows that are there stay as they are. Returns how many are new."""
    rows = [
        IdentifierScheme(code=code, name=name, name_en=name_en, pattern=pattern, unique_per_building=unique)
        for code, name, name_en, pattern, unique in KNOWN
    ]
    before = IdentifierScheme.objects.count()
    IdentifierScheme.objects.bulk_create(rows, ignore_conflicts=True)
    return IdentifierScheme.objects.count() - before


def scheme(code: str) -> IdentifierScheme:
    """The scheme, put into the table if it is one of the known ones. KeyError for an unknown code."""
    found = IdentifierScheme.objects.filter(code=code).first()
    if found is None:
        load_schemes()
        found = IdentifierScheme.objects.filter(code=code).first()
    if found is None:
        raise KeyError(code)
    return found
