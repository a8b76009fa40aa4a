"""Where the two ends of a stair meet the floors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from bim.egress.cells import Plan
from bim.facts import Point3, StairRun
from bim.geometry.frame import Points

Z_TOLERANCE_M = 0.5
"""Walking lines of treads end up to one riser from the floor, sometimes with a screed on top."""
AHEAD_M = 1.5
ASIDE_M = 0.75
STOP_M, STOP_Z_M = 1.5, 0.3
"""A floor between is at least 1.5 m from either end, and within 0.3 m of a point of the walking line."""


@dataclass(frozen=True, slots=True)
class Landing:
    """``at``: local point of the floor where the walk leaves the stair. ``cell`` None: it meets no floor."""

    cell: int | None
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class StairEnds:
    """Landings of a stair (index into ``facts.stairs``): at its foot and its head, and at floors it passes on the way.

    ``stops``: number of the line's point where a floor between is met, with the landing there, from below.
    """

    stair: int
    foot: Landing
    head: Landing
    stops: tuple[tuple[int, Landing], ...] = ()

    @property
    def cells(self) -> set[int]:
        """Cells in which the stair lands."""
        every = [self.foot, self.head, *(landing for _, landing in self.stops)]
        return {landing.cell for landing in every if landing.cell is not None}


def land_stairs(plan: Plan) -> list[StairEnds]:
    """Both landings of every stair; stairs without a walking line meet nothing."""
    return [_ends(plan, i, s) for i, s in enumerate(plan.facts.stairs)]


def _ends(plan: Plan, index: int, stair: StairRun) -> StairEnds:
    if len(stair.line) < 2:
        nowhere = Landing(None, (0.0, 0.0))
        return StairEnds(index, nowhere, nowhere)
    line = stair.line
    return StairEnds(index, _land(plan, line[0], line[1]), _land(plan, line[-1], line[-2]), _stops(plan, stair))


def _stops(plan: Plan, stair: StairRun) -> tuple[tuple[int, Landing], ...]:
    """Floors between the ends of a stair that runs through several storeys, met at one of its landings.

    The line of a walk that a person linked is only schematic: it meets its two spaces and nothing between.
    """
    if stair.method == "manual":
        return ()
    low, high = stair.line[0][2] + STOP_M, stair.line[-1][2] - STOP_M
    found = []
    for z in (z for z in plan.levels_m if low < z < high):
        near = [
            (gap, i, landing)
            for i, point in enumerate(stair.line)
            if abs(point[2] - z) <= STOP_Z_M and (landing := _beside(plan, point)).cell is not None
            for gap in [shapely.Point(landing.at).distance(shapely.Point(plan.frame.point_in(point[0], point[1])))]
        ]
        if near:
            _, i, landing = min(near, key=lambda n: n[:2])
            found.append((i, landing))
    return tuple(sorted(found, key=lambda f: f[0]))


def _land(plan: Plan, end: Point3, before: Point3) -> Landing:
    """The floor under the end, else the first one straight ahead, else the nearest one aside."""
    at = np.asarray(plan.frame.point_in(end[0], end[1]))
    point = shapely.Point(at)
    under = _by_height(plan, plan.near(point, end[2], Z_TOLERANCE_M), end[2])
    if under:
        return Landing(under[0], (float(at[0]), float(at[1])))
    ahead = _ahead(plan, at, at - np.asarray(plan.frame.point_in(before[0], before[1])), end[2])
    if ahead is not None:
        return ahead
    return _beside(plan, end)


def _beside(plan: Plan, end: Point3) -> Landing:
    """The nearest floor around a point of the stair."""
    at = plan.frame.point_in(end[0], end[1])
    point = shapely.Point(at)
    around = plan.near(point.buffer(ASIDE_M), end[2], Z_TOLERANCE_M)
    near = sorted((plan.cells[c].shape.distance(point), abs(plan.z_m(c) - end[2]), c) for c in around)
    if not near:
        return Landing(None, at)
    touch = shapely.get_coordinates(shapely.shortest_line(plan.cells[near[0][2]].shape, point))[0]
    return Landing(near[0][2], (float(touch[0]), float(touch[1])))


def _ahead(plan: Plan, at: Points, direction: Points, z_m: float) -> Landing | None:
    length = float(np.linalg.norm(direction))
    if length < 1e-9:
        return None
    ray = shapely.LineString([at, at + direction / length * AHEAD_M])
    hits = []
    for cell in plan.near(ray, z_m, Z_TOLERANCE_M):
        points = shapely.get_coordinates(ray.intersection(plan.cells[cell].shape))
        gaps = np.linalg.norm(points - at, axis=1)
        hits.append((float(gaps.min()), abs(plan.z_m(cell) - z_m), cell, points[gaps.argmin()]))
    if not hits:
        return None
    _, _, cell, touch = min(hits, key=lambda h: h[:3])
    return Landing(cell, (float(touch[0]), float(touch[1])))


def _by_height(plan: Plan, cells: list[int], z_m: float) -> list[int]:
    return sorted(cells, key=lambda c: (abs(plan.z_m(c) - z_m), c))
