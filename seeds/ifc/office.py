"""An office of five storeys with two enclosed stairs, a large meeting room and a long dead-end wing.

Plan (x east, y north, walls 0.2 m). A corridor ``y 0…2.0`` runs from x 0 to the end of the wing::

    north  stair A 0-3 | meeting room 3.2-19.2 x 10 m | lift | WC | hall 23.8-31.4 | stair B 31.6-34.6 | open air
    y 0-2  corridor ------------------------------------------------------------------ wing ------------> x 60
    south  open-plan office 0-24 x 12 m | offices of 5.8 m by 6.0 m, one each 6.0 m from x 24.2

Stair doors stand at x 1.5 and x 33.1. Final exits: the hall's door and a side door of each stairwell. An office's door
stands 5.0 m from its west wall, so the doors of the six offices are at x 29.2, 35.2 … 59.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from seeds.ifc.build import write_building
from seeds.ifc.layout import Axis, Building, Door, Lift, Opening, Room, Stair, Storey, StoreyDraft, Window, box
from seeds.ifc.variant import Variant, VariantOptions

CORRIDOR = "corridor"
STOREY_M = 3.6
FIRE_DOOR = "A1.00(乙级)"
STAIR_X = {"A": 0.0, "B": 31.6}


@dataclass(frozen=True, slots=True)
class OfficeOptions:
    """What an office is like. Up to five wing offices lie within 22 m of stair B, the sixth does not."""

    storeys: int = 5
    wing_offices: int = 6
    """Offices along the corridor's south side from x 24.2 eastwards, 2 or more."""
    l_rooms: bool = False
    """The open-plan office takes a bay of the next room: an L."""

    def __post_init__(self) -> None:
        if self.storeys < 2 or self.wing_offices < 2:
            raise ValueError("an office has at least 2 storeys and 2 wing offices")


def write_office(path: Path | str, *, options: OfficeOptions | None = None, **how: Unpack[VariantOptions]) -> Path:
    """Write the office. See `seeds.ifc.answers` for what is known of it."""
    return write_building(path, office(options or OfficeOptions()), Variant(**how))


def office(options: OfficeOptions) -> Building:
    """The office as data."""
    return Building(
        key=f"office-{options.storeys}-{options.wing_offices}",
        name="临渡路办公楼",
        address="云澜市望川区梧桐里街道临渡路66号",
        occupancy="办公",
        year=2008,
        material="填充墙",
        wall_m=0.2,
        slab_m=0.12,
        storeys=tuple(_storey(options, number) for number in range(1, options.storeys + 1)),
    )


def _storey(options: OfficeOptions, number: int) -> Storey:
    draft = StoreyDraft(f"L{number:02d}", f"{number}层", round((number - 1) * STOREY_M, 3), STOREY_M)
    length = round(24.0 + options.wing_offices * 6.0, 3)
    draft.rooms.append(Room(CORRIDOR, f"{number}层 走道", "走道", box(0, 0, length, 2.0), public=True))
    for name in ("A", "B"):
        _add_stair(draft, number, name, options.storeys)
    _add_north(draft, number)
    _add_south(draft, number, options)
    draft.windows.append(Window("corridor", (round(length + 0.1, 3), 1.0), "y", 1.2))
    return draft.done()


def _add_stair(draft: StoreyDraft, number: int, name: str, storeys: int) -> None:
    x = STAIR_X[name]
    well = f"stair{name}"
    draft.rooms.append(Room(well, f"{number}层 {name}楼梯间", "封闭楼梯间", box(x, 2.2, 3.0, 6.0), public=True))
    at = (round(x + 1.5, 3), 2.1)
    door = Door(well, f"{name}楼梯间门", at, "x", 1.2, (CORRIDOR, well), fire_rating=FIRE_DOOR, fire_exit=True)
    draft.doors.append(door)
    stair = Stair(well, f"{name}楼梯", "封闭楼梯", (x, 2.2, 3.0, 6.0), 1, 1.5, 24, 0.28, 1.4)
    if number > 1:
        draft.stairwells.append(stair)
    if number < storeys:
        draft.stairs.append(stair)
    if number == 1:
        wall_x = -0.1 if name == "A" else 34.7
        _add_exit(draft, f"exit-stair{name}", f"{name}楼梯间外门", (wall_x, 2.95), "y", 1.2, well)


def _add_exit(
    draft: StoreyDraft, key: str, name: str, at: tuple[float, float], axis: Axis, width: float, room: str
) -> None:
    draft.doors.append(Door(key, name, at, axis, width, (room, None), external=True, fire_exit=True, final=True))


def _add_north(draft: StoreyDraft, number: int) -> None:
    draft.rooms.append(Room("meeting", f"{number}层 大会议室", "大会议室", box(3.2, 2.2, 16.0, 10.0)))
    draft.doors.append(Door("meeting", "会议室门", (5.0, 2.1), "x", 1.5, ("meeting", CORRIDOR)))
    draft.windows += [Window(f"meeting{x}", (x + 0.2, 12.3), "x", 2.4) for x in (6, 10, 14, 17)]
    draft.lifts.append(Lift("lift", "1号电梯", box(19.4, 2.2, 2.0, 2.2)))
    draft.doors.append(Door("lift", "1号电梯层门", (20.4, 2.1), "x", 1.0, (CORRIDOR, None)))
    draft.rooms.append(Room("wc", f"{number}层 卫生间", "卫生间", box(21.6, 2.2, 2.0, 4.0)))
    draft.doors.append(Door("wc", "卫生间门", (22.6, 2.1), "x", 0.9, ("wc", CORRIDOR)))
    label = "门厅" if number == 1 else "接待室"
    draft.rooms.append(Room("hall", f"{number}层 {label}", label, box(23.8, 2.2, 7.6, 8.0), public=number == 1))
    if number == 1:
        draft.openings.append(Opening("hall", "门厅口", (27.6, 2.1), "x", 3.0, ("hall", CORRIDOR)))
        _add_exit(draft, "exit-hall", "大门", (27.6, 10.3), "x", 1.8, "hall")
    else:
        draft.doors.append(Door("hall", "接待室门", (27.6, 2.1), "x", 1.0, ("hall", CORRIDOR)))
        draft.windows.append(Window("hall", (27.6, 10.3), "x", 3.0))


def _add_south(draft: StoreyDraft, number: int, options: OfficeOptions) -> None:
    first = 24.2
    outline = box(0, -12.2, 24.0, 12.0)
    if options.l_rooms:
        outline = ((0, -12.2), (30.0, -12.2), (30.0, -6.4), (24.0, -6.4), (24.0, -0.2), (0, -0.2))
    draft.rooms.append(Room("open", f"{number}层 开敞办公区", "开敞办公区", outline))
    for index, x in enumerate((4.0, 20.0), start=1):
        draft.doors.append(Door(f"open{index}", "办公区门", (x, -0.1), "x", 1.5, ("open", CORRIDOR)))
    draft.windows += [Window(f"open{x}", (float(x), -12.3), "x", 3.0) for x in (4, 8, 12, 16, 20)]
    for index in range(options.wing_offices):
        west = round(first + index * 6.0, 3)
        key, name = f"office{index + 1}", f"{number}{index + 1:02d} 办公室"
        draft.rooms.append(Room(key, name, "办公室", box(west, -6.2, 5.8, 6.0)))
        at = (round(west + 5.0, 3), -0.1)
        draft.doors.append(Door(key, f"办公室门 {number}{index + 1:02d}", at, "x", 1.0, (key, CORRIDOR)))
        if not (options.l_rooms and index == 0):
            draft.windows.append(Window(key, (round(west + 2.9, 3), -6.3), "x", 2.4))
