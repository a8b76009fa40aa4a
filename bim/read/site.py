"""The site: true north, terrain, and whether its position is only an authoring tool's default."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees, hypot

import numpy as np

from bim.facts import Space
from bim.read.entity import Entity, attribute, by_type, enum
from bim.read.messages import gettext_noop
from bim.read.source import Source

AROUND_M = 10.0
NEAR_DEFAULT_DEG = 0.05
_REVIT = gettext_noop("is what Autodesk Revit writes when nobody sets a location")
_DEFAULT_PLACES = (
    ("Boston", 42.3587, -71.0567, _REVIT),
    ("Waltham", 42.4149, -71.2581, _REVIT),
    ("Boulder", 40.0183, -105.2421, gettext_noop("is what SketchUp writes when nobody sets a location")),
    ("Dubai", 25.23, 55.29, gettext_noop("stands in templates")),
    ("0° N 0° E", 0.0, 0.0, gettext_noop("is what an empty field becomes")),
)


def read_north(source: Source) -> float | None:
    """Clockwise angle in degrees (−180–180] from the plan's +y to true north; None when not stated."""
    for context in by_type(source.model, "IfcGeometricRepresentationContext"):
        north = attribute(context, "TrueNorth")
        if north is not None and not context.is_a("IfcGeometricRepresentationSubContext"):
            x, y = tuple(north.DirectionRatios)[:2]
            return degrees(atan2(x, y)) + 0.0 if hypot(x, y) > 1e-9 else None
    return None


def read_terrain(source: Source, spaces: Sequence[Space]) -> float | None:
    """Median height of the terrain's vertices within 10 m of the rooms' bounding box; None without terrain."""
    carriers = [
        e for name in ("IfcSite", "IfcGeographicElement") for e in by_type(source.model, name) if _is_terrain(e)
    ]
    bounds = [s.floor.bounds for s in spaces if s.floor is not None]
    if not carriers or not bounds:
        return None
    box = np.array(bounds)
    low, high = box[:, :2].min(axis=0) - AROUND_M, box[:, 2:].max(axis=0) + AROUND_M
    shapes = source.build(carriers)
    source.shapes.lost += shapes.lost
    corners = [mesh.vertices for mesh in shapes.meshes.values()]
    points = np.concatenate(corners) if corners else np.empty((0, 3))
    near = points[((points[:, :2] >= low) & (points[:, :2] <= high)).all(axis=1)]
    chosen = near if len(near) else points
    return float(np.median(chosen[:, 2])) if len(chosen) else None


def note_default_place(source: Source) -> None:
    """Complain when the site's latitude and longitude are those a program writes by itself, or rounded to minutes."""
    for site in by_type(source.model, "IfcSite"):
        latitude, longitude = _angle(attribute(site, "RefLatitude")), _angle(attribute(site, "RefLongitude"))
        if latitude is None or longitude is None:
            continue
        known = [row for row in _DEFAULT_PLACES if _near(latitude - row[1]) and _near(longitude - row[2])]
        if known:
            source.notes.add("geolocation_default", (str(site.GlobalId),), place=known[0][0], why=known[0][3])
        elif all(abs(angle * 60 - round(angle * 60)) < 1e-9 for angle in (latitude, longitude)):
            source.notes.add("geolocation_coarse", (str(site.GlobalId),), place=f"{latitude:.3f}, {longitude:.3f}")


def _near(degrees_off: float) -> bool:
    return abs(degrees_off) < NEAR_DEFAULT_DEG


def _is_terrain(element: Entity) -> bool:
    if attribute(element, "Representation") is None:
        return False
    return element.is_a("IfcSite") or enum(element, "PredefinedType") == "TERRAIN"


def _angle(parts: Sequence[int] | None) -> float | None:
    """Degrees from ``IfcCompoundPlaneAngleMeasure`` (degrees, minutes, seconds, millionths; all of one sign)."""
    if not parts or len(parts) < 3:
        return None
    millionths = parts[3] / 1e6 if len(parts) > 3 else 0.0
    return float(parts[0] + parts[1] / 60 + (parts[2] + millionths) / 3600)
