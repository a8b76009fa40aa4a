"""Facts of the file with source, day and what contradicts them; what is not on file is listed as such."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.ages import age_of
from portal.panels.registry import KEY, NOT_LISTED, badges, labels
from registry.models import Building
from registry.selectors.facts import Fact, facts_of


def key_facts(building: Building) -> list[dict[str, Any]]:
    """The facts that a decision needs, in their order, the missing ones too."""
    known = {fact.name: fact for fact in facts_of(building)}
    return [_row(label, known.get(name)) for name, label in labels().items()]


def facts_of_building(building: Building) -> list[dict[str, Any]]:
    """Every fact with a value, and the key facts without one."""
    known = {fact.name: fact for fact in facts_of(building) if fact.name not in NOT_LISTED}
    missing = [_row(label, None) for name, label in labels().items() if name not in known]
    return [_row(_title(fact), fact) for fact in known.values()] + missing


def unregistered() -> list[str]:
    """What the fire service asks for and no part of the file can hold yet."""
    return [
        _("Fire lane"),
        _("Aerial operation area"),
        _("Hydrants and water supply"),
        _("Shut-offs for water, power and gas"),
    ]


def _title(fact: Fact) -> str:
    return labels()[fact.name] if fact.name in KEY else fact.label[:1].upper() + fact.label[1:]


def _row(label: str, fact: Fact | None) -> dict[str, Any]:
    if fact is None or fact.shown == "":
        return {"label": label, "value": "", "source": "", "observed_on": None, "age": None, "others": []}
    short, age = badges(), age_of(fact.observed_on, today=timezone.localdate())
    return {
        "label": label,
        "value": fact.shown,
        "source": short.get(fact.source, fact.source_label),
        "observed_on": fact.observed_on,
        "age": {"bars": age.bars, "word": str(age.word)},
        "others": [
            {"source": short.get(one.source, one.source_label), "value": one.shown, "on": one.observed_on}
            for one in fact.disagreements
        ],
    }
