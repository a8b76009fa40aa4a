"""Whether rooms lie on one side of a corridor or on both."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from shapely import LineString, Polygon

from bim.egress.measured import Loaded
from bim.egress.widths.passage import Gate
from bim.facts import Point2

ACROSS = 1.5
"""A door faces another one when the corridor between them is at most this times the clear width."""
FACING = -0.7
"""Cosine of the angle between the normals of two doors that face each other."""


def loaded(floor: Polygon, gates: Sequence[Gate], width_m: float) -> Loaded:
    """``double`` where doors of rooms stand in walls that face each other across one stretch, else ``single``.

    ``unknown`` without a room door. Doors in the end wall of a stretch load neither side: nothing faces them so near.
    """
    rooms = [gate for gate in gates if gate.room]
    if not rooms:
        return "unknown"
    walls = [_wall(floor, gate) for gate in rooms]
    for i, (gate, wall) in enumerate(zip(rooms, walls, strict=True)):
        for other, opposite in zip(rooms[i + 1 :], walls[i + 1 :], strict=True):
            if np.dot(gate.inward, other.inward) < FACING and _across(gate, other, wall, opposite, width_m):
                return "double"
    return "single"


def _across(gate: Gate, other: Gate, wall: LineString, opposite: LineString, width_m: float) -> bool:
    """Whether the walls of two doors are the two sides of one stretch: near each other and overlapping along it."""
    normal = np.asarray(gate.inward)
    gap = float(np.dot(np.subtract(_middle(other), _middle(gate)), normal))
    if not 0 < gap <= ACROSS * width_m:
        return False
    along = np.array([-normal[1], normal[0]])
    spans = [np.sort(np.asarray(line.coords) @ along) for line in (wall, opposite)]
    return float(min(spans[0][-1], spans[1][-1]) - max(spans[0][0], spans[1][0])) > 0


def _middle(gate: Gate) -> Point2:
    (ax, ay), (bx, by) = gate.line
    return (ax + bx) / 2, (ay + by) / 2


def _wall(floor: Polygon, gate: Gate) -> LineString:
    """The straight piece of the outline that a gate stands in; the gate itself where none is near."""
    ring = np.asarray(floor.exterior.simplify(0.3).coords)
    middle = LineString(gate.line).centroid
    sides = [LineString(pair) for pair in itertools.pairwise(ring)]
    nearest = min(sides, key=middle.distance, default=LineString(gate.line))
    return nearest if middle.distance(nearest) < 0.5 else LineString(gate.line)
