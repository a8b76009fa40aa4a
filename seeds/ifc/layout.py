"""What a generated building is made of, before any IFC: rooms, doors, openings, stairs, lifts on storeys.

Pure data. Metres; plan axes x east, y north; every outline is axis-aligned and is the *clear* face of the walls, so
that the gap between two rooms is the wall. ``key`` is unique in its storey and feeds the fixed GlobalId.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Point = tuple[float, float]
Outline = tuple[Point, ...]
Axis = Literal["x", "y"]


def box(x: float, y: float, width: float, depth: float) -> Outline:
    """Counter-clockwise rectangle from its south-west corner."""
    return ((x, y), (x + width, y), (x + width, y + depth), (x, y + depth))


@dataclass(frozen=True, slots=True)
class Room:
    """A room to be written as ``IfcSpace``."""

    key: str
    name: str
    long_name: str
    outline: Outline
    public: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """A door in the middle of a wall. ``axis`` is the direction the wall runs in; None in ``joins`` is outside."""

    key: str
    name: str
    at: Point
    axis: Axis
    width_m: float
    joins: tuple[str | None, str | None]
    height_m: float = 2.1
    external: bool = False
    fire_rating: str = ""
    fire_exit: bool | None = None
    tag: str = ""
    final: bool = False
    """Leads outdoors at grade: the known answer, not written into the file."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A hole in a wall through which one may walk; no door in it."""

    key: str
    name: str
    at: Point
    axis: Axis
    width_m: float
    joins: tuple[str, str]
    height_m: float = 2.2


@dataclass(frozen=True, slots=True)
class Stair:
    """A dog-leg stair from this storey to the next: two straight flights and a half landing.

    ``outline`` is the stairwell's clear rectangle ``(x, y, width, depth)``. The first flight rises towards +y when
    ``up`` is 1, towards -y when -1, on the low-x side; it starts ``entry_m`` away from the near wall. ``risers`` is
    the number of the whole storey and even.
    """

    key: str
    name: str
    long_name: str
    rect: tuple[float, float, float, float]
    up: Literal[1, -1]
    entry_m: float
    risers: int
    going_m: float
    flight_width_m: float


@dataclass(frozen=True, slots=True)
class Lift:
    """A lift shaft, a void in the plan, with one ``IfcTransportElement`` on the lowest storey."""

    key: str
    name: str
    outline: Outline


@dataclass(frozen=True, slots=True)
class Window:
    """A window in the middle of an outer wall."""

    key: str
    at: Point
    axis: Axis
    width_m: float
    sill_m: float = 0.9
    height_m: float = 1.5


@dataclass(frozen=True, slots=True)
class Storey:
    """One storey with all that stands on it. ``voids`` are shafts without a space."""

    key: str
    name: str
    elevation_m: float
    height_m: float
    rooms: tuple[Room, ...]
    doors: tuple[Door, ...]
    openings: tuple[Opening, ...] = ()
    stairs: tuple[Stair, ...] = ()
    stairwells: tuple[Stair, ...] = ()
    """Stairs that arrive from below: their flights leave a hole in this storey's slab."""
    lifts: tuple[Lift, ...] = ()
    voids: tuple[Outline, ...] = ()
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Building:
    """A whole generated building."""

    key: str
    name: str
    address: str
    occupancy: str
    year: int
    material: str
    wall_m: float
    slab_m: float
    storeys: tuple[Storey, ...]


@dataclass(slots=True)
class StoreyDraft:
    """A storey while a layout fills it."""

    key: str
    name: str
    elevation_m: float
    height_m: float
    rooms: list[Room] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    stairs: list[Stair] = field(default_factory=list)
    stairwells: list[Stair] = field(default_factory=list)
    lifts: list[Lift] = field(default_factory=list)
    voids: list[Outline] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)

    def done(self) -> Storey:
        """Freeze."""
        return Storey(
            key=self.key,
            name=self.name,
            elevation_m=self.elevation_m,
            height_m=self.height_m,
            rooms=tuple(self.rooms),
            doors=tuple(self.doors),
            openings=tuple(self.openings),
            stairs=tuple(self.stairs),
            stairwells=tuple(self.stairwells),
            lifts=tuple(self.lifts),
            voids=tuple(self.voids),
            windows=tuple(self.windows),
        )
