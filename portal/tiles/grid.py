"""A tile as a frame: degrees to tile integers, and the ranges of `registry.quad` codes that it holds. Pure Python."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.tiles.mvt import EXTENT, Pair
from registry.quad import MAX_LAT, ZOOM, interleave, tile_of, tile_range

RIM_ZOOM = 17
"""Buildings whose point lies up to one tile of this zoom (about 240 m at 40°) beyond a border are looked at too."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tile:
    """Tile ``z/x/y`` of the usual web map. ValueError where there is none."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        tile_range(self.z, self.x, self.y)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        return (*self.corner(0, EXTENT), *self.corner(EXTENT, 0))

    @property
    def codes(self) -> Range:
        """Half-open range of the codes of the points inside."""
        return tile_range(self.z, self.x, self.y)

    def corner(self, px: float, py: float) -> tuple[float, float]:
        """Longitude and latitude of a point given in tile units."""
        n = 1 << self.z
        lon = (self.x + px / EXTENT) / n * 360.0 - 180.0
        lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (self.y + py / EXTENT) / n))))
        return lon, lat

    def pair(self, lon: float, lat: float) -> Pair:
        """A point in tile units; it may lie outside the tile."""
        n = 1 << self.z
        lat = math.radians(max(-MAX_LAT, min(MAX_LAT, lat)))
        x = ((lon + 180.0) / 360.0 * n - self.x) * EXTENT
        y = ((1.0 - math.asinh(math.tan(lat)) / math.pi) / 2.0 * n - self.y) * EXTENT
        return round(x), round(y)

    def pairs(self, points: Iterable[Sequence[float]]) -> list[Pair]:
        """Points in tile units, neighbours that fall together once only."""
        out: list[Pair] = []
        for point in points:
            pair = self.pair(point[0], point[1])
            if not out or pair != out[-1]:
                out.append(pair)
        return out

    def ring(self, points: Iterable[Sequence[float]], *, hole: bool = False) -> list[Pair]:
        """A closed ring as the tile wants it: open, turned the right way; empty when nothing is left of it."""
        return turned(self.pairs(points), hole=hole)

    def rim(self) -> list[Range]:
        """Codes of a belt around the tile, in which a building may stand that reaches into it."""
        zoom = max(RIM_ZOOM, self.z)
        n = 1 << zoom - self.z
        west, north, last = self.x * n - 1, self.y * n - 1, (1 << zoom) - 1
        cells = {(west + i, north + j) for i in range(n + 2) for j in (0, n + 1)}
        cells |= {(west + i, north + j) for i in (0, n + 1) for j in range(n + 2)}
        return merged(tile_range(zoom, x, y) for x, y in cells if 0 <= x <= last and 0 <= y <= last)


def turned(ring: list[Pair], *, hole: bool) -> list[Pair]:
    """Without the repeated end; clockwise on the screen for an outer ring, the other way for a hole."""
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring = ring[:-1]
    area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True))
    if len(ring) < 3 or not area:
        return []
    return ring if (area > 0) != hole else ring[::-1]


def box_ranges(west: float, south: float, east: float, north: float) -> list[Range]:
    """Few ranges of codes that together cover a box in degrees; they may cover a little more."""
    for zoom in range(ZOOM, -1, -1):
        (x0, y0), (x1, y1) = tile_of(west, north, zoom), tile_of(east, south, zoom)
        if x1 - x0 < 4 and y1 - y0 < 4:
            break
    cells = ((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))
    shift = 2 * (ZOOM - zoom)
    return merged((interleave(x, y) << shift, interleave(x, y) + 1 << shift) for x, y in cells)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order; those that touch are one."""
    out: list[Range] = []
    for low, high in sorted(ranges):
        if out and out[-1][1] == low:
            out[-1] = (out[-1][0], high)
        else:
            out.append((low, high))
    return out


def unwoven(code: int) -> Pair:
    """Column and row from a code: the inverse of ``registry.quad.interleave``."""
    return _squeezed(code), _squeezed(code >> 1)


def _squeezed(value: int) -> int:
    """Every second bit of a number below 2**64."""
    value &= 0x5555555555555555
    value = (value | value >> 1) & 0x3333333333333333
    value = (value | value >> 2) & 0x0F0F0F0F0F0F0F0F
    value = (value | value >> 4) & 0x00FF00FF00FF00FF
    value = (value | value >> 8) & 0x0000FFFF0000FFFF
    return (value | value >> 16) & 0x00000000FFFFFFFF
