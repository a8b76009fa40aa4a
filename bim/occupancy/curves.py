"""How many people have passed a place by a time: piecewise linear curves, added, delayed and held back by a queue.

A place that lets ``rate`` persons pass in a second turns the curve of those who come into the curve of those who have
passed; the gap between the two is the queue. All of it exact, no time steps.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

EPS = 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """``points``: (second, persons so far), rising; flat before the first and after the last."""

    points: tuple[tuple[float, float], ...] = ()

    @property
    def total(self) -> float:
        return self.points[-1][1] if self.points else 0.0

    @property
    def first_s(self) -> float | None:
        """When the first one comes, None where nobody does."""
        return self.points[0][0] if self.total > EPS else None

    @property
    def last_s(self) -> float | None:
        """When the last one comes."""
        return self.time_of(self.total) if self.total > EPS else None

    def at(self, time_s: float) -> float:
        """Persons by a time; at a step, those after it."""
        after = bisect.bisect_right(self.points, time_s, key=lambda p: p[0])
        if after == 0:
            return 0.0
        if after == len(self.points):
            return self.total
        (t0, n0), (t1, n1) = self.points[after - 1], self.points[after]
        return n0 + (n1 - n0) * (time_s - t0) / (t1 - t0)

    def time_of(self, persons: float) -> float:
        """When so many have come (the last moment for more than all)."""
        for (t0, n0), (t1, n1) in pairwise(self.points):
            if n1 >= persons - EPS:
                return t1 if n1 - n0 <= EPS else t0 + (t1 - t0) * min(1.0, max(0.0, (persons - n0) / (n1 - n0)))
        return self.points[-1][0] if self.points else 0.0

    def delayed(self, seconds: float) -> Curve:
        return Curve(tuple((t + seconds, n) for t, n in self.points))


def evenly(persons: float, from_s: float, to_s: float) -> Curve:
    """So many, evenly spread over a time (all at once where it has no length)."""
    return Curve(((from_s, 0.0), (max(from_s, to_s), persons))) if persons > EPS else Curve()


def together(curves: Iterable[Curve]) -> Curve:
    """All of several curves."""
    used = [curve for curve in curves if curve.points]
    times = sorted({t for curve in used for t, _ in curve.points})
    points: list[tuple[float, float]] = []
    for t in times:
        before = sum(_before(curve, t) for curve in used)
        after = sum(curve.at(t) for curve in used)
        points += [(t, before)] if after - before <= EPS else [(t, before), (t, after)]
    return Curve(tuple(points))


def _before(curve: Curve, time_s: float) -> float:
    """Persons strictly before a step at this time."""
    here = [n for t, n in curve.points if t == time_s]
    if not here:
        return curve.at(time_s)
    return here[0] if curve.points[0][0] < time_s else 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """What a place does to those who come. ``queue``: most that stand before it; ``wait_s``: longest anyone waits."""

    passed: Curve
    queue: float
    wait_s: float


def held(coming: Curve, rate: float) -> Held:
    """People pass in the order in which they come, at most ``rate`` (above 0) in a second."""
    if not coming.points:
        return Held(coming, 0.0, 0.0)
    way = _Queue(rate, [(coming.points[0][0], 0.0)])
    way.join(coming.points[0][1])
    for (t0, n0), (t1, n1) in pairwise(coming.points):
        if t1 - t0 <= EPS:
            way.join(n1 - n0)
        else:
            way.run(t1 - t0, (n1 - n0) / (t1 - t0))
    way.run(way.waiting / rate, 0.0)
    return Held(Curve(tuple(way.points)), way.most, way.most / rate)


@dataclass(slots=True)
class _Queue:
    rate: float
    points: list[tuple[float, float]]
    waiting: float = 0.0
    most: float = field(default=0.0)

    def join(self, persons: float) -> None:
        """Several at one moment."""
        self.waiting += persons
        self.most = max(self.most, self.waiting)

    def run(self, seconds: float, inflow: float) -> None:
        """A stretch of time with an even inflow; cut where the queue runs out."""
        if self.waiting > EPS and inflow < self.rate - EPS:
            empty = min(seconds, self.waiting / (self.rate - inflow))
            self._step(empty, self.rate, inflow)
            seconds -= empty
        if seconds > EPS:
            self._step(seconds, self.rate if self.waiting > EPS else min(inflow, self.rate), inflow)

    def _step(self, seconds: float, outflow: float, inflow: float) -> None:
        time, passed = self.points[-1]
        self.points.append((time + seconds, passed + outflow * seconds))
        self.waiting = max(0.0, self.waiting + (inflow - outflow) * seconds)
        self.most = max(self.most, self.waiting)
