"""From world metres to pixels: turned to the building's main axis, y downwards, one scale for both axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bim.plans.svg import Px, polygons_of

WIDTH_PX, HEIGHT_PX = 920.0, 560.0
MIN_SCALE, MAX_SCALE = 8.0, 52.0
TOP_PX, SIDE_PX, BOTTOM_PX = 108.0, 84.0, 112.0


@dataclass(frozen=True, slots=True)
class Frame:
    """``x_px = a·x + c·y + e``, ``y_px = b·x + d·y + f`` (x, y in world metres), and the size of the drawing."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    scale: float
    """Pixels per metre at the natural size."""
    width: float
    height: float

    def point(self, x: float, y: float) -> Px:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def points(self, line: Iterable[Sequence[float]]) -> list[Px]:
        return [self.point(p[0], p[1]) for p in line]

    def direction(self, x: float, y: float) -> Px:
        """A world direction as a unit vector on the drawing."""
        u, v = self.a * x + self.c * y, self.b * x + self.d * y
        size = math.hypot(u, v) or 1.0
        return u / size, v / size

    def area(self, geometry: BaseGeometry) -> BaseGeometry:
        """The geometry in pixels."""

        def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
            x, y = xy[:, 0], xy[:, 1]
            return np.column_stack((self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f))

        return shapely.transform(geometry, move)

    @property
    def matrix(self) -> str:
        """For pins and routes that a page adds: the six numbers, world metres to pixels."""
        return " ".join(f"{v:.15g}" for v in self._six)

    @property
    def _six(self) -> tuple[float, ...]:
        return self.a, self.b, self.c, self.d, self.e, self.f


def main_axis_rad(areas: Iterable[BaseGeometry]) -> float:
    """Direction of the walls, in (−45°, 45°]: the length-weighted mean of all edges, each turned modulo 90°."""
    total = 0j
    for polygon in (p for area in areas for p in polygons_of(area)):
        edges = np.diff(shapely.get_coordinates(polygon.exterior), axis=0)
        lengths, angles = np.hypot(edges[:, 0], edges[:, 1]), np.arctan2(edges[:, 1], edges[:, 0])
        total += complex(np.sum(lengths * np.exp(4j * angles)))
    return math.atan2(total.imag, total.real) / 4 if abs(total) > 1e-9 else 0.0


def turn_rad(areas: Sequence[BaseGeometry], north_deg: float | None) -> float:
    """The angle by which the drawing is turned so that walls lie along it and the long side lies across.

    One answer for a whole building, so that its storeys do not turn when a reader leafs through them. Where
    the file knows north, the half-turn that keeps north in the upper half wins.
    """
    turn = -main_axis_rad(areas)
    low_x, low_y, high_x, high_y = _extent(areas, turn)
    if (high_y - low_y) > 1.2 * (high_x - low_x):
        turn += math.pi / 2 if turn <= 0 else -math.pi / 2
    if north_deg is not None and abs(turn) > math.radians(60):
        north = math.radians(90 - north_deg) + turn
        turn += math.pi if math.sin(north) < -1e-6 else 0.0
    return 0.0 if abs(turn) < 1e-4 else turn


def frame_for(areas: Sequence[BaseGeometry], turn: float, *, foot_px: float = 0.0) -> Frame:
    """The frame that fits ``areas`` (metres, one storey). ``foot_px`` is the room for the legend."""
    low_x, low_y, high_x, high_y = _extent(areas, turn)
    width_m, height_m = max(high_x - low_x, 1.0), max(high_y - low_y, 1.0)
    scale = min(MAX_SCALE, max(MIN_SCALE, min(WIDTH_PX / width_m, HEIGHT_PX / height_m)))
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    width = max(width_m * scale + 2 * SIDE_PX, 480.0)
    left = (width - width_m * scale) / 2
    height = TOP_PX + height_m * scale + BOTTOM_PX + foot_px
    return Frame(cos, -sin, -sin, -cos, left - low_x * scale, TOP_PX + high_y * scale, scale, width, height)


def _extent(areas: Sequence[BaseGeometry], turn: float) -> tuple[float, float, float, float]:
    if not areas:
        return 0.0, 0.0, 10.0, 6.0
    xy = np.vstack([shapely.get_coordinates(a) for a in areas])
    cos, sin = math.cos(turn), math.sin(turn)
    u, v = xy[:, 0] * cos - xy[:, 1] * sin, xy[:, 0] * sin + xy[:, 1] * cos
    return float(u.min()), float(v.min()), float(u.max()), float(v.max())
