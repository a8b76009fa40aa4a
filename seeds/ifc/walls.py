"""Walls of a storey from its rooms: what lies between and around the clear outlines, as straight boxes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from seeds.ifc.layout import Axis, Point, Storey


@dataclass(frozen=True, slots=True)
class Wall:
    """A straight wall: centre of its near end, the axis it runs along, length and thickness in metres."""

    start: Point
    axis: Axis
    length_m: float
    thickness_m: float
    external: bool

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """``(min x, min y, max x, max y)``."""
        (x, y), half = self.start, self.thickness_m / 2
        if self.axis == "x":
            return x, y - half, x + self.length_m, y + half
        return x - half, y, x + half, y + self.length_m


def wall_boxes(storey: Storey, thickness_m: float) -> list[Wall]:
    """Cut the wall mass of a storey into boxes, longest first, so that each door lies in one box."""
    rooms = [Polygon(room.outline) for room in storey.rooms]
    shafts = [Polygon(void) for void in storey.voids] + [Polygon(lift.outline) for lift in storey.lifts]
    clear = shapely.union_all(rooms + shafts)
    whole = clear.buffer(thickness_m, join_style="mitre")
    xs, ys = _lines(rooms + shafts, thickness_m)
    x_mid, y_mid = np.meshgrid((xs[1:] + xs[:-1]) / 2, (ys[1:] + ys[:-1]) / 2, indexing="ij")
    solid = shapely.contains_xy(whole, x_mid, y_mid) & ~shapely.contains_xy(clear, x_mid, y_mid)
    walls = [_wall(xs[[a, b + 1]], ys[[c, d + 1]], whole) for a, b, c, d in _cover(solid, xs, ys)]
    return sorted(walls, key=lambda wall: (wall.bounds, wall.axis))


def _lines(outlines: list[Polygon], thickness_m: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    points = shapely.get_coordinates(outlines)
    shifts = (-thickness_m, 0.0, thickness_m)
    xs, ys = (np.unique(np.round(np.concatenate([axis + s for s in shifts]), 3)) for axis in points.T)
    return xs, ys


def _cover(
    solid: NDArray[np.bool_], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> list[tuple[int, int, int, int]]:
    """Cells ``(i0, i1, j0, j1)`` of boxes that cover the solid cells once: always the longest run next."""
    left = solid.copy()
    boxes = []
    while left.any():
        best = max((*_runs(left, xs, ys), *_turned(left, xs, ys)), key=lambda run: run[0])
        _, i0, i1, j0, j1 = best
        left[i0 : i1 + 1, j0 : j1 + 1] = False
        boxes.append((i0, i1, j0, j1))
    return boxes


def _turned(
    left: NDArray[np.bool_], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> list[tuple[float, int, int, int, int]]:
    return [(length, i0, i1, j0, j1) for length, j0, j1, i0, i1 in _runs(left.T, ys, xs)]


def _runs(
    left: NDArray[np.bool_], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> list[tuple[float, int, int, int, int]]:
    """The longest run along the first axis for each row, widened over rows that are solid for its whole length."""
    found = []
    for j in range(left.shape[1]):
        row = np.concatenate(([False], left[:, j], [False])).astype(np.int8)
        starts, ends = np.flatnonzero(np.diff(row) == 1), np.flatnonzero(np.diff(row) == -1) - 1
        if not len(starts):
            continue
        k = int(np.argmax(xs[ends + 1] - xs[starts]))
        i0, i1, j1 = int(starts[k]), int(ends[k]), j
        while j1 + 1 < left.shape[1] and left[i0 : i1 + 1, j1 + 1].all():
            j1 += 1
        length, width = float(xs[i1 + 1] - xs[i0]), float(ys[j1 + 1] - ys[j])
        found.append((length if length >= width else 0.0, i0, i1, j, j1))
    return found


def _wall(x_span: NDArray[np.float64], y_span: NDArray[np.float64], whole: BaseGeometry) -> Wall:
    (x0, x1), (y0, y1) = map(float, x_span), map(float, y_span)
    external = bool(shapely.box(x0, y0, x1, y1).buffer(0.01).intersection(whole.boundary).length > 0.5)
    if x1 - x0 >= y1 - y0:
        return Wall((x0, round((y0 + y1) / 2, 4)), "x", round(x1 - x0, 4), round(y1 - y0, 4), external)
    return Wall((round((x0 + x1) / 2, 4), y0), "y", round(y1 - y0, 4), round(x1 - x0, 4), external)


def host(walls: list[Wall], at: Point, axis: Axis, width_m: float) -> int:
    """Index of the wall that holds a door of this width at this point.

    Raises ValueError when there is none: a layout's door does not stand in a wall.
    """
    half = width_m / 2
    for index, wall in enumerate(walls):
        x0, y0, x1, y1 = wall.bounds
        if axis == "x" and y0 < at[1] < y1 and x0 - 1e-6 <= at[0] - half and at[0] + half <= x1 + 1e-6:
            return index
        if axis == "y" and x0 < at[0] < x1 and y0 - 1e-6 <= at[1] - half and at[1] + half <= y1 + 1e-6:
            return index
    raise ValueError(f"no wall along {axis} holds a door of {width_m} m at {at}: move the door or the rooms")
