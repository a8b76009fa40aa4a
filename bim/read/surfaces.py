"""Corner points of the plane surfaces that space boundaries use; read here because no kernel builds them alone."""

from __future__ import annotations

import numpy as np

from bim.read.entity import Entity, attribute
from bim.read.mesh import FloatArray
from bim.read.placement import axis_matrix


def surface_corners(surface: Entity | None, unit_m: float) -> FloatArray | None:
    """Corners (n, 3) in metres in the coordinates of the relating space; None for surfaces that are not read.

    Read are the extrusion of a polyline and the plane bounded by one.
    """
    if surface is None:
        return None
    if surface.is_a("IfcSurfaceOfLinearExtrusion"):
        return _extrusion(surface, unit_m)
    if surface.is_a("IfcCurveBoundedPlane"):
        flat = curve_points(surface.OuterBoundary, unit_m)
        return None if flat is None else _placed(flat, surface.BasisSurface.Position, unit_m)
    return None


def _extrusion(surface: Entity, unit_m: float) -> FloatArray | None:
    curve = attribute(surface.SweptCurve, "Curve") or attribute(surface.SweptCurve, "OuterCurve")
    flat = curve_points(curve, unit_m)
    if flat is None:
        return None
    direction = np.array(surface.ExtrudedDirection.DirectionRatios, dtype=float)
    shift = np.append(direction, [0.0] * (3 - len(direction))) / np.linalg.norm(direction) * surface.Depth * unit_m
    return _placed(np.concatenate([flat, flat + shift]), attribute(surface, "Position"), unit_m)


def _placed(points: FloatArray, axis: Entity | None, unit_m: float) -> FloatArray:
    matrix = axis_matrix(axis, unit_m)
    return np.asarray(points @ matrix[:3, :3].T + matrix[:3, 3])


def has_arcs(curve: Entity) -> bool:
    """Whether an indexed curve has segments that are not straight."""
    segments = attribute(curve, "Segments") if curve.is_a("IfcIndexedPolyCurve") else None
    return any(segment.is_a("IfcArcIndex") for segment in segments or ())


def curve_points(curve: Entity | None, unit_m: float) -> FloatArray | None:
    """Points (n, 3) in metres of a polyline-like curve, z = 0 for plane ones; None for other curves.

    Of an arc in an indexed curve the three points that define it are taken.
    """
    if curve is None:
        return None
    rows: list[tuple[float, ...]] = []
    if curve.is_a("IfcPolyline"):
        rows = [tuple(p.Coordinates) for p in curve.Points]
    elif curve.is_a("IfcIndexedPolyCurve"):
        rows = [tuple(c) for c in curve.Points.CoordList]
    elif curve.is_a("IfcCompositeCurve"):
        pieces = [_directed(segment, unit_m) for segment in curve.Segments]
        known = [p for p in pieces if p is not None]
        return np.concatenate(known) if known and len(known) == len(pieces) else None
    if not rows:
        return None
    return np.array([(*row, 0.0)[:3] for row in rows], dtype=float) * unit_m


def _directed(segment: Entity, unit_m: float) -> FloatArray | None:
    """Points of one segment of a composite curve, in the direction in which the curve runs through it."""
    points = curve_points(attribute(segment, "ParentCurve"), unit_m)
    return points[::-1] if points is not None and attribute(segment, "SameSense") is False else points
