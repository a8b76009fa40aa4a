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
SAME_COSINE, SAME_PLANE_M = 0.9995, 0.03


def walk_up(meshes: Sequence[Mesh]) -> Walk | None:
    """Line over the sloped upward faces of a ramp's parts, from low to high; None without any."""
    ramps = sorted((part for mesh in meshes for part in _surfaces(mesh)), key=lambda p: float(p[:, :, 2].min()))
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


def _surfaces(mesh: Mesh) -> list[FloatArray]:
    """Upward planes that are not level, each with its triangles (n, 3, 3): the flights of a ramp drawn as one body."""
    triangles = mesh.triangles()
    slope, area = normals(triangles)
    chosen = triangles[(slope > 0.7) & (slope < 0.99999) & (area > 1e-4)]
    parts = [np.stack(found) for found in _planes(chosen)]
    return [part for part in parts if np.ptp(part[:, :, 2]) >= MIN_SLOPE_M]


def _planes(triangles: FloatArray) -> list[list[FloatArray]]:
    """Triangles (n, 3, 3) put together by the plane in which they lie."""
    planes: list[tuple[FloatArray, FloatArray, list[FloatArray]]] = []
    for triangle in triangles:
        normal = np.cross(triangle[1] - triangle[0], triangle[2] - triangle[0])
        normal = normal / np.linalg.norm(normal)
        for known, foot, found in planes:
            if float(known @ normal) > SAME_COSINE and float(np.abs((triangle - foot) @ known).max()) < SAME_PLANE_M:
                found.append(triangle)
                break
        else:
            planes.append((normal, triangle[0], [triangle]))
    return [found for _, _, found in planes]


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
