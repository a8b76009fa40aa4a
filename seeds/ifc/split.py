"""One building delivered in several files, as offices do: a file for each storey, or one for each discipline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from seeds.ifc.build import write_building
from seeds.ifc.layout import Building, Storey
from seeds.ifc.variant import Variant


def write_by_storey(folder: Path, building: Building, how: Variant | None = None) -> list[Path]:
    """A file for each storey; project, site and building are the same ones in all. The stair leaves with its foot."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write_building(folder / f"{storey.key}.ifc", replace(building, storeys=(storey,)), how or Variant())
        for storey in building.storeys
    ]


def write_by_discipline(
    folder: Path, building: Building, how: Variant | None = None, structure: Variant | None = None
) -> list[Path]:
    """Architecture without stairs and lifts, and a file of stairs and lifts without rooms, doors or walls.

    ``structure``: how the second file is written, where that differs (another unit, another seed of GlobalIds).
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain = how or Variant()
    rooms = replace(building, storeys=tuple(replace(s, stairs=(), lifts=()) for s in building.storeys))
    stairs = replace(building, storeys=tuple(_stairs_only(s) for s in building.storeys))
    return [
        write_building(folder / "architecture.ifc", rooms, plain),
        write_building(folder / "structure.ifc", stairs, replace(structure or plain, no_spaces=True)),
    ]


def _stairs_only(storey: Storey) -> Storey:
    """Rooms stay for the slab that they make; the variant writes no space of them."""
    return replace(storey, doors=(), openings=(), windows=())
