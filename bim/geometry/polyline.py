"""Lengths along polylines in the plane and in space."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

Point3 = tuple[float, float, float]


def length_m(points: Sequence[Sequence[float]]) -> float:
    """Length of a polyline of 2- or 3-tuples.

    >>> length_m([(0, 0, 0), (3, 4, 0), (3, 4, 2)])
    7.0
    """
    return math.fsum(math.dist(a, b) for a, b in itertools.pairwise(points))


def without_repeats(points: Sequence[Point3], tolerance_m: float = 1e-7) -> tuple[Point3, ...]:
    """The polyline without points that repeat the one before.

    >>> without_repeats([(0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)])
    ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    """
    kept: list[Point3] = []
    for point in points:
        if not kept or math.dist(kept[-1], point) > tolerance_m:
            kept.append(point)
    return tuple(kept)


def straightened(points: Sequence[Point3], slack_m: float = 1e-7) -> tuple[Point3, ...]:
    """The polyline without points on the straight way between their neighbours; each dropped saves no more length.

    >>> straightened([(0.0, 0.0, 0.0), (1.0, 0.0, 0.5), (2.0, 0.0, 1.0), (2.0, 1.0, 1.0)])
    ((0.0, 0.0, 0.0), (2.0, 0.0, 1.0), (2.0, 1.0, 1.0))
    """
    kept = list(points[:1])
    for point, after in itertools.pairwise(points[1:]):
        if math.dist(kept[-1], point) + math.dist(point, after) - math.dist(kept[-1], after) > slack_m:
            kept.append(point)
    return (*kept, *points[1:][-1:])
