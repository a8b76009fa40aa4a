"""What a building's file holds, with where each value comes from and what contradicts it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from registry.facts import Observed, accepted, discrepancies
from registry.fields import FIELDS, shown
from registry.models import Building, Source
from registry.services.observing import current_value, observed_of


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Another source's last word that differs from the accepted value."""

    value: Any
    shown: str
    source: str
    source_label: str
    observed_on: dt.date


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the file. ``source`` is empty where the value came in without an observation."""

    name: str
    label: str
    value: Any
    shown: str
    source: str
    source_label: str
    observed_on: dt.date | None
    disagreements: tuple[Disagreement, ...]


def facts_of(building: Building) -> list[Fact]:
    """Facts with a value, in the order of ``registry.fields``. One query."""
    known = observed_of([building.pk])[building.pk]
    found = [_fact(building, name, known.get(name, [])) for name in FIELDS]
    return [fact for fact in found if fact.value not in (None, "")]


def _fact(building: Building, name: str, observed: list[Observed]) -> Fact:
    field, winner = FIELDS[name], accepted(observed)
    value = current_value(building, name) if field.column else winner.value if winner else None
    backed = winner is not None and winner.value == value
    return Fact(
        name=name,
        label=str(field.label),
        value=value,
        shown=shown(name, value),
        source=winner.source if winner and backed else "",
        source_label=str(Source(winner.source).label) if winner and backed else "",
        observed_on=winner.on if winner and backed else None,
        disagreements=tuple(_disagreement(name, one) for one in discrepancies(observed)),
    )


def _disagreement(name: str, one: Observed) -> Disagreement:
    return Disagreement(one.value, shown(name, one.value), one.source, str(Source(one.source).label), one.on)
