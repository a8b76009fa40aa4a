"""A profile: which columns a form has, under which names files call them, and how a cell becomes a fact."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from registry.imports.convert import CONVERTERS, Converter
from registry.imports.messages import Refusal

PROFILES = ["census-urban-residential"]
ANNOUNCED = ["census-urban-nonresidential", "census-rural", "generic"]
HEADER_ROWS = 10
"""How far down the row of column names may stand: exports often begin with a title."""


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is the fact (or key, area_code, lon, lat); ``needed``: a row without a value is rejected."""

    field: str
    header: str
    convert: Converter
    required: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """``names``: normalised header or alias -> column; ``constants``: facts that the form itself implies."""

    id: str
    scheme: str
    source: str
    constants: dict[str, Any]
    columns: tuple[Column, ...]
    names: dict[str, Column]


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column stands in this file. ``unknown``: headers that nobody reads; ``row``: number of the header."""

    at: dict[str, int]
    given: dict[str, str]
    unknown: tuple[str, ...]
    row: int


@cache
def profile(name: str) -> Profile:
    """Refusal for a profile that does not exist, or not yet."""
    if name not in PROFILES:
        raise Refusal(
            _("The profile %(name)s cannot be imported by this version. Available: %(known)s."),
            name=name,
            known=", ".join(PROFILES),
        )
    with (Path(__file__).parent.parent / "data" / f"{name}.toml").open("rb") as source:
        data = tomllib.load(source)
    columns = {field: _column(field, row) for field, row in data["columns"].items()}
    names = {
        tidy(text): columns[field]
        for field, row in data["columns"].items()
        for text in [row["header"], *row.get("aliases", [])]
    }
    return Profile(name, data["scheme"], data["source"], data["constants"], tuple(columns.values()), names)


def tidy(header: str) -> str:
    """A header without spaces, marks of obligation and a unit in brackets: ``*建筑面积(㎡)`` -> ``建筑面积``."""
    text = "".join(unicodedata.normalize("NFKC", header).split()).strip("*:：").casefold()
    unit = text.rfind("(")
    if unit > 0 and text.endswith(")") and text[unit + 1 : -1] in UNITS:
        text = text[:unit]
    return text


UNITS = {"m", "m2", "㎡", "米", "平方米", "层", "套", "年", "台", "度", "户"}


def find_header(rows: list[list[str]], known: Profile) -> Header:
    """The row of column names among the first rows. Refusal when columns are missing or stand twice."""
    best, hits = 0, 0
    for index, row in enumerate(rows[:HEADER_ROWS]):
        found = sum(tidy(cell) in known.names for cell in row)
        if found > hits:
            best, hits = index, found
    cells = rows[best] if rows else []
    at: dict[str, int] = {}
    for index, cell in enumerate(cells):
        column = known.names.get(tidy(cell))
        if column is None:
            continue
        if column.field in at:
            raise Refusal(
                _("The columns %(one)s and %(two)s say the same thing. Remove one of them."),
                one=cells[at[column.field]],
                two=cell,
            )
        at[column.field] = index
    _require(known, at)
    unknown = tuple(cell for cell in cells if cell.strip() and tidy(cell) not in known.names)
    return Header(at, {field: cells[index] for field, index in at.items()}, unknown, best + 1)


def _require(known: Profile, at: dict[str, int]) -> None:
    missing = [column.header for column in known.columns if column.required and column.field not in at]
    if missing:
        raise Refusal(
            _("The file lacks these columns: %(columns)s. Add them, with these names in one row above the data."),
            columns="、".join(missing),
        )


def _column(field: str, row: dict[str, Any]) -> Column:
    convert = CONVERTERS[row["convert"]](row)
    return Column(field, row["header"], convert, row.get("required", False), row.get("needed", False))
