"""A camera that looks at an element from the south and above, with the model cut open over it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Vector = tuple[float, float, float]
FIELD_DEG = 60.0
TILT_DEG = 60.0
"""Downward angle of the view: steep enough to look over walls, not straight, which some viewers cannot turn upright."""
NEAREST_M = 4.0
CUT_M = 2.0
"""Height of the cut over the floor; under lintels of usual height, so that doors show their opening."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Metres, world coordinates; ``direction`` and ``up`` are unit vectors at a right angle."""

    eye: Vector
    direction: Vector
    up: Vector
    field_deg: float
    cut: Vector
    """A point of the plane above which nothing is shown."""


def look_at(boxes: Iterable[Sequence[Sequence[float]]]) -> Camera | None:
    """A camera that has all boxes (least and greatest corner) in view; None without any."""
    given = list(boxes)
    if not given:
        return None
    low = [min(b[0][i] for b in given) for i in range(3)]
    high = [max(b[1][i] for b in given) for i in range(3)]
    middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    distance = max(NEAREST_M, 1.2 * math.dist(low, high) / 2 / math.sin(math.radians(FIELD_DEG) / 2))
    ahead, down = math.cos(math.radians(TILT_DEG)), math.sin(math.radians(TILT_DEG))
    eye = (middle[0], middle[1] - ahead * distance, middle[2] + down * distance)
    cut = max(b[0][2] for b in given) + CUT_M
    return Camera(eye, (0.0, ahead, -down), (0.0, down, ahead), FIELD_DEG, (middle[0], middle[1], cut))
