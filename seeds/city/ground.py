"""Streets, river and blocks of the city, in its own metres."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from seeds.city.frame import Rect

ARTERIAL_M, STREET_M = 26.0, 15.0
ASPECT = 4 / 3
MIN_BLOCKS = 108


@dataclass(frozen=True, slots=True)
class Road:
    """A road along x (``axis`` "x", at y = ``at_m``) or along y."""

    axis: str
    index: int
    at_m: float
    width_m: float

    @property
    def arterial(self) -> bool:
        return self.width_m >= ARTERIAL_M


@dataclass(frozen=True, slots=True)
class Block:
    """Ground between four roads; ``column`` and ``row`` count from the south-west."""

    column: int
    row: int
    rect: Rect
    wet: bool
    """The river runs through it."""

    @property
    def centre(self) -> tuple[float, float]:
        x0, y0, x1, y1 = self.rect
        return (x0 + x1) / 2, (y0 + y1) / 2

    @property
    def size(self) -> tuple[float, float]:
        x0, y0, x1, y1 = self.rect
        return x1 - x0, y1 - y0


@dataclass(frozen=True, slots=True)
class Ground:
    """The bare ground. ``river`` is one polygon from beyond the west to beyond the east edge."""

    roads_ew: tuple[Road, ...]
    roads_ns: tuple[Road, ...]
    blocks: tuple[Block, ...]
    river: Polygon
    bounds: Rect


def make_ground(buildings: int, seed: int, a_block: float) -> Ground:
    """Ground for about this many buildings, ``a_block`` of them to a block, the origin in its middle."""
    rng = random.Random(f"{seed}/ground")
    wanted = max(MIN_BLOCKS, math.ceil(buildings / a_block))
    columns = math.ceil(math.sqrt(wanted * ASPECT * 140 / 180))
    rows = math.ceil(wanted / columns) + 2  # the river takes about two rows
    ns = _roads(rng, "y", columns, (155, 215))
    ew = _roads(rng, "x", rows, (125, 168))
    bounds = (ns[0].at_m, ew[0].at_m, ns[-1].at_m, ew[-1].at_m)
    river = _river(rng, bounds)
    blocks = [_block(ns, ew, i, j, river) for j in range(rows) for i in range(columns)]
    return Ground(tuple(ew), tuple(ns), tuple(blocks), river, bounds)


def _roads(rng: random.Random, axis: str, count: int, pitch: tuple[int, int]) -> list[Road]:
    at = [0.0]
    for _ in range(count):
        at.append(at[-1] + rng.uniform(*pitch))
    shift = at[-1] / 2
    width = [ARTERIAL_M if index % 4 == 2 else STREET_M for index in range(count + 1)]
    return [Road(axis, index, round(at[index] - shift, 2), width[index]) for index in range(count + 1)]


def _river(rng: random.Random, bounds: Rect) -> Polygon:
    west, south, east, north = bounds
    phase, height = rng.uniform(0, math.tau), north - south
    line = []
    for step in range(-8, 89):
        x = west + (east - west) * step / 80
        wave = math.sin(phase + 1.3 * math.tau * (x - west) / (east - west))
        line.append((x, south + 0.27 * height + 0.055 * height * wave))
    return Polygon(shapely.get_coordinates(LineString(line).buffer(52.0, cap_style="flat").simplify(0.5)))


def _block(ns: list[Road], ew: list[Road], column: int, row: int, river: BaseGeometry) -> Block:
    west, east, south, north = ns[column], ns[column + 1], ew[row], ew[row + 1]
    rect = (
        round(west.at_m + west.width_m / 2, 2),
        round(south.at_m + south.width_m / 2, 2),
        round(east.at_m - east.width_m / 2, 2),
        round(north.at_m - north.width_m / 2, 2),
    )
    x0, y0, x1, y1 = rect
    wet = Polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]).distance(river) < 14
    return Block(column, row, rect, wet)
