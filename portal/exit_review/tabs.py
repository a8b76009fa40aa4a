"""The tabs of the review page, what may be said in each, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bim.egress.options import COMMON
from bim.models.reviews import DOOR_VALUES, EXIT_VALUES, STAIR_VALUES, UNSURE
from bim.space_uses import SPACE_USES

Choice = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """``key`` stands in the address, ``kind`` in the rows; ``noun`` heads the first column."""

    key: str
    kind: str
    label: Any
    noun: Any
    housing: bool = False
    """Only where the check found flats, or a person spoke of them."""


TABS = (
    Tab("exits", "exit", gettext_lazy("Exits"), gettext_lazy("Door or opening")),
    Tab("stairs", "stair", gettext_lazy("Stairs"), gettext_lazy("Stair")),
    Tab("uses", "use", gettext_lazy("Uses of spaces"), gettext_lazy("Space")),
    Tab("flats", "flat", gettext_lazy("Flats and common parts"), gettext_lazy("Space"), housing=True),
    Tab("doors", "door", gettext_lazy("Flat doors"), gettext_lazy("Door"), housing=True),
    Tab("links", "link", gettext_lazy("Ways between storeys"), gettext_lazy("Way")),
)


def tabs_of(report: Mapping[str, Any], said: Mapping[str, Any]) -> list[Tab]:
    housing = any(s["flat"] for s in report["spaces"]) or bool(said["flat"] or said["door"])
    return [tab for tab in TABS if housing or not tab.housing]


def in_chinese() -> bool:
    return not (get_language() or "").startswith("en")


def choices(kind: str, flats: Mapping[str, str]) -> list[Choice]:
    """Everything that may be said of an element of a kind, without ``unsure``; ``flats``: labels by key."""
    if kind == "use":
        return [(use, zh if in_chinese() else en) for use, (en, zh) in SPACE_USES.items()]
    if kind == "flat":
        return [(COMMON, _("Common part")), *flats.items()]
    return list({"exit": EXIT_VALUES, "stair": STAIR_VALUES[:-1], "door": DOOR_VALUES}[kind])


def word(kind: str, value: str, flats: Mapping[str, str]) -> str:
    """A value as people read it; empty where nobody knows."""
    if value in ("", "unknown"):
        return ""
    if value == UNSURE:
        return _("Not certain")
    return str(dict(choices(kind, flats)).get(value, value))


def flat_labels(report: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, str]:
    """Flats by key: named by their doors, else by their first space, else by the key that a person gave."""
    owner = {s["guid"]: s["flat"] for s in report["spaces"] if s["flat"]}
    names = {s["guid"]: s["name"] or s["long_name"] for s in report["spaces"]}
    doors = {owner[d["serves"]]: d["name"] for d in report["doors"] if d["serves"] in owner and d["name"]}
    keys = dict.fromkeys([*owner.values(), *(k for k in said.values() if k != COMMON)])
    return {key: doors.get(key) or names.get(key) or key for key in keys}
