"""What the analysis is asked: people's words, which stairs count, how measuring is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bim.egress.result import ExitKind, StairKind
from bim.fingerprints import Fingerprint

COUNTING_KINDS = frozenset({"enclosed", "smoke_proof", "open_stairwell", "outdoor"})
"""Stair kinds that are safety exits in most codes; an open stair never is."""
COMMON = "common"
"""In place of a flat's key: the space is a common part."""
DoorUse = Literal["flat_door", "inner"]
"""A flat's own door 入户门, or a door within a flat or within common parts."""
Progress = Callable[[str, float], None]
"""Called with the name of the step and the part of the whole that is done, 0..1."""


@dataclass(frozen=True, slots=True)
class VerticalLink:
    """A way over a stair or ramp that a person vouches for, where the model's geometry gives none.

    From one space (GUID) to another, ``length_m`` metres to walk between them. ``stair``: GUID of the element of the
    model that it is, empty where the model has none. A lift is no way out and is never linked.
    """

    from_space: str
    to_space: str
    length_m: float
    stair: str = ""
    is_ramp: bool = False


@dataclass(frozen=True, slots=True)
class Reviews:
    """What people have said of a model, by GlobalId; nothing said leaves the proposal.

    ``exits``: doors and openings; ``stairs``: their kinds; ``uses``: spaces, words of ``bim.space_uses``; ``flats``:
    spaces, a flat's key (the one shown, or any other word) or ``COMMON``; ``doors``: which are flat doors; ``links``:
    ways between storeys. ``prints``: where the elements stood when it was said, to find them in a newer version;
    ``spoken_in``: the version ("v1") of which it was said; ``since``: the version from which it was carried over by
    position, where it was; ``open``: elements of which somebody took a word back or could not say, so that none is
    carried onto them.
    """

    exits: Mapping[str, ExitKind] = field(default_factory=dict)
    stairs: Mapping[str, StairKind] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)
    flats: Mapping[str, str] = field(default_factory=dict)
    doors: Mapping[str, DoorUse] = field(default_factory=dict)
    links: tuple[VerticalLink, ...] = ()
    prints: Mapping[str, Fingerprint] = field(default_factory=dict)
    spoken_in: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one analysis. ``clearance_m``: how far a body keeps off walls; 0 measures along them."""

    counts_as_exit: frozenset[str] = COUNTING_KINDS
    residential: bool = False
    clearance_m: float = 0.0
    tolerance_m: float = 0.05
    """Largest certified error of a farthest-point distance at which refinement stops."""
