"""What the analysis is asked: people's confirmations, which stairs count, how measuring is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bim.egress.result import ExitKind, StairKind

COUNTING_KINDS = frozenset({"enclosed", "smoke_proof", "open_stairwell", "outdoor"})
"""Stair kinds that are safety exits in most codes; an open stair never is."""
Progress = Callable[[str, float], None]
"""Called with the name of the step and the part of the whole that is done, 0..1."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """What people have confirmed, by GlobalId: the exit kind of doors and openings, the kind of stairs."""

    exits: Mapping[str, ExitKind] = field(default_factory=dict)
    stairs: Mapping[str, StairKind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one analysis. ``clearance_m``: how far a body keeps off walls; 0 measures along them."""

    counts_as_exit: frozenset[str] = COUNTING_KINDS
    residential: bool = False
    clearance_m: float = 0.0
    tolerance_m: float = 0.05
    """Largest certified error of a farthest-point distance at which refinement stops."""
