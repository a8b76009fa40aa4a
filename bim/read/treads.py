"""Treads and landings: the upward faces of a stair, one piece of plan per level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import shapely
from shapely import Polygon

from bim.facts import Area, Point3
from bim.read.mesh import FloatArray, Mesh
from bim.read.outline import areas_of, normals, union

FLAT_COSINE = 0.9
LEVEL_GAP_M = 0.012
MIN_AREA_M2 = 0.04
TOUCH_M = 0.03
COVER_M = 0.08
"""A face this little under another that covers it is the structure below a finish, not a tread."""
LANDING_DEPTH_M = 0.6
MIN_DEPTH_M = 0.1
"""Narrower faces are handrails, stringers and edges of panels."""


@dataclass(frozen=True, slots=True)
class Tread:
    """One level surface. ``depth_m`` is the short side of its smallest rectangle on plan."""

    z_m: float
    area: Area
    depth_m: float

    @property
    def centre(self) -> Point3:
        point = self.area.centroid
        return point.x, point.y, self.z_m

    @property
    def is_landing(self) -> bool:
        return self.depth_m >= LANDING_DEPTH_M


def find_treads(meshes: Sequence[Mesh]) -> list[Tread]:
    """Upward faces of all parts of one stair, from low to high; slivers and covered faces left out."""
    triangles = [mesh.triangles() for mesh in meshes]
    if not triangles:
        return []
    stacked = np.concatenate(triangles)
    slope, _ = normals(stacked)
    flat = stacked[slope > FLAT_COSINE]
    found = [tread for level in _levels(flat) for tread in _pieces(level)]
    return [t for t in found if not any(_covers(other, t) for other in found)]


def _levels(flat: FloatArray) -> list[FloatArray]:
    if not len(flat):
        return []
    heights = flat[:, :, 2].mean(axis=1)
    order = np.argsort(heights)
    breaks = np.flatnonzero(np.diff(heights[order]) > LEVEL_GAP_M) + 1
    return [flat[part] for part in np.split(order, breaks)]


def _pieces(level: FloatArray) -> list[Tread]:
    merged = union(level)
    if merged is None:
        return []
    pieces: list[Polygon] = list(merged.geoms) if isinstance(merged, shapely.MultiPolygon) else [merged]
    z_m = float(median(level[:, :, 2].ravel().tolist()))
    treads = []
    for group in _touching([p for p in pieces if p.area >= MIN_AREA_M2 / 4]):
        area = areas_of(shapely.union_all(group))
        if area is None or area.area < MIN_AREA_M2:
            continue
        depth = rectangle_m(area)[1]
        treads += [Tread(z_m, area, depth)] if depth >= MIN_DEPTH_M else []
    return treads


def _touching(pieces: list[Polygon]) -> list[list[Polygon]]:
    groups: list[list[Polygon]] = []
    for piece in pieces:
        near = [g for g in groups if any(piece.distance(other) <= TOUCH_M for other in g)]
        groups = [g for g in groups if g not in near] + [[piece, *(p for g in near for p in g)]]
    return groups


def _covers(upper: Tread, lower: Tread) -> bool:
    rise = upper.z_m - lower.z_m
    if not 0 < rise < COVER_M:
        return False
    smaller = min(upper.area.area, lower.area.area)
    return bool(upper.area.intersection(lower.area).area > 0.5 * smaller)


def rectangle_m(area: Area) -> tuple[float, float]:
    """Long and short side of the smallest rectangle around a plan area."""
    box = area.minimum_rotated_rectangle
    if not isinstance(box, Polygon):
        return 0.0, 0.0
    corners = np.array(box.exterior.coords)
    sides = np.linalg.norm(np.diff(corners[:3], axis=0), axis=1)
    return float(sides.max()), float(sides.min())


def extent_m(area: Area, across: tuple[float, float]) -> float:
    """Extent of a plan area along the unit vector ``across``."""
    points = shapely.get_coordinates(area)
    reach = (points - points[0]) @ np.array(across)
    return float(reach.max() - reach.min())
