"""What a person asks of the map: filters of the list of buildings, a scale, and which of its kinds to show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from core.models import Event, User
from core.scope import scope_of
from portal.selectors.buildings import filtered
from portal.tiles.grid import Range
from portal.tiles.scales import HAZARDS, SCALES, Scale
from registry.models import Building
from registry.quad import ZOOM

FILTERS = ("area", "estate", "use", "stage", "structure", "hazards")
SMALL = 4 ** (ZOOM - 11)
"""Codes in a tile of zoom 11."""
KEPT_S = 600
"""A tile is kept this long at most: what leaves no change record (an area's new name) shows after that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``shown`` are codes of kinds; none means all."""

    user: User
    words: QueryDict
    scale: Scale
    shown: tuple[str, ...]

    def all_kinds(self) -> QuerySet[Building]:
        """Visible buildings that match the filters, whatever their kind."""
        return filtered(self.user, self.words).order_by()

    def buildings(self) -> QuerySet[Building]:
        """Visible buildings that match the filters and are of a shown kind."""
        found = self.all_kinds()
        if not self.shown:
            return found
        members = dict(zip(self.scale.codes(), self.scale.members(self.user), strict=True))
        return found.filter(reduce(or_, (members[code] for code in self.shown), Q(pk__in=[])))

    @property
    def key(self) -> str:
        """Equal for two requests that must get the same answer; changes with the data, the day and the language."""
        words = [f"{name}={self.words.get(name, '')}" for name in FILTERS]
        told = [*words, self.scale.code, ",".join(self.shown), *_state(self.user)]
        return hashlib.sha256("|".join(told).encode()).hexdigest()[:32]


def read(user: Any, words: QueryDict) -> Asked:
    """From the words of the address; unknown scales and kinds are as if they were not there."""
    scale = SCALES.get(words.get("scale", ""), HAZARDS)
    wanted = words.get("show", "").split(",")
    return Asked(user, words, scale, tuple(code for code in scale.codes() if code in wanted))


def _state(user: User) -> list[str]:
    """Of the data, the reader's sight, the day and the language. Every change of a file leaves a change record."""
    scope = scope_of(user)
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"]
    sight = (scope.everything, scope.areas, scope.organisations)
    return [str(newest), repr(sight), timezone.localdate().isoformat(), get_language() or ""]


def placed(found: QuerySet[Building], ranges: list[Range], reaching: Q | None = None) -> QuerySet[Building]:
    """Of these, the buildings whose code lies in one of the ranges (and that fulfil ``reaching``).

    For a small place a subquery on the code, so that the database goes by that index and not through the whole
    area; for a large one the conditions themselves, because most rows are wanted anyway.
    """
    inside = reduce(or_, (Q(quad__gte=low, quad__lt=high) for low, high in ranges)) & (reaching or Q())
    if sum(high - low for low, high in ranges) > SMALL:
        return found.filter(inside)
    return found.filter(pk__in=Building.objects.filter(inside).order_by().values("pk"))
