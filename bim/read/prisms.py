"""Upright prisms read without a geometry kernel: what most walls and slabs are, and all that a plan needs of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from shapely import Polygon, make_valid

from bim.facts import Area
from bim.read.entity import Entity, attribute
from bim.read.mesh import FloatArray
from bim.read.outline import areas_of
from bim.read.placement import Matrix, axis_matrix
from bim.read.source import Source
from bim.read.surfaces import curve_points, has_arcs

UPRIGHT_M = 0.002


@dataclass(frozen=True, slots=True)
class Prism:
    """Plan outline in the world and the heights between which it stands."""

    outline: Area
    low_m: float
    high_m: float


def prisms_of(source: Source, element: Entity) -> list[Prism] | None:
    """The prisms that make the body of ``element``; None where any part of it is something else.

    Clippings are ignored: a wall cut by a roof counts up to where it was drawn.
    """
    frame = source.placements.of(element)
    items = [] if frame is None else list(_body_items(element))
    found = [_prism(item, frame, source.unit_m) for item in items if frame is not None]
    known = [p for p in found if p is not None]
    return known if known and len(known) == len(found) else None


def _body_items(element: Entity) -> Iterator[Entity]:
    shape = attribute(element, "Representation")
    for representation in attribute(shape, "Representations") or () if shape is not None else ():
        if representation.RepresentationIdentifier == "Body":
            yield from representation.Items or ()


def _prism(item: Entity, frame: Matrix, unit_m: float) -> Prism | None:
    while item is not None and item.is_a("IfcBooleanClippingResult"):
        item = item.FirstOperand
    if item is None or not item.is_a("IfcExtrudedAreaSolid") or attribute(item, "EndSweptArea") is not None:
        return None
    rings = _rings(item.SweptArea, unit_m)
    if rings is None:
        return None
    place = frame @ axis_matrix(attribute(item, "Position"), unit_m)
    sweep = place[:3, :3] @ _unit(item.ExtrudedDirection) * float(item.Depth) * unit_m
    worlds = [ring @ place[:3, :3].T + place[:3, 3] for ring in rings]
    heights = worlds[0][:, 2]
    if float(np.hypot(sweep[0], sweep[1])) > UPRIGHT_M or float(np.ptp(heights)) > UPRIGHT_M:
        return None
    outline = areas_of(make_valid(Polygon(worlds[0][:, :2], [ring[:, :2] for ring in worlds[1:]])))
    ends = sorted((float(heights[0]), float(heights[0] + sweep[2])))
    return None if outline is None else Prism(outline, ends[0], ends[1])


def _unit(direction: Entity) -> FloatArray:
    ratios = np.array(((*direction.DirectionRatios, 0.0))[:3], dtype=float)
    return np.asarray(ratios / max(float(np.linalg.norm(ratios)), 1e-12))


def _rings(profile: Entity, unit_m: float) -> list[FloatArray] | None:
    """Outer ring and holes (n, 3) of a profile in its own plane; None for shapes that are not read here."""
    if profile.is_a() == "IfcRectangleProfileDef":
        x, y = float(profile.XDim) * unit_m / 2, float(profile.YDim) * unit_m / 2
        corners = np.array([(-x, -y, 0.0), (x, -y, 0.0), (x, y, 0.0), (-x, y, 0.0)])
        place = axis_matrix(attribute(profile, "Position"), unit_m)
        return [corners @ place[:3, :3].T + place[:3, 3]]
    if not profile.is_a("IfcArbitraryClosedProfileDef"):
        return None
    curves = [profile.OuterCurve, *(attribute(profile, "InnerCurves") or ())]
    if any(has_arcs(curve) for curve in curves):
        return None
    rings = [curve_points(curve, unit_m) for curve in curves]
    known = [ring for ring in rings if ring is not None and len(ring) >= 3]
    return known if len(known) == len(rings) else None
