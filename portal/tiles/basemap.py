"""The base map of an installation without internet: its own water, green, blocks and roads, cut into tiles.

Files ``VAR_DIR/basemap/<layer>.geojson``; an installation without them shows buildings on plain land.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from django.conf import settings
from shapely.geometry.base import BaseGeometry

from portal.tiles.grid import Tile
from portal.tiles.mvt import EXTENT, LINE, POINT, POLYGON, Feature, encode

LAYERS = {"block": 12, "green": 9, "water": 5, "road": 11, "label": 13}
"""Layer -> first zoom at which it is drawn; what lies below comes first."""
MAX_ZOOM = 15
MARGIN = 256
"""Tile units drawn beyond the border, so that broad lines meet."""


def folder() -> Path:
    return Path(settings.VAR_DIR) / "basemap"


def write_basemap(layers: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """Replace the base map by these layers of GeoJSON features (lon/lat degrees); returns the folder.

    Layers: ``block``, ``green``, ``water`` (polygons), ``road`` (lines with ``width_m``). Properties that are used:
    ``kind``, ``name``, ``name_en``, ``width_m``. Names of polygons become the layer ``label``. ValueError for a layer
    of another name.
    """
    unknown = sorted(set(layers) - (set(LAYERS) - {"label"}))
    if unknown:
        raise ValueError(f"Unknown layer of the base map: {', '.join(unknown)}. Layers are block, green, water, road.")
    folder().mkdir(parents=True, exist_ok=True)
    full = {name: list(layers.get(name, [])) for name in LAYERS}
    full["label"] = [_label(f) for name in ("green", "water") for f in full[name] if f["properties"].get("name")]
    for name, features in full.items():
        path = folder() / f"{name}.geojson"
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        scratch = path.with_suffix(".new")
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(path)
    return folder()


def version() -> str:
    """Changes when the files do; empty without a base map."""
    stamps = [path.stat().st_mtime_ns for name in LAYERS if (path := folder() / f"{name}.geojson").is_file()]
    return f"{max(stamps):x}" if stamps else ""


def base_tile(tile: Tile, language: str) -> bytes:
    """All layers of the tile with names in this language (``en`` or local); empty without a base map."""
    drawn = [
        (name, _cut(_layer(str(folder() / f"{name}.geojson"), version()), tile, language))
        for name, first in LAYERS.items()
        if tile.z >= first
    ]
    return encode(drawn)


def _label(feature: Mapping[str, Any]) -> dict[str, Any]:
    shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    point = shape.representative_point()
    return {
        "type": "Feature",
        "properties": dict(feature["properties"]),
        "geometry": {"type": "Point", "coordinates": [point.x, point.y]},
    }


@lru_cache(maxsize=16)
def _layer(path: str, stamp: str) -> tuple[shapely.STRtree, list[dict[str, Any]]]:
    """Shapes and properties of a file; ``stamp`` only makes a changed file a new entry."""
    if not stamp or not Path(path).is_file():
        return shapely.STRtree([]), []
    features = json.loads(Path(path).read_text("utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(f["geometry"]) for f in features])
    return shapely.STRtree(shapes), [f["properties"] for f in features]


def _cut(layer: tuple[shapely.STRtree, list[dict[str, Any]]], tile: Tile, language: str) -> list[Feature]:
    tree, words = layer
    box = shapely.box(*_sorted(tile.corner(-MARGIN, EXTENT + MARGIN), tile.corner(EXTENT + MARGIN, -MARGIN)))
    out = []
    for index in sorted(tree.query(box, predicate="intersects")):
        told = _told(words[index], language)
        for part in shapely.get_parts(tree.geometries[index].intersection(box)):
            kind, lines = _drawn(part, tile)
            if lines:
                out.append(Feature(kind, lines, told))
    return out


def _sorted(low: tuple[float, float], high: tuple[float, float]) -> tuple[float, float, float, float]:
    return low[0], low[1], high[0], high[1]


def _told(words: dict[str, Any], language: str) -> dict[str, Any]:
    name = words.get("name_en") if language.startswith("en") else ""
    told = {"kind": words.get("kind", ""), "name": name or words.get("name", "")}
    if words.get("width_m"):
        told["width_m"] = float(words["width_m"])
    return told


def _drawn(part: BaseGeometry, tile: Tile) -> tuple[int, list[list[tuple[int, int]]]]:
    if isinstance(part, shapely.Polygon):
        outer = tile.ring(part.exterior.coords)
        holes = [tile.ring(hole.coords, hole=True) for hole in part.interiors]
        return POLYGON, [outer, *filter(None, holes)] if outer else []
    if isinstance(part, shapely.LineString):
        line = tile.pairs(part.coords)
        return LINE, [line] if len(line) > 1 else []
    if isinstance(part, shapely.Point):
        return POINT, [[tile.pair(part.x, part.y)]]
    return POINT, []
