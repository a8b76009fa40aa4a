"""The city's own metres and how they lie on the globe.

The origin is in the open desert at 105.5° E, 39.5° N, where no city stands; the street grid is turned by 8°.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from seeds.city.model import LonLat, Ring

ORIGIN: LonLat = (105.5, 39.5)
TURN_DEG = 8.0
LAT_M = 111_035.0
"""Metres in a degree of latitude at 39.5° N (WGS 84 series, rounded)."""
LON_M = 86_011.0
"""Metres in a degree of longitude there: 111 413 cos 39.5° − 94 cos 118.5°."""
DIGITS = 7
"""Decimals of a degree: about a centimetre."""
_SIN, _COS = math.sin(math.radians(TURN_DEG)), math.cos(math.radians(TURN_DEG))

Point = tuple[float, float]
Rect = tuple[float, float, float, float]


def lon_lat(point: Point) -> LonLat:
    """City metres to degrees."""
    x, y = point
    east, north = x * _COS - y * _SIN, x * _SIN + y * _COS
    return round(ORIGIN[0] + east / LON_M, DIGITS), round(ORIGIN[1] + north / LAT_M, DIGITS)


def ring(points: Iterable[Point]) -> Ring:
    """A closed ring in degrees."""
    corners = tuple(lon_lat(p) for p in points)
    return (*corners, corners[0]) if corners[0] != corners[-1] else corners
