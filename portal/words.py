"""Words for the kinds of change record. An unknown kind shows its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models import Event
from inspections.words import CLOSING_WORDS, EVENTS, STATE_WORDS
from registry.fields import FIELDS, shown

KINDS: dict[str, str | Promise] = {
    "building.created": _("File opened"),
    "building.changed": _("File changed"),
    "building.moved": _("Moved to another area"),
    "building.stage": _("Life-cycle stage changed"),
    "estate.created": _("Estate added"),
    "identifier.added": _("Identifier added"),
    "identifier.ended": _("Identifier ended"),
    "elevator.added": _("Elevator added"),
    "elevator.recorded": _("Elevator record added"),
    "places.generated": _("Places generated"),
    "responsibility.added": _("Responsibility added"),
    "responsibility.ended": _("Responsibility ended"),
    "responsibility.handed_over": _("Handover"),
    "building.observed": _("Observed values recorded"),
    "building.imported": _("Taken from an import"),
    "building.reimported": _("Changed by an import"),
    "estate.changed": _("Estate changed"),
    "elevator.changed": _("Elevator changed"),
    "dossier.read": _("File read by the fire service"),
    "model.delivered": _("BIM model delivered"),
    "model.checked": _("Model check finished"),
    "model.buildings_mapped": _("Buildings of a model told apart"),
    "model.deviations_accepted": _("Complaints or deviations accepted"),
    "model.deviations_heard_again": _("Acceptances taken back"),
    "model.exits_confirmed": _("Exits confirmed"),
    "model.stairs_confirmed": _("Stair kinds confirmed"),
    "model.uses_confirmed": _("Uses of spaces confirmed"),
    "model.flats_confirmed": _("Flats and common parts corrected"),
    "model.doors_confirmed": _("Flat doors confirmed"),
    "model.links_confirmed": _("Ways between storeys linked by hand"),
    "model.reviews_carried": _("Confirmations carried over to a new version by position"),
}
MOST = 3
TOLD = ("reason", "text", "demand", "measures")


@dataclass(frozen=True, slots=True)
class Entry:
    """A change record in words. ``about`` names what it concerns, ``move`` is from → to."""

    event: Event
    act: Any
    about: str
    hazard: str
    move: tuple[Any, Any] | None
    details: list[str]


def entry(event: Event) -> Entry:
    data = event.data
    words = EVENTS.get(event.kind) or KINDS.get(event.kind, event.kind)
    return Entry(event, words, str(data.get("number", "")), str(data.get("hazard", "")), _move(data), _details(data))


def _move(data: dict[str, Any]) -> tuple[Any, Any] | None:
    old, new = data.get("from"), data.get("to")
    if not new or old == new or new not in STATE_WORDS:
        return None
    return STATE_WORDS.get(str(old), ""), STATE_WORDS[new]


def _details(data: dict[str, Any]) -> list[str]:
    """What was decided and why, in the order in which a person would tell it."""
    english = (get_language() or "").startswith("en")
    found = [str(data["grade_en"] if english and data.get("grade_en") else data["grade"])] if data.get("grade") else []
    if kind := data.get("closing_kind"):
        found.append(str(CLOSING_WORDS.get(kind, kind)))
    found += [str(data[name]) for name in ("order", "responsible", "receiver") if data.get(name)]
    if isinstance(changes := data.get("changes"), dict):
        found += _changes(changes)
    if isinstance(summary := data.get("summary"), dict):
        found.append(_counts(summary))
    return found + [str(data[name]) for name in TOLD if data.get(name)]


def _changes(changes: dict[str, Any]) -> list[str]:
    """The first few fields that moved: year built 2016 → 2014."""
    pairs = [(name, pair) for name, pair in changes.items() if isinstance(pair, list) and len(pair) == 2]
    told = [
        f"{FIELDS[name].label if name in FIELDS else name} {shown(name, old) or '–'} → {shown(name, new) or '–'}"
        for name, (old, new) in pairs[:MOST]
    ]
    return told + (["…"] if len(pairs) > MOST else [])


def _counts(summary: dict[str, Any]) -> str:
    words = {"fail": _("Fail"), "review": _("Review"), "no_data": _("No data"), "pass": _("Pass")}
    return " · ".join(f"{word} {summary[name]}" for name, word in words.items() if summary.get(name))
