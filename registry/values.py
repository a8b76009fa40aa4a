"""Checks of single values, before the database would refuse them with a sentence that nobody understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import plain
from registry.fields import FIELDS

FIRST_YEAR = 1000
LONGEST = dict.fromkeys(("name", "name_en", "estate_name"), 200)
"""Characters that the columns hold; every other text has 300."""


def checked(name: str, value: Any) -> Any:
    """The value as it will be stored (JSON types). ValueError with a sentence when it cannot be."""
    field = FIELDS.get(name)
    if field is None:
        raise ValueError(_("There is no fact of this name. Known: %(names)s.") % {"names": ", ".join(FIELDS)})
    if value == "":
        if name == "name":
            raise ValueError(_("A building needs a name."))
        return value
    if field.choices is not None:
        return _choice(field.choices, value)
    check = CHECKS.get(name)
    return check(value) if check else _text(value, LONGEST.get(name, 300))


def _choice(choices: dict[str, Any], value: Any) -> str:
    if str(value) not in choices:
        raise ValueError(_("Not one of the known values: %(known)s.") % {"known": ", ".join(choices)})
    return str(value)


def _text(value: Any, most: int) -> str:
    if not isinstance(value, (str, int, float)):
        raise ValueError(_("A text is needed."))
    text = plain(str(value))
    if len(text) > most:
        raise ValueError(_("The text is longer than %(most)d characters. Shorten it.") % {"most": most})
    return text


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or int(value) != float(value):
            raise ValueError(_("A whole number is needed."))
        if not low <= int(value) <= high:
            raise ValueError(_("The number must lie between %(low)s and %(high)s.") % {"low": low, "high": high})
        return int(value)

    return check


def _number(low: float, high: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        number = float(value)
        if not low < number <= high:
            raise ValueError(_("The number must lie above %(low)s and up to %(high)s.") % {"low": low, "high": high})
        return number

    return check


def year(value: Any) -> int:
    """A year not later than ten years ahead (a planned building may be of the future)."""
    return _whole(FIRST_YEAR, timezone.localdate().year + 10)(value)


def location(value: Any) -> list[float]:
    """``[lon, lat]`` in degrees."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise ValueError(_("Coordinates are a pair: longitude, latitude."))
    lon, lat = float(value[0]), float(value[1])
    if not -90 <= lat <= 90:
        raise ValueError(_("A latitude lies between -90 and 90. Are longitude and latitude swapped?"))
    if not -180 <= lon <= 180:
        raise ValueError(_("A longitude lies between -180 and 180."))
    return [lon, lat]


def footprint(value: Any) -> list[list[list[float]]]:
    """``coordinates`` of a GeoJSON polygon: closed rings of at least four positions, lon/lat in degrees."""
    if not isinstance(value, (list, tuple)) or not value:
        raise ValueError(_("A footprint is the list of rings of a GeoJSON polygon."))
    rings = [[location(point[:2]) for point in ring] for ring in value]
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise ValueError(_("A ring needs at least four positions and must end where it starts."))
    return rings


def day(value: Any) -> str:
    """ISO date."""
    return value.isoformat() if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)).isoformat()


CHECKS: dict[str, Callable[[Any], Any]] = {
    "year_built": year,
    "altered_year": year,
    "seismic_retrofit_year": year,
    "storeys_above": _whole(0, 200),
    "storeys_below": _whole(0, 20),
    "dwellings": _whole(0, 100_000),
    "elevators_counted": _whole(0, 500),
    "fire_grade": _whole(1, 4),
    "height_m": _number(0, 1000),
    "floor_area_m2": _number(0, 10_000_000),
    "location": location,
    "footprint": footprint,
    "surveyed_on": day,
}
