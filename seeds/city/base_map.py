"""The city's own base map: water, green, roads and blocks as features for vector tiles."""

from __future__ import annotations

import math
from typing import Literal

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from seeds.city.frame import Rect, lon_lat
from seeds.city.ground import Ground, Road
from seeds.city.model import Feature
from seeds.city.names import RIVER, Name
from seeds.city.naming import Namer
from seeds.city.zoning import Zone

BANK_M = 12.0
NOTHING: Name = ("", "")


def base_map(
    ground: Ground, zones: list[Zone], roads: dict[tuple[str, int], Name], namer: Namer
) -> tuple[Feature, ...]:
    """All features, the ones that lie below first."""
    found = [_feature("block", zone.kind, NOTHING, _box(zone.block.rect)) for zone in zones if not zone.block.wet]
    found += _green(ground, zones, namer)
    found.append(_feature("water", "river", RIVER, ground.river))
    for road in (*ground.roads_ew, *ground.roads_ns):
        found += _road(ground, road, roads[road.axis, road.index])
    return tuple(found)


def _green(ground: Ground, zones: list[Zone], namer: Namer) -> list[Feature]:
    found = []
    for zone in zones:
        if zone.kind == "park":
            name = namer.park(zone.kind)
            found.append(_feature("green", "park", name, _box(zone.block.rect).buffer(-6).buffer(4)))
            found.append(_feature("water", "pond", NOTHING, _pond(zone.block.rect)))
        elif zone.block.wet:
            bank = _box(zone.block.rect).difference(ground.river.buffer(BANK_M))
            found += [_feature("green", "river_bank", NOTHING, part) for part in _polygons(bank) if part.area > 600]
    return found


def _pond(rect: Rect) -> Polygon:
    x0, y0, x1, y1 = rect
    x, y, a, b = x0 * 0.45 + x1 * 0.55, (y0 + y1) / 2, (x1 - x0) * 0.2, (y1 - y0) * 0.17
    turns = [math.tau * k / 28 for k in range(28)]
    return Polygon([(x + a * math.cos(t), y + b * math.sin(t) * (1 + 0.15 * math.cos(2 * t))) for t in turns])


def _road(ground: Ground, road: Road, name: Name) -> list[Feature]:
    """Arterials bridge the river, other roads end at its bank."""
    west, south, east, north = ground.bounds
    ends = [(west, road.at_m), (east, road.at_m)] if road.axis == "x" else [(road.at_m, south), (road.at_m, north)]
    line: BaseGeometry = LineString(ends)
    if not (road.axis == "y" and road.arterial):
        line = line.difference(ground.river.buffer(BANK_M + road.width_m / 2))
    kind = "arterial" if road.arterial else "street"
    parts = [part for part in _parts(line) if part.length > 40]
    return [_feature("road", kind, name, part, road.width_m) for part in parts]


def _box(rect: Rect) -> Polygon:
    x0, y0, x1, y1 = rect
    return Polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(geometry) if not part.is_empty]


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in _parts(geometry) if isinstance(part, Polygon)]


def _feature(
    layer: Literal["water", "green", "road", "block"],
    kind: str,
    name: Name,
    geometry: BaseGeometry,
    width_m: float = 0.0,
) -> Feature:
    return Feature(layer, kind, name[0], name[1], _geo_json(geometry), width_m)


def _geo_json(geometry: BaseGeometry) -> dict[str, object]:
    if isinstance(geometry, Polygon):
        rings = [[list(lon_lat((x, y))) for x, y in r.coords] for r in (geometry.exterior, *geometry.interiors)]
        return {"type": "Polygon", "coordinates": rings}
    return {"type": "LineString", "coordinates": [list(lon_lat((x, y))) for x, y in geometry.coords]}
