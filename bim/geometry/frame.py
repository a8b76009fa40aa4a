"""A local frame near the origin, because plans may lie 1e6 m away from it where doubles lose their millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """A pure shift: ``local = world - origin``. No rotation, so directions need no conversion."""

    x_m: float = 0.0
    y_m: float = 0.0

    @classmethod
    def around(cls, shapes: Iterable[BaseGeometry]) -> Frame:
        """Frame at the whole metre nearest to the middle of the shapes' bounding box.

        >>> Frame.around([shapely.box(500000.2, 0, 500010.2, 4)])
        Frame(x_m=500005.0, y_m=2.0)
        """
        found = list(shapes)
        bounds = shapely.total_bounds(found) if found else np.full(4, np.nan)
        if not np.all(np.isfinite(bounds)):
            return cls()
        return cls(float(np.round((bounds[0] + bounds[2]) / 2)), float(np.round((bounds[1] + bounds[3]) / 2)))

    def shape_in(self, shape: BaseGeometry) -> BaseGeometry:
        """The shape in local coordinates (any z is dropped)."""
        moved: BaseGeometry = shapely.transform(shapely.force_2d(shape), lambda xy: xy - (self.x_m, self.y_m))
        return moved

    def shapes_in(self, shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
        """Many shapes in local coordinates."""
        found = np.array(list(shapes), dtype=np.object_)
        return list(shapely.transform(shapely.force_2d(found), lambda xy: xy - (self.x_m, self.y_m)))

    def point_in(self, x_m: float, y_m: float) -> tuple[float, float]:
        """World to local."""
        return (x_m - self.x_m, y_m - self.y_m)

    def point_out(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Local to world."""
        return (float(x_m) + self.x_m, float(y_m) + self.y_m)
