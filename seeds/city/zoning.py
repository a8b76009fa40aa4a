"""What stands on each block: drawn by lot from the distance to the centre, with a few blocks set."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from seeds.city.division import Division
from seeds.city.ground import Block, Ground

Weights = tuple[tuple[str, int], ...]
INNER: Weights = (
    ("walk_up", 40),
    ("self_built", 8),
    ("commercial", 16),
    ("mid", 12),
    ("school", 6),
    ("hospital", 4),
    ("park", 4),
)
MIDDLE: Weights = (
    ("walk_up", 36),
    ("mid", 22),
    ("tower", 16),
    ("self_built", 4),
    ("commercial", 7),
    ("hospital", 2),
    ("school", 5),
    ("park", 5),
)
OUTER: Weights = (
    ("tower", 28),
    ("mid", 22),
    ("walk_up", 13),
    ("industrial", 14),
    ("self_built", 4),
    ("commercial", 5),
    ("hospital", 1),
    ("school", 4),
    ("park", 5),
)
HOME_STREET = (0, 1)
"""District and street of the story that the demo tells: 梧桐里街道."""
SET = ("tingsong", "park", "workers_2", "office", "huaili", "new_ground", "workers_1")
"""Blocks of the home street nearest to its middle, in this order."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A block and its use."""

    block: Block
    kind: str


def zones(ground: Ground, division: Division, seed: int) -> list[Zone]:
    """All blocks, wet ones as ``river_bank``; in the order in which they are built up."""
    fixed = _fixed(ground, division)
    found = []
    for block in ground.blocks:
        place = (block.column, block.row)
        if block.wet:
            kind = "river_bank"
        elif place in fixed:
            kind = fixed[place]
        else:
            kind = _drawn(ground, block, random.Random(f"{seed}/zone/{place}"))
        found.append(Zone(block, kind))
    return _ordered(found, division)


def _drawn(ground: Ground, block: Block, rng: random.Random) -> str:
    west, south, east, north = ground.bounds
    x, y = block.centre
    away = math.hypot(x / (east - west) * 2, (y - 0.1 * (north - south)) / (north - south) * 2)
    weights = INNER if away < 0.35 else MIDDLE if away < 0.75 else OUTER
    return rng.choices([k for k, _ in weights], [w for _, w in weights])[0]


def _fixed(ground: Ground, division: Division) -> dict[tuple[int, int], str]:
    home = [b for b in ground.blocks if division.of.get((b.column, b.row), (9, 9))[:2] == HOME_STREET]
    x = sum(b.centre[0] for b in home) / len(home)
    y = sum(b.centre[1] for b in home) / len(home)
    near = sorted(home, key=lambda b: (math.dist(b.centre, (x, y)), b.column, b.row))
    chosen: dict[tuple[int, int], str] = {}
    for kind in SET:
        for block in near:
            if (block.column, block.row) not in chosen and _fits(kind, block):
                chosen[block.column, block.row] = kind
                break
        else:
            raise ValueError(f"no block of the home street is large enough for {kind}: choose another seed")
    return chosen


def _fits(kind: str, block: Block) -> bool:
    """Two towers by two, eight slabs, or the office with something beside it need room."""
    width, height = block.size
    need = {"tingsong": (140, 124), "workers_2": (140, 106), "workers_1": (140, 106), "office": (140, 90)}
    least = need.get(kind, (0, 0))
    return width >= least[0] and height >= least[1]


def _ordered(found: list[Zone], division: Division) -> list[Zone]:
    """The set blocks, one block of each street (few buildings still reach all), then from the middle outwards."""
    dry = [zone for zone in found if not zone.block.wet]
    dry.sort(key=lambda z: (z.kind not in SET, math.hypot(*z.block.centre)))
    first: list[Zone] = []
    rest: list[Zone] = []
    seen: set[tuple[int, int]] = set()
    for zone in dry:
        street = division.of[zone.block.column, zone.block.row][:2]
        new = street not in seen and zone.kind not in ("park", "new_ground")
        (first if zone.kind in SET or new else rest).append(zone)
        if new:
            seen.add(street)
    return [*first, *rest, *(zone for zone in found if zone.block.wet)]
