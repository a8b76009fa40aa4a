"""Rows of text into candidates: key, area code and facts; or rejected cells with row, column, value and reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from registry.imports.columns import Column, Header, Profile
from registry.imports.crs import Point
from registry.imports.messages import BadValue, Message

SPREADSHEET_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
NOTHING = {"", "/", "-", "—", "——", "无数据", "不详", "NULL", "null"}


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell that cannot be used. ``row`` as a spreadsheet counts; ``value`` as given."""

    row: int
    column: str
    value: str
    reason: Message
    hint: Message


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row whose cells are all in order. ``facts``: field -> JSON value; ``on``: day of the survey; ``given``: the
    coordinates as the file writes them.
    """

    row: int
    key: str
    area_code: str
    facts: dict[str, Any]
    on: dt.date | None
    given: tuple[str, str] = ("", "")


def candidates(
    rows: Iterator[tuple[int, list[str]]], profile: Profile, header: Header, to_lon_lat: Callable[[float, float], Point]
) -> Iterator[Candidate | list[Reject]]:
    """One item per row that is not blank."""
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        values, rejects = _converted(number, cells, profile, header)
        rejects += _check_row(number, cells, values, header, {reject.column for reject in rejects})
        yield rejects or _candidate(number, cells, values, profile, header, to_lon_lat)


def _converted(number: int, cells: list[str], profile: Profile, header: Header) -> tuple[dict[str, Any], list[Reject]]:
    values: dict[str, Any] = {}
    rejects: list[Reject] = []
    for column in profile.columns:
        at = header.at.get(column.field)
        cell = cells[at].strip() if at is not None and at < len(cells) else ""
        try:
            value = _value(column, cell)
        except BadValue as bad:
            rejects.append(Reject(number, header.given.get(column.field, column.header), cell, bad.reason, bad.hint))
            continue
        if value is not None:
            values[column.field] = value
    return values, rejects


def _value(column: Column, cell: str) -> Any:
    if cell in NOTHING:
        if column.needed:
            raise BadValue(_("A value is needed here."), _("Fill in the cell."))
        return None
    if cell in SPREADSHEET_ERRORS:
        raise BadValue(_("The spreadsheet itself reports an error here."), _("Correct the formula or write the value."))
    return column.convert(cell)


def _check_row(number: int, cells: list[str], values: dict[str, Any], header: Header, bad: set[str]) -> list[Reject]:
    """Cells that are in order alone but not together."""

    def reject(field: str, reason: str, hint: str) -> Reject:
        return Reject(number, header.given[field], cells[header.at[field]].strip(), Message(reason), Message(hint))

    found: list[Reject] = []
    lon, lat = values.get("lon"), values.get("lat")
    if (lon is None) != (lat is None) and not bad & {header.given.get("lon"), header.given.get("lat")}:
        there = "lat" if lon is None else "lon"
        found.append(reject(there, _("One coordinate stands without the other."), _("Give both or none.")))
    elif lat is not None and not -90 <= lat <= 90:
        found.append(reject("lat", _("A latitude lies between -90 and 90."), _("Are longitude and latitude swapped?")))
    elif lon is not None and not -180 <= lon <= 180:
        found.append(reject("lon", _("A longitude lies between -180 and 180."), _("Give degrees, not metres.")))
    for field in ("altered_year", "seismic_retrofit_year"):
        built = values.get("year_built")
        if built is not None and field in values and values[field] < built:
            found.append(reject(field, _("This is earlier than the year of construction."), _("Check both years.")))
    return found


def _candidate(
    number: int,
    cells: list[str],
    values: dict[str, Any],
    profile: Profile,
    header: Header,
    to_lon_lat: Callable[[float, float], Point],
) -> Candidate:
    key, area_code = values.pop("key"), values.pop("area_code")
    lon, lat = values.pop("lon", None), values.pop("lat", None)
    facts = {**profile.constants, **values}
    given = ("", "")
    if lon is not None and lat is not None:
        given = (cells[header.at["lon"]].strip(), cells[header.at["lat"]].strip())
        facts["location"] = [round(part, 7) for part in to_lon_lat(lon, lat)]
    if "year_built" in facts:
        facts["year_precision"] = "exact"
    day = values.get("surveyed_on")
    return Candidate(number, key, area_code, facts, dt.date.fromisoformat(day) if day else None, given)
