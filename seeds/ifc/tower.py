"""A residential tower with a core of two smoke-proof stairs, and its known answers.

Plan (x east, y north, walls 0.2 m). A corridor ``y 0…1.6`` lies between the south flats (``y -10.2…-0.2``) and the
north flats (``y 1.8…11.8``), one flat to each column of 9.2 m. The core takes the place of the north flats in
columns 1 and 2::

    y 9.0   stair 1                     stair 2          recesses between and beside them are open air
    y 4.2   | 9.2-11.8 |                | 20.8-23.4 |
    y 1.8   lobby 1 | lift lift lift | duct | lobby 2 | plant 23.6-27.4
    y 0.0   ------------------- corridor x 6.8 ... ------------------------

Lobby doors stand at x 10.5 and x 22.1. The ground storey has an entrance hall in place of the south flat of column 2,
and the corridor runs through to the west front. Final exits: hall, west end, and each stairwell by its side door.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Unpack

from seeds.ifc.build import write_building
from seeds.ifc.flat import FlatAt, add_flat
from seeds.ifc.layout import Building, Storey, StoreyDraft
from seeds.ifc.tower_core import CORRIDOR, add_core, add_ground, add_stores
from seeds.ifc.variant import Variant, VariantOptions

PITCH_M = 9.2
STOREY_M = 2.9


@dataclass(frozen=True, slots=True)
class TowerOptions:
    """What a tower is like. Storeys count from 1; the defaults keep every limit of a residential tower."""

    storeys: int = 18
    flats: int = 8
    """Flats on a typical storey: 4, 6 or 8."""
    long_wing_storey: int | None = None
    """On this storey the last two flats open at the far east end of a longer corridor."""
    narrow_door: tuple[int, str] | None = None
    """``(storey, two-digit flat)`` whose flat door is 0.75 m wide."""
    narrow_flight: tuple[int, int] | None = None
    """``(storey, stair)`` whose flights are 1.00 m wide instead of 1.20 m."""
    l_rooms: bool = False
    """Hall and passage of each flat are one L-shaped room."""
    name: str = "听松苑3号楼"

    def __post_init__(self) -> None:
        if self.storeys < 2:
            raise ValueError("a tower has at least 2 storeys")
        if self.flats not in (4, 6, 8):
            raise ValueError("flats on a storey must be 4, 6 or 8")


DEMO_TOWER = TowerOptions(long_wing_storey=16, narrow_door=(7, "02"), narrow_flight=(5, 2))
"""The demo city's tower: one distance and two widths that do not hold."""


def write_tower(
    path: Path | str, storeys: int = 18, *, options: TowerOptions | None = None, **how: Unpack[VariantOptions]
) -> Path:
    """Write a tower that keeps the distances and widths, or what ``options`` say. See `seeds.ifc.answers`."""
    chosen = options if options is not None else TowerOptions(storeys=storeys)
    return write_building(path, tower(chosen), Variant(**how))


def write_demo_tower(path: Path | str, **how: Unpack[VariantOptions]) -> Path:
    """Write the demo city's tower of 18 storeys, which has something to fail."""
    return write_building(path, tower(DEMO_TOWER), Variant(**how))


def tower(options: TowerOptions) -> Building:
    """The tower as data."""
    return Building(
        key=f"tower-{options.storeys}-{options.flats}",
        name=options.name,
        address="云澜市望川区梧桐里街道听松路12号",
        occupancy="住宅",
        year=2016,
        material="钢筋混凝土墙",
        wall_m=0.2,
        slab_m=0.12,
        storeys=tuple(_storey(options, number) for number in range(1, options.storeys + 1)),
    )


def _storey(options: TowerOptions, number: int) -> Storey:
    draft = StoreyDraft(f"L{number:02d}", f"{number}层", round((number - 1) * STOREY_M, 3), STOREY_M)
    long_wing = number == options.long_wing_storey and number > 1
    add_core(draft, number, options)
    for flat in _flats(options, number, long_wing):
        add_flat(draft, flat)
    if number == 1:
        add_ground(draft, options)
    add_stores(draft, number, _columns(options), long_wing)
    return draft.done()


def _columns(options: TowerOptions) -> int:
    return (options.flats + 2) // 2


def _flats(options: TowerOptions, storey: int, long_wing: bool) -> list[FlatAt]:
    """South flats from west to east are 01…, then the north ones from east to west."""
    columns = _columns(options)
    south = [(column, -1) for column in range(columns)]
    north = [(column, 1) for column in reversed(range(columns)) if column not in (1, 2)]
    placed = []
    for index, (column, side) in enumerate([*south, *north], start=1):
        if storey == 1 and (column, side) == (2, -1):
            continue  # the entrance hall
        mirrored = column == 0 or (long_wing and column == columns - 1)
        placed.append(_flat(options, storey, f"{index:02d}", column, side, mirrored))
    return placed


def _flat(options: TowerOptions, storey: int, number: str, column: int, side: int, mirrored: bool) -> FlatAt:
    west = column * PITCH_M
    flat = FlatAt(
        number=f"{storey}{number}",
        origin=(west + 9.0 if mirrored else west, 1.8 if side == 1 else -0.2),
        u_sign=-1 if mirrored else 1,
        v_sign=1 if side == 1 else -1,
        corridor=CORRIDOR,
        door_width_m=1.05,
        balcony=storey > 1,
        l_shaped=options.l_rooms,
    )
    if options.narrow_door == (storey, number):
        return replace(flat, door_width_m=0.75)
    return flat
