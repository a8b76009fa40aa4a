"""Panels of the building's page that show the registry's own facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import panels
from core.verdicts import Verdict
from portal.reader import reader
from portal.selectors.events import entries, of_building
from registry.models import Building, Elevator, Responsibility
from registry.schedules import NO_DATA
from registry.selectors.elevators import LiftClocks, with_clocks
from registry.selectors.facts import facts_of

PLACE = "building.page"
EVENTS = 6
KEY = ("storeys_above", "storeys_below", "height_m", "year_built", "use", "structure", "fire_grade", "dwellings")
"""Facts that are shown even when they are missing, since a decision needs them."""
NOT_LISTED = frozenset({"name", "name_en", "address", "address_en", "location", "footprint", "estate_name"})
WORST = (Verdict.FAIL, Verdict.NO_DATA, Verdict.PASS)


def build_facts(building: Building, request: HttpRequest) -> dict[str, Any]:
    user = reader(request)
    known = {fact.name: fact for fact in facts_of(building) if fact.name not in NOT_LISTED}
    links = Responsibility.objects.visible_to(user).current().filter(building=building).select_related("organisation")
    return {
        "side": True,
        "key": [(label, known.get(name)) for name, label in labels().items()],
        "others": [fact for name, fact in known.items() if name not in KEY],
        "badges": badges(),
        "links": links,
        "identifiers": building.identifiers.filter(valid_to__isnull=True).select_related("scheme"),
    }


def labels() -> dict[str, str]:
    """Short labels of the key facts, in their order."""
    words = (
        _("Storeys above"),
        _("Storeys below"),
        _("Building height"),
        _("Year built"),
        _("Use"),
        _("Structure"),
        _("Fire grade"),
        _("Dwellings"),
    )
    return dict(zip(KEY, words, strict=True))


def badges() -> dict[str, str]:
    """Short words for the sources, for the badge beside a value."""
    return {
        "officer": pgettext("source", "Officer"),
        "inspection": pgettext("source", "Visit"),
        "model": pgettext("source", "Model"),
        "census": pgettext("source", "Census"),
        "import": pgettext("source", "Import"),
        "owner": pgettext("source", "Owner"),
    }


def build_elevators(building: Building, request: HttpRequest) -> dict[str, Any]:
    user = reader(request)
    rows = Elevator.objects.visible_to(user).filter(building=building).exclude(service=Elevator.Service.SCRAPPED)
    found = [(lift, verdict_of(lift)) for lift in with_clocks(rows)]
    return {"lifts": found, "worst": min((verdict for _lift, verdict in found), key=WORST.index, default=None)}


def verdict_of(lift: LiftClocks) -> Verdict:
    """An overdue or failed duty fails; a clock without a record or a start is missing data, never a pass."""
    if lift.overdue:
        return Verdict.FAIL
    missing = any(clock.state == NO_DATA or clock.reason == "no_record" for clock in lift.clocks)
    return Verdict.NO_DATA if missing else Verdict.PASS


def build_history(building: Building, request: HttpRequest) -> dict[str, Any]:
    user = reader(request)
    told = entries(user, building, of_building(building)[: 4 * EVENTS])
    return {"side": True, "entries": told[:EVENTS], "building": building}


def register() -> None:
    panels.register(place=PLACE, name="facts", order=10, template="portal/panels/facts.html", build=build_facts)
    panels.register(
        place=PLACE, name="elevators", order=50, template="portal/panels/elevators.html", build=build_elevators
    )
    panels.register(place=PLACE, name="history", order=90, template="portal/panels/history.html", build=build_history)
