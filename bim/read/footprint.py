"""The outline of a room from its FootPrint curve or bounding box, where it has no body or that cannot be built."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from shapely import Polygon, make_valid

from bim.facts import Area
from bim.read.entity import Entity, attribute
from bim.read.outline import areas_of
from bim.read.placement import Matrix
from bim.read.source import Source
from bim.read.surfaces import curve_points


def footprint_area(source: Source, space: Entity) -> Area | None:
    """Largest closed polyline of the space's ``FootPrint`` representation, else its box, in the world; else None."""
    frame = source.placements.of(space)
    if frame is None:
        return None
    found: list[Area] = []
    for curve in _curves(space):
        local = curve_points(curve, source.unit_m)
        if local is not None and len(local) >= 3:
            world = local @ frame[:3, :3].T + frame[:3, 3]
            area = areas_of(make_valid(Polygon(world[:, :2])))
            found += [area] if area is not None else []
    return max(found, key=lambda area: area.area, default=None) or _box(space, frame, source.unit_m)


def _box(space: Entity, frame: Matrix, unit_m: float) -> Area | None:
    """The rectangle of a bounding box, where that is all a room has; boxes of turned rooms are turned with them."""
    for item in _items(space, "Box"):
        if item.is_a("IfcBoundingBox"):
            x, y, z = (float(c) * unit_m for c in (*item.Corner.Coordinates, 0.0)[:3])
            dx, dy = float(item.XDim) * unit_m, float(item.YDim) * unit_m
            corners = np.array([(x, y, z), (x + dx, y, z), (x + dx, y + dy, z), (x, y + dy, z)])
            return areas_of(Polygon((corners @ frame[:3, :3].T + frame[:3, 3])[:, :2]))
    return None


def _curves(space: Entity) -> Iterator[Entity]:
    for item in _items(space, "FootPrint"):
        yield from _parts(item)


def _items(space: Entity, identifier: str) -> Iterator[Entity]:
    shape = attribute(space, "Representation")
    for representation in attribute(shape, "Representations") or () if shape is not None else ():
        if representation.RepresentationIdentifier == identifier:
            yield from representation.Items or ()


def _parts(item: Entity) -> Iterator[Entity]:
    if item.is_a("IfcGeometricSet"):
        yield from item.Elements or ()
    elif item.is_a("IfcAnnotationFillArea"):
        yield item.OuterBoundary
    else:
        yield item
