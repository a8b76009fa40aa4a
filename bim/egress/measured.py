"""What is measured beside the distances: other ways, their loss, and how wide the ways are. No clause, no verdict.

Part of ``bim.egress.result``. Lengths in metres, points in the file's world coordinates. Where a figure hangs on
stairs of unknown kind it comes as ``Both``: ``counts`` if unknown stairs are exits, ``not_counts`` if they are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from bim.facts import Point2, Point3

Path = tuple[Point3, ...]
Loaded = Literal["single", "double", "unknown"]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Both(Generic[Value]):
    """One figure under both readings of the stairs whose kind nobody knows."""

    counts: Value
    not_counts: Value

    @property
    def settled(self) -> bool:
        return self.counts == self.not_counts


@dataclass(frozen=True, slots=True)
class CommonPath:
    """The first part of the way that every route to a second, different exit shares with the route to the first.

    Truth lies in ``[value_m, value_m + error_m]``. ``parts_at`` None: there is no second exit, the whole way is shared.
    """

    value_m: float
    error_m: float
    path: Path
    parts_at: Point3 | None
    exits: tuple[str, ...]
    """GUIDs of the two exits, of one where there is no second."""


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """A stretch of common way from whose end only one direction leads on; ``mouth``: where a second one opens."""

    storey: str
    space: str
    """GUID of the space that holds the far end."""
    length_m: float
    error_m: float
    path: Path
    mouth: Point3 | None


@dataclass(frozen=True, slots=True)
class ExitPair:
    """Two storey exits of one part of a storey. Distances from mid-point to mid-point of door or mouth."""

    storey: str
    first: str
    second: str
    straight_m: float
    walked_m: float | None
    """Between the two inside the part, None where no way joins them without leaving it."""
    diagonal_m: float
    """Longest straight line between two points of the part's outer outline (IBC 'maximum overall diagonal')."""
    spaces: tuple[str, ...] = ()
    """The part's spaces."""


@dataclass(frozen=True, slots=True)
class ExitLoss:
    """What happens when one exit cannot be used: everything else stays open."""

    storey: str
    exits: tuple[str, ...]
    """GUIDs of the doors or stairs that are one exit and are blocked together."""
    cut_off: tuple[str, ...]
    """Spaces that reach no other storey exit."""
    worst_space: str | None
    worst_m: float | None
    """Walk from the farthest point of ``worst_space`` to the nearest exit that is left."""
    worst_error_m: float = 0.0
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Corridor:
    """A space (or a stretch of one) that serves as corridor, and its narrowest clear width. ``error_m``: of width."""

    space: str
    storey: str
    width_m: float
    error_m: float
    at: tuple[Point2, Point2]
    """The narrowest cross-section."""
    loaded: Loaded
    """Rooms on one side or on both."""
    length_m: float | None = None


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The narrowest element on a route. ``width_m``: least and most that its clear width may be."""

    guid: str
    kind: Literal["door", "opening", "virtual", "corridor", "stair"]
    width_m: tuple[float, float]
    at: Point3


@dataclass(frozen=True, slots=True)
class GroundWay:
    """From where a stairwell ends at grade (its last door, or its last step where it has no space of its own) to the
    nearest final exit, on that floor."""

    stair: str
    """GUID of the stairwell's lowest stair above ground."""
    storey: str
    starts_at: str
    """GUID of the door, opening or stair where the walk starts."""
    length_m: float | None
    """0 where the stairwell itself has a final exit, None where none is reached on this floor."""
    path: Path = ()
    exit: str = ""
