"""A walk-up of six storeys as built in 1985: brick, open stairwells, two flats on each landing.

Each entrance (单元) is 17.68 m wide and repeats every 17.92 m. Plan of one, walls 0.24 m, v southwards from the north
front, a away from the stair on either side::

    v 0     | bath  | kitchen |       | landing |       | kitchen | bath  |
    v 1.6   |       |         | hall  +-- ... --+ hall  |         |       |
    v 3.3   +-------+-- hall (an L)   |  stair  |  hall (an L) ---+-------+
    v 5.24  | small bed | big bed     |  third  |    big bed  | small bed |
    v 9.2   +-----------+-------------+---------+-------------+-----------+

Hall a 0-2.8 with its arm v 3.3-5.0; kitchen a 3.04-5.1 and bath a 5.34-7.4, v 0-3.06; big bedroom a 0-3.6, small one
a 3.84-7.4; stairwell v 1.84-5.4; the third bedroom behind it, v 5.64-9.2, belongs to the right flat.

The flat doors stand at v 0.8 on either side of the landing, the entrance in the north front of the ground storey, so
the stair rises southwards. There is no door before the stair: 敞开楼梯间.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Unpack

from seeds.ifc.build import write_building
from seeds.ifc.layout import Building, Door, Opening, Outline, Point, Room, Stair, Storey, StoreyDraft, Window, box
from seeds.ifc.variant import Variant, VariantOptions

WALL_M = 0.24
PITCH_M = 17.92
STOREY_M = 2.8
STAIR_X, STAIR_W = 7.64, 2.4


@dataclass(frozen=True, slots=True)
class WalkUpOptions:
    """What a walk-up is like."""

    storeys: int = 6
    entrances: int = 3

    def __post_init__(self) -> None:
        if self.storeys < 2 or self.entrances < 1:
            raise ValueError("a walk-up has at least 2 storeys and 1 entrance")


def write_walk_up(path: Path | str, *, options: WalkUpOptions | None = None, **how: Unpack[VariantOptions]) -> Path:
    """Write the walk-up. See `seeds.ifc.answers` for what is known of it."""
    return write_building(path, walk_up(options or WalkUpOptions()), Variant(**how))


def walk_up(options: WalkUpOptions) -> Building:
    """The walk-up as data."""
    return Building(
        key=f"walk-up-{options.storeys}-{options.entrances}",
        name="工人新村二区7号楼",
        address="云澜市望川区梧桐里街道工人新村二区7号楼",
        occupancy="住宅",
        year=1985,
        material="砖墙",
        wall_m=WALL_M,
        slab_m=0.12,
        storeys=tuple(_storey(options, number) for number in range(1, options.storeys + 1)),
    )


def _storey(options: WalkUpOptions, number: int) -> Storey:
    draft = StoreyDraft(f"L{number:02d}", f"{number}层", round((number - 1) * STOREY_M, 3), STOREY_M)
    for entrance in range(1, options.entrances + 1):
        x = round((entrance - 1) * PITCH_M, 3)
        _add_stair(draft, number, entrance, x, options.storeys)
        _add_flat(draft, _Side(f"{entrance}-{number}01", entrance, round(x + 7.4, 3), -1), number)
        right = _Side(f"{entrance}-{number}02", entrance, round(x + 10.28, 3), 1)
        _add_flat(draft, right, number)
        _add_third_room(draft, right, x)
    return draft.done()


def _add_stair(draft: StoreyDraft, number: int, entrance: int, x: float, storeys: int) -> None:
    west, centre = round(x + STAIR_X, 3), round(x + STAIR_X + STAIR_W / 2, 3)
    landing, well = f"landing{entrance}", f"stair{entrance}"
    place = f"{entrance}单元{number}层"
    draft.rooms.append(Room(landing, f"{place} 楼梯平台", "楼梯平台", box(west, -1.6, STAIR_W, 1.6), public=True))
    draft.rooms.append(Room(well, f"{place} 楼梯间", "敞开楼梯间", box(west, -5.4, STAIR_W, 3.56), public=True))
    draft.openings.append(Opening(well, f"{entrance}单元楼梯口", (centre, -1.72), "x", 2.2, (landing, well)))
    stair = Stair(
        well, f"{entrance}单元楼梯", "楼梯", (west, -5.4, STAIR_W, 3.56), -1, 0.44, 16, 0.27, flight_width_m=1.05
    )
    if number > 1:
        draft.stairwells.append(stair)
        draft.windows.append(Window(landing, (centre, 0.12), "x", 1.2))
    else:
        at = (centre, 0.12)
        way = Door(f"exit{entrance}", f"{entrance}单元门", at, "x", 1.2, (landing, None), external=True, final=True)
        draft.doors.append(way)
    if number < storeys:
        draft.stairs.append(stair)


@dataclass(frozen=True, slots=True)
class _Side:
    """A flat beside a stair: its number, where a is 0 and which way a runs."""

    number: str
    entrance: int
    x: float
    sign: Literal[1, -1]

    def point(self, a: float, v: float) -> Point:
        return round(self.x + self.sign * a, 3), round(-v, 3)

    def outline(self, *corners: Point) -> Outline:
        points = [self.point(a, v) for a, v in corners]
        return tuple(points[::-1] if self.sign == 1 else points)

    def box(self, a0: float, v0: float, a1: float, v1: float) -> Outline:
        return self.outline((a0, v0), (a1, v0), (a1, v1), (a0, v1))


_ROOMS = {
    "kitchen": ("厨房", (3.04, 0.0, 5.1, 3.06)),
    "bath": ("卫生间", (5.34, 0.0, 7.4, 3.06)),
    "big": ("大卧室", (0.0, 5.24, 3.6, 9.2)),
    "small": ("小卧室", (3.84, 5.24, 7.4, 9.2)),
}
_HALL: Outline = ((0.0, 0.0), (2.8, 0.0), (2.8, 3.3), (7.4, 3.3), (7.4, 5.0), (0.0, 5.0))
_DOORS = (
    ("kitchen", "厨房门", (4.1, 3.18), 0.75),
    ("bath", "卫生间门", (6.4, 3.18), 0.7),
    ("big", "卧室门", (1.4, 5.12), 0.85),
    ("small", "卧室门", (5.6, 5.12), 0.85),
)


def _add_flat(draft: StoreyDraft, flat: _Side, storey: int) -> None:
    n, hall = flat.number, f"{flat.number}/hall"
    draft.rooms.append(Room(hall, f"{n} 门厅", "门厅", flat.outline(*_HALL)))
    for key, (label, corners) in _ROOMS.items():
        draft.rooms.append(Room(f"{n}/{key}", f"{n} {label}", label, flat.box(*corners)))
    for key, label, at, width in _DOORS:
        draft.doors.append(
            Door(f"{n}/{key}", f"{label} {n}", flat.point(*at), "x", width, (f"{n}/{key}", hall), height_m=2.0)
        )
    landing = f"landing{flat.entrance}"
    at = flat.point(-0.12, 0.8)
    draft.doors.append(Door(f"{n}/flat", f"入户门 {n}", at, "y", 0.9, (hall, landing), height_m=2.0, tag=f"M-{n}"))
    if storey > 1:
        at, joins = flat.point(1.8, 9.32), (f"{n}/big", None)
        draft.doors.append(Door(f"{n}/balcony", f"阳台门 {n}", at, "x", 0.8, joins, external=True))
    _add_windows(draft, flat, storey)


def _add_windows(draft: StoreyDraft, flat: _Side, storey: int) -> None:
    places = [("kitchen", 4.07, -0.12, 0.9), ("bath", 6.4, -0.12, 0.6), ("small", 5.6, 9.32, 1.5)]
    if storey == 1:
        places.append(("big", 1.8, 9.32, 1.5))
    for key, a, v, width in places:
        draft.windows.append(Window(f"{flat.number}/{key}", flat.point(a, v), "x", width))


def _add_third_room(draft: StoreyDraft, flat: _Side, x: float) -> None:
    """The room behind the stair, entered through the right flat's big bedroom."""
    n, west = flat.number, round(x + STAIR_X, 3)
    draft.rooms.append(Room(f"{n}/third", f"{n} 第三卧室", "第三卧室", box(west, -9.2, STAIR_W, 3.56)))
    joins = (f"{n}/third", f"{n}/big")
    draft.doors.append(Door(f"{n}/third", f"卧室门 {n}", flat.point(-0.12, 7.0), "y", 0.85, joins, height_m=2.0))
    draft.windows.append(Window(f"{n}/third", (round(west + STAIR_W / 2, 3), -9.32), "x", 1.2))
