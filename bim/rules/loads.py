"""How many persons: what the rules need of occupant loads, wherever they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bim.rules.spans import Span

Persons = tuple[float, float] | None
"""Least and most persons, None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Loads:
    """Persons by GlobalId of the space and of the storey. A GlobalId that is not in here is unknown, never empty."""

    spaces: Mapping[str, Persons] = field(default_factory=dict)
    storeys: Mapping[str, Persons] = field(default_factory=dict)

    def of_space(self, guid: str) -> Span | None:
        return _span(self.spaces.get(guid))

    def of_storey(self, guid: str) -> Span | None:
        return _span(self.storeys.get(guid))


def _span(persons: Persons) -> Span | None:
    return None if persons is None else Span(*persons)
