"""Evacuation time by the hydraulic model, first order: doors, flights and the doors to the street as queues.

Everybody starts at the same time. The people of a storey come to its exits evenly over the longest walk there, split
by what each exit lets through. Those who come down a flight and those of the storey merge in the order in which they
come. The doors to the street are one queue. Nobody overtakes, chooses, tires or turns back: information, no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bim.occupancy.curves import Curve, evenly, held, together
from bim.occupancy.hydraulic import K_LEVEL, rate, walk_speed

Kind = Literal["door", "flight", "street"]


@dataclass(frozen=True, slots=True)
class WayOut:
    """An exit of a storey. ``leg``: the flight it leads into, None: the street. ``width_m`` is clear."""

    guid: str
    width_m: float
    leg: str | None


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight from one storey to the next towards grade. ``onward``: the next one, None: it ends at grade."""

    key: str
    guid: str
    storey: str
    length_m: float
    width_m: float
    k: float
    onward: str | None
    to_street_m: float = 0.0
    """Walk from the foot of the last flight to the street."""


@dataclass(frozen=True, slots=True)
class Level:
    """A storey: its people, their longest walk to an exit, its exits."""

    storey: str
    persons: float
    walk_m: float
    exits: tuple[WayOut, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """``levels`` and ``legs`` from the farthest towards grade; ``street_m``: doors to the street, clear."""

    levels: tuple[Level, ...]
    legs: tuple[Leg, ...]
    street_m: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What happens at a door, a flight or the doors to the street. Times in seconds from the alarm."""

    kind: Kind
    guid: str
    storey: str
    persons: float
    per_s: float
    first_s: float
    last_s: float
    queue: float
    wait_s: float


@dataclass(slots=True)
class Evacuation:
    """``total_s`` None with nobody to leave. ``storeys``: when the last one has left each storey's floor."""

    total_s: float | None
    storeys: dict[str, float]
    places: list[Place]
    premovement_s: float

    @property
    def governing(self) -> Place | None:
        """Where the longest wait is, None where nobody waits."""
        return max((p for p in self.places if p.wait_s > 0), key=lambda p: p.wait_s, default=None)


@dataclass(slots=True)
class _Run:
    premovement_s: float
    places: list[Place] = field(default_factory=list)
    into: dict[str, list[Curve]] = field(default_factory=lambda: defaultdict(list))
    """Those who come to each flight."""
    doors: dict[str, list[tuple[str, Curve]]] = field(default_factory=lambda: defaultdict(list))
    """By storey: the flight behind each exit (empty: the street) and those who have passed the exit."""
    street: list[Curve] = field(default_factory=list)
    flights: dict[str, tuple[Curve, Curve]] = field(default_factory=dict)
    """Those who came to each flight and those who have entered it."""

    def place(self, kind: Kind, guid: str, storey: str, coming: Curve, per_s: float) -> Curve:
        """Holds people back at a place and notes what happens there."""
        done = held(coming, per_s)
        first, last = coming.first_s, done.passed.last_s
        if first is not None and last is not None:
            waits = (done.queue, done.wait_s) if done.wait_s > 1e-6 else (0.0, 0.0)
            self.places.append(Place(kind, guid, storey, coming.total, per_s, first, last, *waits))
        return done.passed


def evacuate(plan: Plan, premovement_s: float = 0.0) -> Evacuation:
    """The whole building. ``premovement_s``: from the alarm until people start, as given, never guessed."""
    run = _Run(premovement_s)
    for level in plan.levels:
        _leave(run, level)
    for leg in plan.legs:
        _descend(run, leg)
    through = sum(rate(K_LEVEL, width) for _, width in plan.street_m)
    out = run.street
    if run.street and through > 0:
        guid = plan.street_m[0][0] if len(plan.street_m) == 1 else ""
        out = [run.place("street", guid, "", together(run.street), through)]
    ends = [curve.last_s for curve in out if curve.last_s is not None]
    return Evacuation(max(ends, default=None), _cleared(run, plan.levels), run.places, premovement_s)


def _leave(run: _Run, level: Level) -> None:
    """People of a storey to and through its exits."""
    rates = [rate(K_LEVEL, way.width_m) for way in level.exits]
    whole = sum(rates)
    if whole <= 0 or level.persons <= 0:
        return
    walk_s = level.walk_m / walk_speed(K_LEVEL, 0.0, 1.0)
    for way, per_s in zip(level.exits, rates, strict=True):
        if per_s <= 0:
            continue
        coming = evenly(level.persons * per_s / whole, run.premovement_s, run.premovement_s + walk_s)
        if way.leg is None:
            run.street.append(coming)  # its queue is that of the doors to the street
            run.doors[level.storey].append(("", coming))
            continue
        passed = run.place("door", way.guid, level.storey, coming, per_s)
        run.into[way.leg].append(passed)
        run.doors[level.storey].append((way.leg, passed))


def _descend(run: _Run, leg: Leg) -> None:
    """Those who came to a flight, over it, and on."""
    coming = together(run.into.get(leg.key, ()))
    most = rate(leg.k, leg.width_m)
    if not coming.points or most <= 0:
        return
    passed = run.place("flight", leg.guid, leg.storey, coming, most)
    run.flights[leg.key] = (coming, passed)
    arrived = passed.delayed(leg.length_m / walk_speed(leg.k, _peak(passed), leg.width_m))
    if leg.onward is None:
        run.street.append(arrived.delayed(leg.to_street_m / walk_speed(K_LEVEL, 0.0, 1.0)))
    else:
        run.into[leg.onward].append(arrived)


def _peak(curve: Curve) -> float:
    """Most persons in a second."""
    steps = zip(curve.points, curve.points[1:], strict=False)
    return max(((n1 - n0) / (t1 - t0) for (t0, n0), (t1, n1) in steps if t1 - t0 > 1e-9), default=0.0)


def _cleared(run: _Run, levels: Sequence[Level]) -> dict[str, float]:
    """When the last one of each storey has passed its exit and, where there is one, entered the flight behind it."""
    found: dict[str, float] = {}
    for level in levels:
        ends = []
        for leg, passed in run.doors.get(level.storey, ()):
            last = passed.last_s
            if last is None:
                continue
            coming, entered = run.flights.get(leg, (passed, passed))
            ends.append(max(last, entered.time_of(coming.at(last))))
        if ends:
            found[level.storey] = max(ends)
    return found
