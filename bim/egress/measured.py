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
    Compare with IBC 2021 1006.2.1 (common path of egress travel: ``value_m`` to ``value_m + error_m`` against the
    table's cell, wherever the space has one exit or none of its own) and with the "one direction" column of ADB 2019
    volume 2, Table 2.1 (and volume 1, 7.5 m in flats' corridors). Not a GB measure: GB 50016 asks for the position of
    a door (``DoorResult.position``).
    """

    value_m: float
    error_m: float
    path: Path
    parts_at: Point3 | None
    exits: tuple[str, ...]
    """GUIDs of the two exits, of one where there is no second."""


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """A stretch of common way from whose end only one direction leads on; ``mouth``: where a second one opens.

    ``mouth`` None: the part has one exit, so all of its circulation is one. Compare ``length_m`` with IBC 2021 1020.5
    (which asks only where two exits are required, so not where ``mouth`` is None) and with NFPA 101's dead-end limits;
    for ADB's corridors the one-direction column holds. GB 50016 5.5.17's dead-end column (袋形走道) is held against a
    door's distance to the exit, not against this length.
    """

    storey: str
    space: str
    """GUID of the space that holds the far end."""
    length_m: float
    error_m: float
    path: Path
    mouth: Point3 | None


@dataclass(frozen=True, slots=True)
class ExitPair:
    """Two storey exits of one part of a storey. Distances from mid-point to mid-point of door or mouth.

    Of two exits with several doors: the two doors that lie nearest to each other. Compare the largest ``straight_m`` of
    a part with a half (sprinklered: a third) of ``diagonal_m`` (IBC 2021 1007.1.1; ``walked_m`` where a rated corridor
    joins the two), and ``gap_m`` with 5 m (GB 50016-2014 (2018) 5.5.2): exits nearer than that count as one
    (``bim.egress.alternatives.exits_apart`` counts what is left; ``StoreyResult.two_ways`` does not look at distances).
    """

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
    gap_m: float | None = None
    """Between the nearest edges of the two on plan (GB 50016-2014 (2018) 5.5.2: 5 m between adjacent exits)."""


@dataclass(frozen=True, slots=True)
class ExitLoss:
    """What happens when one exit cannot be used: everything else stays open, also the same stair on other storeys.

    No clause limits this; England's ADB discounts each exit in turn when it sizes the others.
    ``cut_off`` empty for each exit of a part is what "two independent ways" means.
    """

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
