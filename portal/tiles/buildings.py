"""The tile of the buildings: circles far out, footprints close by."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from portal.selectors.buildings import codes
from portal.tiles.asked import Asked, placed
from portal.tiles.clusters import clusters
from portal.tiles.grid import Tile
from portal.tiles.mvt import POLYGON, Feature, encode
from portal.tiles.scales import year_kind
from portal.tiles.standing import Standing, standings
from registry.models import Building
from registry.models.labels import in_reader_language

FOOTPRINTS_FROM = 14
MAX_ZOOM = 16
"""Closer than this the map enlarges the last tile."""
LIMIT = 2000
HALF_SIDE_DEG = 5e-5
"""Half of the square that stands for a building without a footprint: about 5 m."""
COLUMNS = ("pk", "uuid", "name", "name_en", "stage", "use", "year_built", "lon", "lat", "footprint")


def building_tile(asked: Asked, tile: Tile) -> bytes:
    """Layer ``buildings`` from zoom 14 on, layer ``clusters`` before and where a tile holds more than ``LIMIT``."""
    if tile.z >= FOOTPRINTS_FROM:
        rows = list(_inside(asked.buildings(), tile).values_list(*COLUMNS)[: LIMIT + 1])
        if len(rows) <= LIMIT:
            return encode([("buildings", _features(asked, tile, rows))])
    return encode([("clusters", clusters(asked, tile))])


def _inside(found: QuerySet[Building], tile: Tile) -> QuerySet[Building]:
    """Buildings in the tile by their point, and those of the belt around it whose box reaches into it."""
    west, south, east, north = tile.bounds
    reaches = Q(min_lon__lt=east, max_lon__gt=west, min_lat__lt=north, max_lat__gt=south)
    return placed(found, [tile.codes]) | placed(found, tile.rim(), reaches)


def _features(asked: Asked, tile: Tile, rows: list[tuple[Any, ...]]) -> list[Feature]:
    keys = [row[0] for row in rows]
    numbers, stands = codes(keys), standings(asked.user, keys)
    drawn = ((row, _rings(tile, *row[7:])) for row in rows)
    return [
        Feature(POLYGON, rings, _words(row, numbers.get(row[0], ""), stands[row[0]])) for row, rings in drawn if rings
    ]


def _rings(tile: Tile, lon: float, lat: float, footprint: Any) -> list[list[tuple[int, int]]]:
    rings = [tile.ring(ring, hole=n > 0) for n, ring in enumerate(footprint or [])]
    if not rings or not rings[0]:
        a, b = HALF_SIDE_DEG, HALF_SIDE_DEG * 0.77
        rings = [tile.ring([(lon - a, lat - b), (lon + a, lat - b), (lon + a, lat + b), (lon - a, lat + b)])]
    return [ring for ring in rings if ring]


def _words(row: tuple[Any, ...], number: str, stand: Standing) -> dict[str, str | int | float | bool]:
    _pk, uuid, name, name_en, stage, use, year, *_rest = row
    words: dict[str, str | int | float | bool] = {
        "uuid": str(uuid),
        "name": in_reader_language(name, name_en),
        "code": number,
        "n": stand.hazards,
        "hazards": stand.hazard,
        "egress": stand.egress,
        "year": year_kind(year),
        "stage": stage,
        "use": use,
    }
    if year is not None:
        words["built"] = year
    return words
