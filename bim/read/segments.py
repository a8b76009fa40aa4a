"""The segment that a door or opening makes on plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely import MultiPoint, Polygon

from bim.facts import Point2
from bim.read.mesh import FloatArray, Mesh
from bim.read.placement import Matrix


@dataclass(frozen=True, slots=True)
class Segment:
    """A portal's line between its jambs, in world metres. ``measured`` when it comes from a shape."""

    line: tuple[Point2, Point2]
    normal: Point2
    base_z_m: float
    top_z_m: float | None = None
    measured: bool = False

    @property
    def length_m(self) -> float:
        (ax, ay), (bx, by) = self.line
        return float(np.hypot(bx - ax, by - ay))


def from_frame(frame: Matrix, start_m: float, end_m: float, across_m: float) -> Segment:
    """Along the local x of ``frame`` from ``start_m`` to ``end_m``, ``across_m`` along its y, on plan."""
    along = frame[:2, 0] / np.linalg.norm(frame[:2, 0])
    normal = np.array((-along[1], along[0]))
    # A frame turned upside down has its y against the plan's left-hand normal.
    side = 1.0 if float(normal @ frame[:2, 1]) >= 0 else -1.0
    foot = frame[:2, 3] + normal * side * across_m
    return Segment(_line(foot, along, start_m, end_m), _point(normal * side), float(frame[2, 3]))


def from_mesh(mesh: Mesh, frame: Matrix | None) -> Segment:
    """Extent of a shape along the local x of ``frame``, in the middle of its thickness.

    Without a frame, or when the frame does not follow the shape, the long side of the smallest rectangle on plan.
    """
    low = mesh.vertices.min(axis=0)
    flat = mesh.vertices[:, :2] - low[:2]
    along = _direction(flat, frame)
    normal = np.array((-along[1], along[0]))
    x, y = flat @ along, flat @ normal
    foot = low[:2] + normal * float(y.min() + y.max()) / 2
    line = _line(foot, along, float(x.min()), float(x.max()))
    return Segment(line, _point(normal), float(low[2]), float(mesh.vertices[:, 2].max()), measured=True)


def _direction(flat: FloatArray, frame: Matrix | None) -> FloatArray:
    """Unit vector along the wall. ``flat`` (n, 2) plan points near the origin."""
    sides = _rectangle_sides(flat)
    if frame is not None:
        wanted = frame[:2, 0] / np.linalg.norm(frame[:2, 0])
        if not sides or any(abs(float(wanted @ side)) > 0.996 for side in sides):
            return np.asarray(wanted)
    return sides[0] if sides else np.array((1.0, 0.0))


def _rectangle_sides(flat: FloatArray) -> list[FloatArray]:
    """Unit vectors of the long and the short side of the smallest rectangle; empty for a degenerate shape."""
    rectangle = MultiPoint(flat).minimum_rotated_rectangle
    if not isinstance(rectangle, Polygon) or rectangle.area < 1e-8:
        return []
    corners = np.array(rectangle.exterior.coords)
    edges = sorted((corners[1] - corners[0], corners[2] - corners[1]), key=lambda e: -float(np.linalg.norm(e)))
    return [edge / np.linalg.norm(edge) for edge in edges]


def _line(foot: FloatArray, along: FloatArray, start_m: float, end_m: float) -> tuple[Point2, Point2]:
    return _point(foot + along * start_m), _point(foot + along * end_m)


def _point(vector: FloatArray) -> Point2:
    return float(vector[0]), float(vector[1])
