"""Reading a walked distance the way a clause does: straight-line bound, flights inside flats, change of level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from bim.egress.result import Distance, Path
from bim.rules.spans import EPS, Span

SAME_LEVEL_M = 1.0
"""A way that changes level by more than this runs over a stair: its ends have no straight line through the floor."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``walked``: the walk with its certified error. ``straight_m``: the crow's line, None where none can be drawn."""

    walked: Span
    straight_m: float | None
    path: Path
    target: str
    length_m: float
    """The walk as drawn, where ``walked`` counts flights by a factor."""

    def against(self, metric: str) -> Span:
        """What may be held against a limit: for a straight-line clause anything from the crow's line to the walk."""
        if metric != "straight" or self.straight_m is None:
            return self.walked
        return Span(min(self.straight_m, self.walked.low), self.walked.high)


def measure(distance: Distance, flight_factor: float | None = None) -> Measure:
    """The measure of a walk; ``flight_factor`` times the horizontal length replaces the length of its flights."""
    extra = _flight_extra(distance.path, flight_factor) if flight_factor else 0.0
    low = distance.value_m + extra
    straight = None if changes_level(distance.path) else _straight(distance)
    return Measure(Span(low, low + distance.error_m), straight, distance.path, distance.target, distance.value_m)


def changes_level(path: Path) -> bool:
    heights = [point[2] for point in path]
    return bool(heights) and max(heights) - min(heights) > SAME_LEVEL_M


def _straight(distance: Distance) -> float | None:
    if distance.straight_m is not None:
        return distance.straight_m
    return math.dist(distance.path[0], distance.path[-1]) if len(distance.path) > 1 else None


def _flight_extra(path: Path, factor: float) -> float:
    """Source: GB 50016-2014 (2018) Table 5.5.29, flights inside duplex flats count by their horizontal length."""
    extra = 0.0
    for start, end in pairwise(path):
        if abs(end[2] - start[2]) > EPS:
            extra += factor * math.dist(start[:2], end[:2]) - math.dist(start, end)
    return extra
