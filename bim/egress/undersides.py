"""Where an open stair bars the floors beside it: under its flight, and over the hole through which it comes up.

A stair in a hall takes floor away on both of its levels: below, as long as nobody can stand upright under it; above,
as long as somebody on it would hit a slab there, so that there must be a hole. Stairwells keep their whole floor: one
walks in them from the door to the stair.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress.cells import Plan, stair_shape
from bim.egress.joins import Join, portal_point
from bim.egress.landings import Landing, StairEnds
from bim.egress.wells import Wells
from bim.facts import Point3, StairRun
from bim.geometry.polygons import parts, snap

HEADROOM_M, FLIGHT_M = 2.0, 0.15
"""Nobody walks where the flight overhead, taken as 0.15 m thick, leaves less than 2.0 m."""
STEPPED_M = 0.5
"""Up to three steps are taken from the side."""
CUT_OFF_M2 = 4.0
"""Corners behind a stair may be lost with it. A larger part is floor on which people stand: then the whole is kept."""
BESIDE_M = 0.1
TOUCH_M = 0.01
DEFAULT_WIDTH_M = 1.2


def barred_by_stairs(
    plan: Plan, joins: list[Join], ends: list[StairEnds], wells: Wells
) -> dict[int, list[BaseGeometry]]:
    """By level, the parts of its floors that stairs landing there take away. Nothing that would cut off a door."""
    stairs: dict[int, list[StairEnds]] = defaultdict(list)
    for end in ends:
        for cell in end.cells - set(wells.wells):
            stairs[cell].append(end)
    doors = _doors(plan, joins)
    found: dict[int, list[BaseGeometry]] = defaultdict(list)
    for cell, mine in sorted(stairs.items()):
        anchors = doors[cell] + [k.at for end in mine for k in _landings(end) if k.cell == cell]
        barred = _barred(plan, cell, mine, anchors)
        if barred is not None:
            found[plan.cells[cell].level].append(barred)
    return found


def _landings(end: StairEnds) -> list[Landing]:
    return [end.foot, end.head, *(landing for _, landing in end.stops)]


def _doors(plan: Plan, joins: list[Join]) -> dict[int, list[tuple[float, float]]]:
    """Middles of the doors and openings on each cell's side of the wall."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for join in joins:
        for cell, face in zip(join.sides, join.face_m, strict=True):
            if cell is not None:
                found[cell].append(portal_point(plan, plan.facts.portals[join.portal], join.place, face))
    return found


def _barred(plan: Plan, cell: int, ends: list[StairEnds], anchors: list[tuple[float, float]]) -> BaseGeometry | None:
    """Barred floor of a cell with the corners that it cuts off; None where a door, a stair or much floor would go."""
    shape, level = plan.cells[cell].shape, plan.z_m(cell)
    flights = [_flight(plan, plan.facts.stairs[end.stair], level) for end in ends]
    rest = parts(shape.difference(shapely.union_all([f for f in flights if f is not None])))
    points = shapely.points(np.array(anchors).reshape(-1, 2))
    free = [p for p in rest if bool((shapely.distance(p, points) <= TOUCH_M).all())]
    if not free:
        return None
    kept = max(free, key=lambda p: p.area)
    if sum(p.area for p in rest) - kept.area > CUT_OFF_M2:
        return None
    barred = snap(shape.difference(kept))
    return None if barred.is_empty else barred


def _flight(plan: Plan, stair: StairRun, level_m: float) -> BaseGeometry | None:
    """Plan of the part of a stair that lies too low over a floor, or so little under it that the floor has a hole."""
    if len(stair.line) < 2 or stair.is_ramp:
        return None
    half = (stair.width_m or DEFAULT_WIDTH_M) / 2 + BESIDE_M
    strips = []
    for a, b in itertools.pairwise(stair.line):
        for low, high in ((STEPPED_M, HEADROOM_M + FLIGHT_M), (-HEADROOM_M - FLIGHT_M, -STEPPED_M)):
            piece = _between(a, b, level_m + low, level_m + high)
            if piece is not None:
                line = shapely.LineString([plan.frame.point_in(p[0], p[1]) for p in piece])
                strips.append(line.buffer(half, cap_style="flat"))
    return shapely.union_all(strips).intersection(stair_shape(stair, plan.frame)) if strips else None


def _between(a: Point3, b: Point3, low_m: float, high_m: float) -> tuple[Point3, Point3] | None:
    """The part of the segment whose height lies between two bounds; None for nothing, or nothing on plan."""
    start, run = np.array(a), np.subtract(b, a)
    if abs(float(run[2])) < 1e-9:
        first, last = (0.0, 1.0) if low_m < a[2] < high_m else (0.0, 0.0)
    else:
        ends = sorted(((low_m - a[2]) / run[2], (high_m - a[2]) / run[2]))
        first, last = max(0.0, float(ends[0])), min(1.0, float(ends[1]))
    if last <= first or float(np.hypot(run[0], run[1])) * (last - first) < 1e-6:
        return None
    p, q = start + first * run, start + last * run
    return (float(p[0]), float(p[1]), float(p[2])), (float(q[0]), float(q[1]), float(q[2]))
