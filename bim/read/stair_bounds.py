"""The fallback for stairs without treads: a walking line from the bounding run and the pitch."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import numpy as np

from bim.facts import Area, Point3
from bim.read.mesh import FloatArray, Mesh
from bim.read.outline import normals
from bim.read.treads import rectangle_m
from bim.read.walking import DEFAULT_RISER_M, Walk

DEFAULT_GOING_M = 0.26
SNAP_M = 0.35
END_SHARE = 0.15
GOING_RANGE_M = (0.2, 0.5)


def walk_by_bounds(
    meshes: Sequence[Mesh], footprint: Area | None, levels_m: Sequence[float], risers: int | None, going_m: float | None
) -> Walk | None:
    """A line from the lowest to the highest walkable part of a solid, as long as its pitch makes it.

    ``risers`` and ``going_m`` are the file's own statements where it gives them; else 0.17 m and 0.26 m. None when
    the solid has no upward face to stand on.
    """
    upward = [part[normals(part)[0] > 0.3] for part in (mesh.triangles() for mesh in meshes)]
    faces = np.concatenate(upward) if upward else np.empty((0, 3, 3))
    if not len(faces) or footprint is None:
        return None
    low_z, high_z = _heights(meshes, levels_m)
    rise = high_z - low_z
    if rise <= 0:
        return None
    steps = risers or max(1, round(rise / DEFAULT_RISER_M))
    going = going_m if going_m is not None and GOING_RANGE_M[0] <= going_m <= GOING_RANGE_M[1] else DEFAULT_GOING_M
    start, end = _mouth(faces, low_z, rise, low=True), _mouth(faces, low_z, rise, low=False)
    line = _bent((*start, low_z), (*end, high_z), hypot(rise, going * (steps - 1)))
    return Walk(line, rectangle_m(footprint)[1] if len(line) == 2 else None, rise / steps, going, steps)


def _heights(meshes: Sequence[Mesh], levels_m: Sequence[float]) -> tuple[float, float]:
    heights = np.concatenate([mesh.vertices[:, 2] for mesh in meshes])
    return _snap(float(heights.min()), levels_m), _snap(float(heights.max()), levels_m)


def _snap(z_m: float, levels_m: Sequence[float]) -> float:
    nearest = min(levels_m, key=lambda level: abs(level - z_m), default=z_m)
    return nearest if abs(nearest - z_m) <= SNAP_M else z_m


def _mouth(faces: FloatArray, low_z: float, rise_m: float, *, low: bool) -> tuple[float, float]:
    """Plan centre of the upward faces in the lowest or highest part of the rise."""
    middles, share = faces.mean(axis=1), (faces.mean(axis=1)[:, 2] - low_z) / rise_m
    part = share <= share.min() + END_SHARE if low else share >= share.max() - END_SHARE
    area = normals(faces)[1][part]
    x, y = np.average(middles[part][:, :2], axis=0, weights=np.maximum(area, 1e-9))
    return float(x), float(y)


def _bent(start: Point3, end: Point3, wanted_m: float) -> tuple[Point3, ...]:
    """The straight line, or one with a bend in the middle that makes it ``wanted_m`` long."""
    straight = float(np.linalg.norm(np.subtract(end, start)))
    if straight >= wanted_m:
        return start, end
    reach = hypot(end[0] - start[0], end[1] - start[1])
    across = (-(end[1] - start[1]) / reach, (end[0] - start[0]) / reach) if reach > 1e-6 else (1.0, 0.0)
    out = (wanted_m / 2) ** 2 - (straight / 2) ** 2
    shift = float(np.sqrt(out))
    middle = tuple((a + b) / 2 for a, b in zip(start, end, strict=True))
    return start, (middle[0] + across[0] * shift, middle[1] + across[1] * shift, middle[2]), end
