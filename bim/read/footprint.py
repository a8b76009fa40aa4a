"""The outline of a room from its FootPrint curve, for rooms that have no body or whose body cannot be built."""

from __future__ import annotations

from collections.abc import Iterator

from shapely import Polygon, make_valid

from bim.facts import Area
from bim.read.entity import Entity, attribute
from bim.read.outline import areas_of
from bim.read.source import Source
from bim.read.surfaces import curve_points


def footprint_area(source: Source, space: Entity) -> Area | None:
    """Largest closed polyline of the space's ``FootPrint`` representation, in the world; None without one."""
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
    return max(found, key=lambda area: area.area, default=None)


def _curves(space: Entity) -> Iterator[Entity]:
    shape = attribute(space, "Representation")
    for representation in attribute(shape, "Representations") or () if shape is not None else ():
        if representation.RepresentationIdentifier == "FootPrint":
            for item in representation.Items or ():
                yield from _parts(item)


def _parts(item: Entity) -> Iterator[Entity]:
    if item.is_a("IfcGeometricSet"):
        yield from item.Elements or ()
    elif item.is_a("IfcAnnotationFillArea"):
        yield item.OuterBoundary
    else:
        yield item
