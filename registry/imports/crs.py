"""Coordinates of a file into degrees lon/lat of CGCS2000. Pure Python.

EPSG:4490 and EPSG:4326 differ by decimetres at most and are taken as they are. GCJ-02 is the shifted system of internet
base maps, BD-09 a shift on top of it; both formulas are the publicly known approximations, inverted by iteration to
well below a metre. Other systems are not converted here: their files must be transformed first.
"""

from __future__ import annotations

import math
from collections.abc import Callable

AXIS_M = 6378245.0
"""Semi-major axis of the Krasovsky ellipsoid, metres, on which GCJ-02 is defined."""
ECCENTRICITY2 = 0.00669342162296594323
BD_STEP = math.pi * 3000.0 / 180.0
ROUNDS = 12

Point = tuple[float, float]


def unchanged(lon: float, lat: float) -> Point:
    return lon, lat


def to_gcj02(lon: float, lat: float) -> Point:
    """Forward shift, degrees; only inside China's bounding box."""
    if not (72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271):
        return lon, lat
    x, y = lon - 105.0, lat - 35.0
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + _waves(x) + _slow(x, 30, 150, 300)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + _waves(x) + _slow_north(y)
    phi = math.radians(lat)
    root = 1 - ECCENTRICITY2 * math.sin(phi) ** 2
    d_lat = north * 180 / (AXIS_M * (1 - ECCENTRICITY2) / (root * math.sqrt(root)) * math.pi)
    d_lon = east * 180 / (AXIS_M / math.sqrt(root) * math.cos(phi) * math.pi)
    return lon + d_lon, lat + d_lat


def from_gcj02(lon: float, lat: float) -> Point:
    return _inverse(to_gcj02, lon, lat)


def to_bd09(lon: float, lat: float) -> Point:
    """From the true position, degrees."""
    x, y = to_gcj02(lon, lat)
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * BD_STEP)
    angle = math.atan2(y, x) + 0.000003 * math.cos(x * BD_STEP)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def from_bd09(lon: float, lat: float) -> Point:
    return _inverse(to_bd09, lon, lat)


def _inverse(forward: Callable[[float, float], Point], lon: float, lat: float) -> Point:
    """Fixed-point iteration: the shift varies slowly, so each round shrinks the error a hundredfold or more."""
    x, y = lon, lat
    for _round in range(ROUNDS):
        seen_x, seen_y = forward(x, y)
        x, y = x + lon - seen_x, y + lat - seen_y
    return x, y


def _waves(x: float) -> float:
    return (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3


def _slow(x: float, third: float, a: float, b: float) -> float:
    first = (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    return first + (a * math.sin(x / 12 * math.pi) + b * math.sin(x / third * math.pi)) * 2 / 3


def _slow_north(y: float) -> float:
    first = (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    return first + (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y / 30 * math.pi)) * 2 / 3


SYSTEMS: dict[str, Callable[[float, float], Point]] = {
    "EPSG:4490": unchanged,
    "EPSG:4326": unchanged,
    "gcj02": from_gcj02,
    "bd09": from_bd09,
}
