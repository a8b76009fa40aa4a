"""Level cuts through triangle meshes."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.affinity import translate

from bim.facts import Area
from bim.read.mesh import FloatArray, Mesh
from bim.read.outline import GRID_M, areas_of

SHEET_M = 0.01
"""Half the thickness given to surfaces that enclose nothing (a pane drawn as one face)."""


def section(mesh: Mesh, z_m: float) -> Area | None:
    """What a body covers on plan at height ``z_m``; None where it does not reach. Open shells count as thin sheets."""
    lines = _cut(mesh.triangles(), z_m)
    if not len(lines):
        return None
    origin = np.floor(lines.reshape(-1, 2).min(axis=0))
    local = lines - origin
    drawn = shapely.union_all(shapely.linestrings(local), grid_size=GRID_M)
    faces = [f for f in shapely.get_parts(shapely.polygonize([drawn])) if _odd(f, local)]
    solid = shapely.union_all(faces)
    loose = shapely.difference(drawn, solid.buffer(GRID_M * 10))
    covered = areas_of(shapely.union_all([solid, loose.buffer(SHEET_M, cap_style="flat")]))
    return None if covered is None else translate(covered, *origin)


def _cut(triangles: FloatArray, z_m: float) -> FloatArray:
    """Segments (n, 2, 2) in which triangles (m, 3, 3) meet the plane; a corner on the plane counts as above it."""
    above = triangles[:, :, 2] >= z_m
    count = above.sum(axis=1)
    crossing = (count == 1) | (count == 2)
    chosen, up = triangles[crossing], above[crossing]
    if not len(chosen):
        return np.empty((0, 2, 2))
    alone = np.where(up.sum(axis=1) == 1, up.argmax(axis=1), (~up).argmax(axis=1))
    rows = np.arange(len(chosen))
    tip = chosen[rows, alone]
    ends = []
    for step in (1, 2):
        other = chosen[rows, (alone + step) % 3]
        share = (z_m - tip[:, 2]) / (other[:, 2] - tip[:, 2])
        ends.append(tip[:, :2] + share[:, None] * (other[:, :2] - tip[:, :2]))
    lines = np.stack(ends, axis=1)
    return np.asarray(lines[np.linalg.norm(lines[:, 1] - lines[:, 0], axis=1) > GRID_M])


def _odd(face: shapely.Polygon, lines: FloatArray) -> bool:
    """Whether a ray from inside ``face`` crosses ``lines`` an odd number of times: the face is body, not hole."""
    x, y = face.representative_point().coords[0]
    (ax, ay), (bx, by) = lines[:, 0].T, lines[:, 1].T
    spans = (ay > y) != (by > y)
    run = np.where(spans, by - ay, 1.0)
    at = ax + (y - ay) / run * (bx - ax)
    return bool(np.count_nonzero(spans & (at > x)) % 2)
