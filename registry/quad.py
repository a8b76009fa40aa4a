"""Morton code ("quad") of a point: one integer that orders points like the tiles of a web map. Pure Python.

Tile numbers of zoom 22 in web mercator (the usual XYZ scheme, y growing southwards) are interleaved bit by bit, x in
the even bits and y in the odd ones. A tile of zoom z then holds exactly one contiguous range of codes, and
``code >> 2 * (22 - z)`` is the code of the tile itself: clusters are a GROUP BY.
"""

from __future__ import annotations

import math

ZOOM = 22
MAX_LAT = 85.05112877980659
"""Latitude in degrees where web mercator's square ends: atan(sinh(pi))."""


def tile_of(lon: float, lat: float, zoom: int = ZOOM) -> tuple[int, int]:
    """Column and row of the tile that holds the point. Degrees; latitudes beyond the square are drawn to its edge."""
    n = 1 << zoom
    lat = max(-MAX_LAT, min(MAX_LAT, lat))
    x = (lon + 180.0) / 360.0
    y = (1.0 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2.0
    return max(0, min(n - 1, math.floor(x * n))), max(0, min(n - 1, math.floor(y * n)))


def interleave(x: int, y: int) -> int:
    """Bits of x and y woven together: ... y1 x1 y0 x0."""
    return _spread(x) | _spread(y) << 1


def quad_of(lon: float, lat: float) -> int:
    """Morton code of the point at zoom 22; 0 <= code < 2**44, which fits a bigint."""
    return interleave(*tile_of(lon, lat))


def tile_range(zoom: int, x: int, y: int) -> tuple[int, int]:
    """Half-open range ``[low, high)`` of the codes inside one tile. ValueError for a tile that does not exist."""
    if not 0 <= zoom <= ZOOM or not (0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
        raise ValueError(f"There is no tile {zoom}/{x}/{y}: zoom is 0 to {ZOOM}, x and y lie below 2**zoom.")
    shift = 2 * (ZOOM - zoom)
    low = interleave(x, y) << shift
    return low, low + (1 << shift)


def _spread(value: int) -> int:
    """Put a zero bit between the bits of a number below 2**32."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
