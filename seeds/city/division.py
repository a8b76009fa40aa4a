"""Which area each block belongs to: districts, streets, communities, grids with 12-digit style codes.

The codes start with 99, which no province has. A grid's code is its community's and two more digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from seeds.city.ground import Block, Ground
from seeds.city.model import Area
from seeds.city.names import CITY, DISTRICTS, STEMS, Name, numbered

CITY_CODE = "990100000000"
BLOCKS_A_COMMUNITY = 5
BLOCKS_A_GRID = 2


@dataclass(frozen=True, slots=True)
class Division:
    """The area tree, and for each dry block ``(district index, street index, community code, grid code)``."""

    areas: tuple[Area, ...]
    of: dict[tuple[int, int], tuple[int, int, str, str]]
    names: dict[str, Name]


def divide(ground: Ground) -> Division:
    """Draw the areas over the blocks."""
    areas = [Area(CITY_CODE, "", "city", *CITY)]
    of: dict[tuple[int, int], tuple[int, int, str, str]] = {}
    stems = iter(range(10_000))
    for number, (name, _, streets) in enumerate(DISTRICTS):
        code = f"9901{number + 2:02d}000000"
        areas.append(Area(code, CITY_CODE, "district", *name))
        mine = [block for block in ground.blocks if not block.wet and _district(ground, block) == number]
        for index, (street, blocks) in enumerate(zip(streets, _parts(mine, len(streets)), strict=True)):
            street_code = f"{code[:6]}{index + 1:03d}000"
            areas.append(Area(street_code, code, "street", *street))
            for block, community, grid in _communities(areas, street_code, blocks, stems):
                of[block.column, block.row] = (number, index, community, grid)
    return Division(tuple(areas), of, {area.code: (area.name, area.name_en) for area in areas})


def _district(ground: Ground, block: Block) -> int:
    """South of the river 2; north of it the east is 1, the rest 0."""
    west, _, east, _ = ground.bounds
    x, y = block.centre
    if y < _river_y(ground, x):
        return 2
    return 1 if x > west + 0.62 * (east - west) else 0


def _river_y(ground: Ground, x: float) -> float:
    points = [y for px, y in ground.river.exterior.coords if abs(px - x) < 120]
    return sum(points) / len(points)


def _parts(blocks: list[Block], count: int) -> list[list[Block]]:
    """Equal shares from west to east."""
    ordered = sorted(blocks, key=lambda block: (block.column, block.row))
    cuts = [round(len(ordered) * k / count) for k in range(count + 1)]
    return [ordered[a:b] for a, b in pairwise(cuts)]


def _communities(
    areas: list[Area], street: str, blocks: list[Block], stems: Iterator[int]
) -> list[tuple[Block, str, str]]:
    """Communities of about five neighbouring blocks, grids of two; walked in a serpentine."""
    order = sorted(blocks, key=lambda b: (b.column // 3, b.row if (b.column // 3) % 2 == 0 else -b.row, b.column))
    placed = []
    for number, start in enumerate(range(0, max(len(order), 1), BLOCKS_A_COMMUNITY), start=1):
        zh, en = numbered(STEMS, next(stems))
        code = f"{street[:9]}{number:03d}"
        areas.append(Area(code, street, "community", f"{zh}社区", f"{en} Community"))
        share = order[start : start + BLOCKS_A_COMMUNITY]
        for index in range(0, max(len(share), 1), BLOCKS_A_GRID):
            ordinal = index // BLOCKS_A_GRID + 1
            grid = f"{code}{ordinal:02d}"
            areas.append(Area(grid, code, "grid", f"{zh}社区第{ordinal}网格", f"{en} Community Grid {ordinal}"))
            placed += [(block, code, grid) for block in share[index : index + BLOCKS_A_GRID]]
    return placed
