"""The clear width of a way between its doors: twice the radius of the largest disc that passes between all of them.

A disc of radius r passes where the floor, shrunk by r on all sides, hangs together; the largest r is found by
bisection, and the two walls (or the wall and the column) that stop it give the width exactly. A disc need not enter
the niche of a door: it counts as having come to a door when it is within ``NICHE_M`` of it, provided that a disc as
wide as the door itself comes up to the door.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from bim.facts import Point2

NICHE_M = 1.0
"""A door may lie so deep in a niche of the corridor's wall."""
TOUCH_M = 0.02
BISECT_M = 0.004
"""Radius at which bisection stops; the exact width is then read off the walls."""
QUAD_SEGS, FINE_SEGS = 8, 64
SAME_M = 1e-5
ARC = 1.0 - math.cos(math.pi / (4 * QUAD_SEGS))
"""Share by which the polygons of round corners lie inside them."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A door, opening or exit on the edge of a floor. ``line``: on that edge; ``inward``: unit vector into the floor.

    ``room``: a room lies behind it, so it loads a side of the corridor.
    """

    line: tuple[Point2, Point2]
    inward: Point2
    room: bool = False

    @property
    def width_m(self) -> float:
        return math.dist(*self.line)


@dataclass(frozen=True, slots=True)
class Passage:
    """Truth lies in ``[width_m, width_m + error_m]``; ``at``: the narrowest cross-section."""

    width_m: float
    error_m: float
    at: tuple[Point2, Point2]


def passage(floor: Polygon, gates: Sequence[Gate]) -> Passage | None:
    """The narrowest place on the way between any two of ``gates``; None with fewer than two or where none joins them.

    ``floor``: one polygon in metres, columns as holes.
    """
    if len(gates) < 2:
        return None
    trial = _Trial(floor, gates)
    low, high = 0.0, _half_width(floor) + BISECT_M
    while high - low > BISECT_M:
        middle = (low + high) / 2
        low, high = (middle, high) if trial.passes(middle) else (low, middle)
    if low <= 0.0:
        return None
    return _at_end_walls(floor, gates, _read_off(floor, trial, low, high))


def _half_width(floor: Polygon) -> float:
    """No disc in the floor has a larger radius than half the shorter side of its box."""
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(floor))
    return min(math.dist(box[0], box[1]), math.dist(box[1], box[2])) / 2 if len(box) > 2 else 0.0


@dataclass(slots=True)
class _Trial:
    floor: Polygon
    gates: Sequence[Gate]
    quad_segs: int = QUAD_SEGS
    _parts: dict[float, np.ndarray] = field(default_factory=dict)
    _lines: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self._lines = np.array([LineString(gate.line) for gate in self.gates])

    def passes(self, radius: float) -> bool:
        """Whether a disc comes from every gate to every other; also one as wide as each narrower gate."""
        narrow = {gate.width_m / 2 for gate in self.gates if gate.width_m / 2 < radius}
        return self.part(radius) is not None and all(self.part(half) is not None for half in narrow if half > 0)

    def part(self, radius: float) -> BaseGeometry | None:
        """The connected floor of the disc's centre from which it comes to all gates."""
        piece: BaseGeometry
        for piece in self.parts(radius):
            if all(
                gap <= radius + (TOUCH_M if gate.width_m / 2 >= radius - 1e-9 else NICHE_M)
                for gap, gate in zip(shapely.distance(self._lines, piece), self.gates, strict=True)
            ):
                return piece
        return None

    def parts(self, radius: float) -> np.ndarray:
        if radius not in self._parts:
            self._parts[radius] = shapely.get_parts(shapely.buffer(self.floor, -radius, quad_segs=self.quad_segs))
        return self._parts[radius]


def _read_off(floor: Polygon, trial: _Trial, low: float, high: float) -> Passage:
    """The two walls that stop the larger disc; where they cannot be told, the bracket of the bisection."""
    here = trial.part(low)
    assert here is not None
    slack = 2 * (high - low) + 4 * high * ARC
    grown = shapely.buffer(shapely.union_all(trial.parts(high)), (high - low) * 1.6, join_style="mitre")
    gone = [p for p in shapely.get_parts(shapely.difference(here, grown)) if not p.is_empty] or [here]
    found = [chord for piece in gone if (chord := _chord(floor, _middle(piece), high)) is not None]
    fits = [chord for chord in found if abs(chord.length - 2 * low) <= slack]
    best = _deciding(trial, fits)
    if best is not None:
        return Passage(float(best.length), 0.0, _ends(best))
    return Passage(2 * low * (1 - ARC), slack, _across(floor, _middle(gone[0]), low))


def _across(floor: Polygon, middle: Point, radius: float) -> tuple[Point2, Point2]:
    """The diameter of the disc at ``middle`` that points at the nearest wall."""
    step = np.subtract(*shapely.shortest_line(middle, floor.boundary).coords)
    step = step / max(float(np.hypot(*step)), 1e-9) * radius
    return _ends(LineString([middle.coords[0] - step, middle.coords[0] + step]))


def _deciding(trial: _Trial, fits: Sequence[LineString]) -> LineString | None:
    """Of nearly equal places: of two behind each other the narrower, of two beside each other the wider.

    That is the widest which still lets its own disc through.
    """
    ranked = sorted(fits, key=lambda chord: -float(chord.length))
    if not ranked or ranked[0].length - ranked[-1].length < SAME_M:
        return ranked[-1] if ranked else None
    fine = _Trial(trial.floor, trial.gates, FINE_SEGS)
    return next((chord for chord in ranked if fine.passes(chord.length / 2 - SAME_M)), None)


def _middle(piece: BaseGeometry) -> Point:
    return shapely.point_on_surface(piece)


def _chord(floor: Polygon, middle: Point, reach: float) -> LineString | None:
    """Shortest line across the floor near ``middle``, from the nearest wall to what stands opposite."""
    boundary = floor.boundary
    near = boundary.intersection(middle.buffer(1.5 * reach))
    first = shapely.shortest_line(middle, boundary)
    dx, dy = np.subtract(first.coords[1], first.coords[0])
    size = math.hypot(dx, dy)
    if near.is_empty or size <= 0:
        return None
    sides = [_half_plane(middle, (dx / size * sign, dy / size * sign), 3 * reach) for sign in (1, -1)]
    ours, theirs = (near.intersection(side) for side in sides)
    if ours.is_empty or theirs.is_empty:
        return None
    return shapely.shortest_line(ours, theirs)


def _half_plane(middle: Point, towards: Point2, size: float) -> Polygon:
    """What lies on one side of ``middle``, a good step away from the line through it."""
    (x, y), (dx, dy) = middle.coords[0], towards
    near, far = 0.05 * size, size
    return Polygon(
        [(x + along * dx - side * dy, y + along * dy + side * dx) for along, side in
         ((near, -far), (far, -far), (far, far), (near, far))]
    )  # fmt: skip


def _ends(line: LineString) -> tuple[Point2, Point2]:
    (ax, ay), (bx, by) = line.coords[0], line.coords[-1]
    return (float(ax), float(ay)), (float(bx), float(by))


def _at_end_walls(floor: Polygon, gates: Sequence[Gate], found: Passage) -> Passage:
    """A way may be narrowest at the very wall its door stands in, where no disc comes to."""
    ends = [wall for gate in gates if (wall := _end_wall(floor, gate)) is not None]
    best = min(ends, key=lambda wall: math.dist(*wall), default=None)
    if best is None or math.dist(*best) >= found.width_m:
        return found
    return Passage(math.dist(*best), 0.0, best)


def _end_wall(floor: Polygon, gate: Gate) -> tuple[Point2, Point2] | None:
    """The wall of a gate where it closes a stretch longer than a niche: a convex corner and a long wall either side."""
    ring = shapely.get_coordinates(shapely.simplify(floor.exterior, 1e-3))[:-1]
    if not floor.exterior.is_ccw:
        ring = ring[::-1]
    middle = Point(np.mean(gate.line, axis=0))
    count = len(ring)
    for i in range(count):
        before, a, b, after = (ring[(i + k) % count] for k in (-1, 0, 1, 2))
        if middle.distance(LineString([a, b])) > TOUCH_M:
            continue
        wall, left, right = b - a, a - before, after - b
        convex = _cross(left, wall) > 1e-9 and _cross(wall, right) > 1e-9
        if convex and min(np.hypot(*left), np.hypot(*right)) > NICHE_M and _faces(left, right):
            return (float(a[0]), float(a[1])), (float(b[0]), float(b[1]))
    return None


def _faces(left: np.ndarray, right: np.ndarray) -> bool:
    """Whether two walls run beside each other (within 45 degrees): the sides of one stretch."""
    return float(-left @ right) > math.cos(math.pi / 4) * float(np.hypot(*left) * np.hypot(*right))


def _cross(a: np.ndarray, b: np.ndarray) -> float:
    return float(a[0] * b[1] - a[1] * b[0])
