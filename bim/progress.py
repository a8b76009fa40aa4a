"""How far a check is, and how long each of its steps took."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Progress = Callable[[str, float], None]
"""Called with the name of the step and the part of the whole that is done, 0..1."""
SHARES = {"open": 0.0, "geometry": 0.1, "graph": 0.4, "paths": 0.5, "rules": 0.8, "plans": 0.85, "glb": 0.93}
"""Where each step starts in the whole, 0–1: a rough mean over small models, only for the progress bar."""


def nobody(step: str, share: float) -> None:
    """The progress that nobody wants to know."""


@dataclass(slots=True)
class Clock:
    """CPU seconds of disjoint steps; what a step's own record leaves over goes to ``rest``. ``total`` is wall time."""

    seconds: dict[str, float] = field(default_factory=dict)
    mark: float = field(default_factory=time.process_time)
    started: float = field(default_factory=time.perf_counter)

    def lap(self, rest: str, parts: Mapping[str, float] | None = None) -> None:
        now, own = time.process_time(), parts or {}
        for name, value in own.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + value
        left = max(0.0, now - self.mark - sum(own.values()))
        self.seconds[rest] = self.seconds.get(rest, 0.0) + left
        self.mark = now

    def as_dict(self) -> dict[str, float]:
        steps = {name: round(value, 6) for name, value in self.seconds.items()}
        return {**steps, "total": round(time.perf_counter() - self.started, 6)}


def within(tell: Progress) -> Progress:
    """A step's own 0–1 as a share of the whole, never backwards; steps not in ``SHARES`` belong to the one before."""
    starts = [*SHARES.values(), 1.0]
    best, current = 0.0, "open"

    def inner(step: str, share: float) -> None:
        nonlocal best, current
        if step in SHARES:
            current = step
            start = SHARES[step]
            end = next(s for s in starts if s > start)
            best = max(best, start + (end - start) * min(1.0, max(0.0, share)))
        tell(current, best)

    return inner
