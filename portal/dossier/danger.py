"""Hazards of the building: the open ones most urgent first, then the ended ones, each with its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.models import User
from inspections.models import Hazard
from inspections.selectors import HazardRow, hazard_rows, open_hazards
from inspections.workflow import State
from portal.templatetags.portal import grade, hazard_clock, hazard_state, measured
from registry.models import Building

RELATED = ("building", "grade__scale", "responsible", "place")
Histories = Mapping[str, list[dict[str, Any]]]


def hazards_of(building: Building, user: User, histories: Histories) -> dict[str, Any]:
    ended = Hazard.objects.visible_to(user).filter(building=building).exclude(pk__in=_open(building, user))
    rows = hazard_rows(ended.select_related(*RELATED).order_by("-closed_on", "-pk"))
    now = [_row(row, histories) for row in open_hazards(building, user)]
    known = [row for row in now if not row["proposed"]]
    return {
        "open": now,
        "known": known,
        "proposed": len(now) - len(known),
        "ended": [_row(row, histories) for row in rows],
    }


def _open(building: Building, user: User) -> Any:
    return Hazard.objects.visible_to(user).open().filter(building=building).values("pk")


def _row(row: HazardRow, histories: Histories) -> dict[str, Any]:
    hazard = row.hazard
    return {
        "number": hazard.number,
        "title": hazard.label,
        "place": str(hazard.place) if hazard.place else "",
        "proposed": hazard.state == State.PROPOSED,
        "imminent": hazard.imminent and hazard.is_open,
        "measures": hazard.interim_measures,
        "grade": _plain(grade(hazard)),
        "state": _plain(hazard_state(hazard)),
        "source": hazard.get_source_display(),
        "found_on": hazard.known_since,
        "clause": f"{hazard.edition} {hazard.clause}".strip(),
        "measured": measured(hazard) if hazard.measured is not None else "",
        "responsible": hazard.responsible.label if hazard.responsible else "",
        "served_on": hazard.served_on,
        "due_on": hazard.due_on,
        "reinspect_due_on": hazard.reinspect_due_on,
        "closed_on": hazard.closed_on,
        "clock": _clock(row) if hazard.is_open else None,
        "history": histories.get(str(hazard.uuid), []),
    }


def _clock(row: HazardRow) -> dict[str, Any]:
    """The clock to act on, with whose it is; before the order is served neither runs."""
    again = row.next_clock is row.reinspect and row.reinspect.kind != "not_started"
    told = hazard_clock(row.next_clock, "reinspect" if again else "rectify")
    reading = told["reading"]
    return {
        "of": _("Re-inspection") if again else _("Rectification"),
        "tone": reading.tone,
        "words": reading.words,
        "due": told["due"],
        "provisional": bool(told["provisional"]),
    }


def _plain(tag: dict[str, Any]) -> dict[str, str]:
    return {"word": str(tag["word"]), "tone": tag["tone"]}
