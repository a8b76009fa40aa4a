"""Core, corridor, stores and ground storey of the tower. Coordinates: see `seeds.ifc.tower`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.ifc.layout import Door, Lift, Opening, Room, Stair, StoreyDraft, Window, box

if TYPE_CHECKING:
    from seeds.ifc.tower import TowerOptions

CORRIDOR = "corridor"
CORRIDOR_M = 1.6
FIRE_DOOR = "A1.00(乙级)"
STAIR_X = {1: 9.2, 2: 20.8}
RISERS, GOING_M, ENTRY_M = 18, 0.26, 1.4


def add_core(draft: StoreyDraft, number: int, options: TowerOptions) -> None:
    """Two stairs behind their lobbies, three lifts, the duct and the plant room."""
    for stair in (1, 2):
        _add_stair(draft, number, stair, options)
    for index, x in enumerate((12.0, 14.4, 16.8), start=1):
        draft.lifts.append(Lift(f"lift{index}", f"{index}号电梯", box(x, 1.8, 2.2, 2.2)))
        at = (round(x + 1.1, 3), 1.7)
        draft.doors.append(Door(f"lift{index}", f"{index}号电梯层门", at, "x", 1.0, (CORRIDOR, None)))
    draft.voids.append(box(19.2, 1.8, 1.4, 2.2))
    draft.rooms.append(Room("plant", f"{number}层 设备间", "设备间", box(23.6, 1.8, 3.8, 2.2), public=False))
    draft.doors.append(Door("plant", "设备间门", (25.5, 1.7), "x", 1.0, ("plant", CORRIDOR), fire_rating="A0.50(丙级)"))


def _add_stair(draft: StoreyDraft, number: int, stair: int, options: TowerOptions) -> None:
    x = STAIR_X[stair]
    lobby, well = f"lobby{stair}", f"stair{stair}"
    draft.rooms.append(Room(lobby, f"{number}层 {stair}号前室", "前室", box(x, 1.8, 2.6, 2.2), public=True))
    draft.rooms.append(Room(well, f"{number}层 {stair}号楼梯间", "防烟楼梯间", box(x, 4.2, 2.6, 4.8), public=True))
    centre = round(x + 1.3, 3)
    for key, label, y, joins in (
        (lobby, f"{stair}号前室门", 1.7, (CORRIDOR, lobby)),
        (well, f"{stair}号楼梯间门", 4.1, (lobby, well)),
    ):
        door = Door(key, label, (centre, y), "x", 1.2, joins, fire_rating=FIRE_DOOR, fire_exit=True)
        draft.doors.append(door)
    if number > 1:
        draft.stairwells.append(_stair(x, stair, 1.2))
    if number < options.storeys:
        narrow = options.narrow_flight == (number, stair)
        draft.stairs.append(_stair(x, stair, 1.0 if narrow else 1.2))


def _stair(x: float, number: int, width_m: float) -> Stair:
    return Stair(
        key=f"stair{number}",
        name=f"{number}号楼梯",
        long_name="防烟楼梯",
        rect=(x, 4.2, 2.6, 4.8),
        up=1,
        entry_m=ENTRY_M,
        risers=RISERS,
        going_m=GOING_M,
        flight_width_m=width_m,
    )


def add_ground(draft: StoreyDraft, options: TowerOptions) -> None:
    """Entrance hall with its door, and the ways out of the stairwells and of the corridor's west end."""
    draft.rooms.append(Room("hall", "1层 门厅", "门厅", box(18.4, -10.2, 9.0, 10.0), public=True))
    draft.openings.append(Opening("hall", "门厅口", (22.9, -0.1), "x", 3.0, ("hall", CORRIDOR)))
    ways = (
        Door("exit-hall", "单元门", (22.9, -10.3), "x", 1.8, ("hall", None)),
        Door("exit-west", "西侧疏散门", (-0.1, 0.8), "y", 1.3, (CORRIDOR, None)),
        Door("exit-stair1", "1号楼梯间外门", (11.9, 4.9), "y", 1.3, ("stair1", None)),
        Door("exit-stair2", "2号楼梯间外门", (20.7, 4.9), "y", 1.3, ("stair2", None)),
    )
    for door in ways:
        draft.doors.append(_final(door))
    draft.windows += [Window(f"hall{i}", (x, -10.3), "x", 2.4) for i, x in enumerate((20.3, 25.5))]


def _final(door: Door) -> Door:
    return Door(
        door.key, door.name, door.at, door.axis, door.width_m, door.joins, external=True, fire_exit=True, final=True
    )


def add_stores(draft: StoreyDraft, number: int, columns: int, long_wing: bool) -> None:
    """The corridor, and the stores that close its ends: none in the west of the ground storey or in the long wing."""
    end = round(columns * 9.2 - 0.2, 3)
    west, east = 0.0 if number == 1 else 6.8, end if long_wing else _short_end(columns)
    width = round(east - west, 3)
    draft.rooms.append(Room(CORRIDOR, f"{number}层 走道", "公共走道", box(west, 0.0, width, CORRIDOR_M), public=True))
    if west > 0:
        _store(draft, "store-west", 0.0, 6.6, 6.7, number)
    if east < end:
        _store(draft, "store-east", round(east + 0.2, 3), round(end - east - 0.2, 3), round(east + 0.1, 3), number)


def _short_end(columns: int) -> float:
    """1.1 m beyond the last flat door, or beyond the lobby of stair 2 where that lies farther east."""
    return round(max((columns - 1) * 9.2 + 2.2, 26.5), 3)


def _store(draft: StoreyDraft, key: str, x: float, width: float, door_x: float, number: int) -> None:
    draft.rooms.append(Room(key, f"{number}层 储藏间", "储藏间", box(x, 0.0, width, CORRIDOR_M)))
    draft.doors.append(Door(key, "储藏间门", (door_x, 0.8), "y", 1.0, (key, CORRIDOR)))
