"""Plan outlines from triangles.

All work is done near a local origin and shifted back, so that a building 500 km from the origin keeps its
millimetres; the result is in world coordinates.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
import shapely
from shapely import MultiPoint, MultiPolygon, Polygon

from bim.facts import Area
from bim.read.mesh import FloatArray, Mesh

GRID_M = 1e-5
"""Snapping of union: closes the rounding gaps between neighbouring triangles."""
MIN_AREA_M2 = 1e-4
FLOOR_SHARE = 0.5
"""Least share of a room's plan that its low downward faces must cover to be believed as its floor."""
AreaT = TypeVar("AreaT", Polygon, Polygon | MultiPolygon)
FLOOR_BAND_M = 0.5
"""Downward faces this far above the lowest point still belong to the floor (steps, sunken parts)."""


def floor_area(mesh: Mesh) -> tuple[Area | None, bool]:
    """Plan outline of the lowest downward faces of a closed solid, and whether it had to be projected instead.

    Holes, L shapes and several parts are kept. Falls back to all downward faces where the floor is sloped, and to
    the projection of every face where orientation is of no use.
    """
    triangles = mesh.triangles()
    normal_z, area = normals(triangles)
    on_plan = area * np.abs(normal_z)
    # A closed solid shows every spot of its plan at least once from above and once from below.
    half = float(on_plan.sum()) / 2
    down = normal_z < -0.5
    low = down & (triangles[:, :, 2].max(axis=1) <= mesh.vertices[:, 2].min() + FLOOR_BAND_M)
    for chosen in (low, down):
        if float(on_plan[chosen].sum()) >= FLOOR_SHARE * half:
            floor = union(triangles[chosen])
            if floor is not None:
                return floor, False
    whole = union(triangles)
    return whole, whole is not None


def normals(triangles: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Vertical part of each unit normal (n,), 0 for slivers, and the areas (n,) in m²."""
    a, b = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    # Written out: numpy.cross costs more than the rest of a small room.
    x = a[:, 1] * b[:, 2] - a[:, 2] * b[:, 1]
    y = a[:, 2] * b[:, 0] - a[:, 0] * b[:, 2]
    z = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    length = np.sqrt(x * x + y * y + z * z)
    solid = length > 1e-12
    return np.where(solid, z / np.where(solid, length, 1.0), 0.0), length / 2


def union(triangles: FloatArray) -> Area | None:
    """Union on plan of triangles (n, 3, 3) in world coordinates; None without area."""
    if not len(triangles):
        return None
    flat = triangles[:, :, :2]
    origin = np.floor(flat.reshape(-1, 2).min(axis=0))
    rings = flat - origin
    a, b = rings[:, 1] - rings[:, 0], rings[:, 2] - rings[:, 0]
    rings = rings[np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) > 1e-9]
    if not len(rings):
        return None
    found = _merged(rings.tobytes())
    return None if found is None else _moved(found, origin)


@lru_cache(maxsize=512)
def _merged(rings: bytes) -> Area | None:
    """Union of triangles (n, 3, 2) near the origin. Storeys drawn alike ask for the same ones again and again."""
    triangles = shapely.polygons(np.frombuffer(rings).reshape(-1, 3, 2))
    return areas_of(shapely.union_all(triangles, grid_size=GRID_M).simplify(GRID_M * 5))


def _moved(area: AreaT, origin: FloatArray) -> AreaT:
    return shapely.transform(area, lambda points: points + origin)


def areas_of(geometry: Any) -> Area | None:
    """The polygonal part of a geometry without crumbs; None when nothing is left."""
    pieces = [p for p in getattr(geometry, "geoms", [geometry]) if isinstance(p, Polygon) and p.area > MIN_AREA_M2]
    if not pieces:
        return None
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)


def plan_hull(mesh: Mesh) -> Polygon | None:
    """Convex outline on plan of all vertices; None when it has no area."""
    flat = mesh.vertices[:, :2]
    origin = np.floor(flat.min(axis=0))
    hull = MultiPoint(flat - origin).convex_hull
    if not isinstance(hull, Polygon) or hull.area < MIN_AREA_M2:
        return None
    return _moved(hull, origin)
