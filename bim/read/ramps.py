"""Ramps: each flight from the middle of its low edge to the middle of its high edge, landings between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bim.facts import Area, Point3
from bim.read.mesh import FloatArray, Mesh
from bim.read.outline import normals, union
from bim.read.treads import extent_m
from bim.read.walking import Walk

MIN_SLOPE_M = 0.02
EDGE_M = 0.02
END_M = 0.05


def walk_up(meshes: Sequence[Mesh]) -> Walk | None:
    """Line over the sloped upward faces of a ramp's parts, from low to high; None without any."""
    ramps = sorted((part for mesh in meshes if (part := _surface(mesh)) is not None), key=lambda p: p[:, :, 2].min())
    points: list[Point3] = []
    widths: list[float] = []
    for part in ramps:
        ends = _edge(part, low=True), _edge(part, low=False)
        points += [p for p in ends if not points or np.linalg.norm(np.subtract(p, points[-1])) > END_M]
        widths.append(_width(part, *ends))
    if len(points) < 2:
        return None
    return Walk(tuple(points), min(widths), 0.0, None, 0)


def footprint_of(meshes: Sequence[Mesh]) -> Area | None:
    """Projection of all parts on plan."""
    return union(np.concatenate([mesh.triangles() for mesh in meshes])) if meshes else None


def _surface(mesh: Mesh) -> FloatArray | None:
    """Upward triangles that are not level; None for a landing."""
    triangles = mesh.triangles()
    slope, area = normals(triangles)
    chosen = triangles[(slope > 0.7) & (slope < 0.99999) & (area > 1e-4)]
    if not len(chosen) or np.ptp(chosen[:, :, 2]) < MIN_SLOPE_M:
        return None
    return chosen


def _edge(part: FloatArray, *, low: bool) -> Point3:
    """Middle of the extreme corners at the low or high end."""
    corners = part.reshape(-1, 3)
    z = corners[:, 2]
    chosen = corners[z <= z.min() + EDGE_M] if low else corners[z >= z.max() - EDGE_M]
    middle = (chosen.min(axis=0) + chosen.max(axis=0)) / 2
    return float(middle[0]), float(middle[1]), float(z.min() if low else z.max())


def _width(part: FloatArray, start: Point3, end: Point3) -> float:
    outline = union(part)
    run = np.subtract(end, start)[:2]
    reach = float(np.linalg.norm(run))
    if outline is None or reach < 1e-6:
        return 0.0
    return extent_m(outline, (float(-run[1] / reach), float(run[0] / reach)))
