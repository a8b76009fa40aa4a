"""Cleaning, shrinking and taking apart plan polygons."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from bim.geometry.tolerances import GRID_M, SHRINK_M

MIN_PART_M2 = 1e-4
"""Slivers below a square centimetre are rounding, not floor."""


def parts(shape: BaseGeometry, min_area_m2: float = MIN_PART_M2) -> list[Polygon]:
    """The polygons of a shape, outer rings anticlockwise and holes clockwise, slivers left out.

    >>> [p.area for p in parts(shapely.union(shapely.box(0, 0, 1, 1), shapely.box(2, 0, 4, 1)))]
    [1.0, 2.0]
    """
    found = [g for g in shapely.get_parts(shape) if isinstance(g, Polygon)]
    nested = [g for g in shapely.get_parts(shape) if not isinstance(g, Polygon) and g.area > 0]
    inner = [p for g in nested for p in parts(g, min_area_m2)]
    return [orient(p) for p in found if p.area >= min_area_m2] + inner


def clean(shape: BaseGeometry) -> BaseGeometry:
    """A valid shape on the grid: bow ties repaired, collinear points kept (they do no harm)."""
    return snap(shape if shapely.is_valid(shape) else shapely.make_valid(shape))


def cleaned(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """``clean`` for many shapes: equal ones, as in storeys drawn alike, are cleaned once."""
    known: dict[bytes, BaseGeometry] = {}
    keys = shapely.to_wkb(list(shapes)).tolist() if len(shapes) else []
    for key, shape in zip(keys, shapes, strict=True):
        if key not in known:
            known[key] = clean(shape)
    return [known[key] for key in keys]


def snap(shape: BaseGeometry) -> BaseGeometry:
    """The shape on the grid, but free of it afterwards: shapely would run every later operation on that grid."""
    snapped: BaseGeometry = shapely.set_precision(shapely.set_precision(shape, GRID_M), 0.0)
    return snapped


def shrink(shape: BaseGeometry, extra_m: float = 0.0) -> BaseGeometry:
    """The shape without a rim of ``SHRINK_M`` (+ ``extra_m`` of body clearance, corners then rounded).

    >>> round(shrink(shapely.box(0, 0, 2, 2), 0.5).area, 4)
    1.0
    """
    if extra_m <= 0.0:
        return shape.buffer(-SHRINK_M, join_style="mitre", mitre_limit=10.0)
    return shape.buffer(-SHRINK_M - extra_m, quad_segs=8)


def without(shape: BaseGeometry, others: list[BaseGeometry]) -> BaseGeometry:
    """The shape minus the others (one union first: fewer slivers than one by one)."""
    return shapely.difference(shape, shapely.union_all(others)) if others else shape
