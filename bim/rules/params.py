"""The parameters of a check: typed, with the same words on the command line, in packs, in the API and on pages."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

USES = (
    "residential", "office", "retail", "hotel", "exhibition", "assembly", "entertainment", "teaching", "kindergarten",
    "elderly_care", "medical_ward", "medical_other", "industrial", "storage", "parking",
)  # fmt: skip
POSITIONS = ("between_exits", "dead_end", "in_room")
STAIRS = ("enclosed", "smoke_proof", "open_stairwell", "open_stair", "outdoor", "unknown")
BOOLEANS = ("true", "false")


class ParamError(ValueError):
    """A parameter that cannot be read; one sentence with what is allowed."""


@dataclass(frozen=True, slots=True)
class Params:
    """None means nobody said. ``height_m`` is the fire height in metres, ``storeys`` counts those above ground.

    ``hall``: the room is a hall (auditorium, exhibition, dining or sales hall), for which a pack may have own limits.
    ``group``: the pack's own word for the use (``S-2``), where it tells more apart than ``use`` does.
    ``premovement_s``: seconds from the alarm until people start, for the evacuation time only.
    """

    use: str | None = None
    position: str | None = None
    fire_grade: int | None = None
    height_m: float | None = None
    storeys: int | None = None
    high_rise: bool | None = None
    stair: str | None = None
    sprinklered: bool | None = None
    open_corridor: bool | None = None
    existing: bool | None = None
    design_year: int | None = None
    hall: bool | None = None
    group: str | None = None
    premovement_s: float | None = None

    def as_dict(self) -> dict[str, str | int | float | bool]:
        """What was given, in a fixed order, for reports."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {key: value for key, value in values.items() if value is not None}


def parse_params(items: Iterable[str]) -> Params:
    """``["use=office", "fire_grade=2"]`` → ``Params``; ParamError on an unknown, repeated or unreadable one."""
    return params_from(pairs(items))


def pairs(items: Iterable[str], what: str = "parameter", example: str = "use=office") -> dict[str, str]:
    """``["a=b"]`` → ``{"a": "b"}``; ParamError on one that is unreadable or given twice with different values."""
    given: dict[str, str] = {}
    for item in items:
        key, sign, value = (part.strip() for part in item.partition("="))
        if not sign or not key or not value:
            raise ParamError(f"{what.capitalize()} '{item}' is not of the form name=value, for example {example}.")
        if given.setdefault(key, value) != value:
            raise ParamError(
                f"{what.capitalize()} '{key}' is given twice, as '{given[key]}' and as '{value}'; give it once."
            )
    return given


def params_from(given: Mapping[str, str]) -> Params:
    """As ``parse_params``, from a mapping of texts (a form, a JSON body)."""
    values: dict[str, object] = {}
    for key, value in given.items():
        if key not in READERS:
            raise ParamError(f"Parameter '{key}' is not known. Allowed: {', '.join(READERS)}.")
        values[key] = READERS[key](key, str(value))
    return Params(**values)  # type: ignore[arg-type]


def _choice(allowed: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(key: str, value: str) -> str:
        if value not in allowed:
            raise ParamError(f"Parameter '{key}' cannot be '{value}'. Allowed: {', '.join(allowed)}.")
        return value

    return read


def _boolean(key: str, value: str) -> bool:
    return _choice(BOOLEANS)(key, value.lower()) == "true"


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(key: str, value: str) -> int:
        if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
            raise ParamError(f"Parameter '{key}' cannot be '{value}'. Allowed: a whole number from {low} to {high}.")
        return int(value)

    return read


def _group(key: str, value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", value):
        raise ParamError(f"Parameter '{key}' cannot be '{value}'. Allowed: a row of the pack's table, like S-2.")
    return value


def _height(key: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 < number <= 2000:
        raise ParamError(f"Parameter '{key}' cannot be '{value}'. Allowed: metres above 0 and up to 2000, like 23.5.")
    return number


def _seconds(key: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 3600:
        raise ParamError(f"Parameter '{key}' cannot be '{value}'. Allowed: seconds from 0 to 3600, like 120.")
    return number


READERS: dict[str, Callable[[str, str], object]] = {
    "use": _choice(USES),
    "position": _choice(POSITIONS),
    "fire_grade": _whole(1, 4),
    "height_m": _height,
    "storeys": _whole(1, 300),
    "high_rise": _boolean,
    "stair": _choice(STAIRS),
    "sprinklered": _boolean,
    "open_corridor": _boolean,
    "existing": _boolean,
    "design_year": _whole(1900, 2100),
    "hall": _boolean,
    "group": _group,
    "premovement_s": _seconds,
}
