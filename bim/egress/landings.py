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


@dataclass(frozen=True, slots=True)
class Landing:
    """``at``: local point of the floor where the walk leaves the stair. ``cell`` None: it meets no floor."""

    cell: int | None
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class StairEnds:
    """Landings of a stair (index into ``facts.stairs``): at its foot and at its head."""

    stair: int
    foot: Landing
    head: Landing


def land_stairs(plan: Plan) -> list[StairEnds]:
    """Both landings of every stair; stairs without a walking line meet nothing."""
    return [_ends(plan, i, s) for i, s in enumerate(plan.facts.stairs)]


def _ends(plan: Plan, index: int, stair: StairRun) -> StairEnds:
    if len(stair.line) < 2:
        nowhere = Landing(None, (0.0, 0.0))
        return StairEnds(index, nowhere, nowhere)
    line = stair.line
    return StairEnds(index, _land(plan, line[0], line[1]), _land(plan, line[-1], line[-2]))


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
    around = plan.near(point.buffer(ASIDE_M), end[2], Z_TOLERANCE_M)
    near = sorted((plan.cells[c].shape.distance(point), abs(plan.z_m(c) - end[2]), c) for c in around)
    if not near:
        return Landing(None, (float(at[0]), float(at[1])))
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
