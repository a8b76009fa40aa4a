"""The tower's flat: seven rooms in a rectangle of 9.0 m by 10.0 m, entered from a corridor.

Local axes: u along the corridor, v away from it, origin at the corner beside the flat door. Walls are 0.2 m::

    v 10.0  +--------+-------+---------+   balcony door in the living room
            | living |  bed  | main bed|
        4.2 |  3.6   |  2.4  |   2.6   |
            +--  ----+--- ---+---- ----+   v 4.1: opening u 1.1, doors u 5.0 and u 7.7
        2.8 |     |    passage 6.6     |
            | hall+--- ----+--- -------+   v 2.7: doors u 3.7 and u 7.1
            | 2.2 | kitchen|   bath    |
        0.0 +- ---+--------+-----------+   flat door u 1.1
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seeds.ifc.layout import Axis, Door, Opening, Outline, Point, Room, StoreyDraft, Window

WIDTH_M, DEPTH_M = 9.0, 10.0
DOOR_U = 1.1


@dataclass(frozen=True, slots=True)
class FlatAt:
    """Where a flat lies: the corner of its u-v frame, which way u and v run, its number, the corridor's room key."""

    number: str
    origin: Point
    u_sign: Literal[1, -1]
    v_sign: Literal[1, -1]
    corridor: str
    door_width_m: float
    balcony: bool
    l_shaped: bool = False

    def point(self, u: float, v: float) -> Point:
        return round(self.origin[0] + self.u_sign * u, 3), round(self.origin[1] + self.v_sign * v, 3)

    def outline(self, *corners: Point) -> Outline:
        points = [self.point(u, v) for u, v in corners]
        return tuple(points if self.u_sign == self.v_sign else points[::-1])

    def box(self, u0: float, v0: float, u1: float, v1: float) -> Outline:
        return self.outline((u0, v0), (u1, v0), (u1, v1), (u0, v1))


_ROOMS = {
    "kitchen": ("厨房", (2.4, 0.0, 5.0, 2.6)),
    "bath": ("卫生间", (5.2, 0.0, 9.0, 2.6)),
    "living": ("客厅", (0.0, 4.2, 3.6, 10.0)),
    "bed": ("次卧", (3.8, 4.2, 6.2, 10.0)),
    "main": ("主卧", (6.4, 4.2, 9.0, 10.0)),
}
_DOORS: tuple[tuple[str, str, Point, Axis, float, str], ...] = (
    ("kitchen", "厨房门", (3.7, 2.7), "x", 0.8, "passage"),
    ("bath", "卫生间门", (7.1, 2.7), "x", 0.8, "passage"),
    ("bed", "卧室门", (5.0, 4.1), "x", 0.9, "passage"),
    ("main", "卧室门", (7.7, 4.1), "x", 0.9, "passage"),
)
_WINDOWS: tuple[tuple[str, float, float], ...] = (("bed", 5.0, 1.5), ("main", 7.7, 1.8))


def add_flat(draft: StoreyDraft, flat: FlatAt) -> None:
    """Put a flat on a storey: rooms, inner doors, openings, flat door, balcony door, windows."""
    hall, passage = (f"{flat.number}/hall", f"{flat.number}/hall" if flat.l_shaped else f"{flat.number}/passage")
    _add_rooms(draft, flat)
    for name, label, (u, v), axis, width, side in _DOORS:
        joins = (f"{flat.number}/{name}", passage if side == "passage" else hall)
        key = f"{flat.number}/{name}"
        draft.doors.append(Door(key, f"{label} {flat.number}", flat.point(u, v), axis, width, joins))
    _add_ways(draft, flat, hall)
    for name, u, width in _WINDOWS:
        draft.windows.append(Window(f"{flat.number}/{name}", flat.point(u, 10.1), "x", width))


def _add_rooms(draft: StoreyDraft, flat: FlatAt) -> None:
    entry: list[tuple[str, str, Outline]]
    if flat.l_shaped:
        corners = ((0.0, 0.0), (2.2, 0.0), (2.2, 2.8), (9.0, 2.8), (9.0, 4.0), (0.0, 4.0))
        entry = [("hall", "玄关", flat.outline(*corners))]
    else:
        entry = [("hall", "玄关", flat.box(0, 0, 2.2, 4.0)), ("passage", "过道", flat.box(2.4, 2.8, 9.0, 4.0))]
    rooms = entry + [(name, label, flat.box(*corners)) for name, (label, corners) in _ROOMS.items()]
    for name, label, outline in rooms:
        draft.rooms.append(Room(f"{flat.number}/{name}", f"{flat.number} {label}", label, outline))


def _add_ways(draft: StoreyDraft, flat: FlatAt, hall: str) -> None:
    n = flat.number
    if not flat.l_shaped:
        passage = (hall, f"{n}/passage")
        draft.openings.append(Opening(f"{n}/passage", f"过道口 {n}", flat.point(2.3, 3.4), "y", 1.0, passage))
    living = (hall, f"{n}/living")
    draft.openings.append(Opening(f"{n}/living", f"客厅口 {n}", flat.point(1.1, 4.1), "x", 1.6, living))
    door = Door(
        f"{n}/flat",
        f"入户门 {n}",
        flat.point(DOOR_U, -0.1),
        "x",
        flat.door_width_m,
        (hall, flat.corridor),
        fire_rating="A1.00(乙级)",
        tag=f"FHM-{n}",
    )
    draft.doors.append(door)
    outside = flat.point(1.8, 10.1)
    if flat.balcony:
        balcony = Door(f"{n}/balcony", f"阳台门 {n}", outside, "x", 1.8, (f"{n}/living", None), external=True)
        draft.doors.append(balcony)
    else:
        draft.windows.append(Window(f"{n}/living", outside, "x", 1.8))
