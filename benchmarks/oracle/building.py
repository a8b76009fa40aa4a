"""Distances of a whole model by marching over its levels, tied together at the ends of its stairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from benchmarks.oracle.marching import Grid
from benchmarks.oracle.raster import Joined, Level, Point, Taken, level
from bim.facts import ModelFacts, Point3
from bim.geometry.polyline import length_m

LAND_M = 1.5
"""A stair's end stands at most this far from the floor it leads to."""
RISER_M = 0.5

Targets = dict[int, list[tuple[Point, float]]]


class Building:
    """Rasters of all levels of a model."""

    def __init__(self, facts: ModelFacts, joined: Joined, taken: Taken = ()) -> None:
        heights = sorted({round(s.floor_z_m, 2) for s in facts.spaces if s.floor is not None})
        chosen: list[float] = []
        for z in heights:
            if not chosen or z - chosen[-1] > 0.3:
                chosen.append(z)
        self.facts = facts
        self.levels = [level(facts, joined, z, taken) for z in chosen]

    def number(self, z_m: float) -> int:
        """The level nearest in height."""
        return min(range(len(self.levels)), key=lambda i: abs(self.levels[i].z_m - z_m))

    def farthest(self, targets: Iterable[Point3], stairs: bool) -> dict[str, float]:
        """By space GUID the largest distance of its cells to the nearest target; over stairs where asked."""
        seeds: Targets = defaultdict(list)
        for x, y, z in targets:
            seeds[self.number(z)].append(((x, y), 0.0))
        arrivals = {i: self.levels[i].arrival(points) for i, points in seeds.items()}
        changed = stairs
        while changed:
            changed = self._over_stairs(seeds, arrivals)
        found: dict[str, float] = {}
        for i, grid in arrivals.items():
            for space in np.unique(self.levels[i].label[self.levels[i].label >= 0]).tolist():
                found[self.facts.spaces[space].guid] = float(grid[self.levels[i].label == space].max())
        return found

    def _over_stairs(self, seeds: Targets, arrivals: dict[int, Grid]) -> bool:
        """Carries arrivals over every stair, both ways; whether any level has become nearer."""
        nearer: set[int] = set()
        for stair in self.facts.stairs:
            ends = [_landing(self.levels[self.number(p[2])], p) for p in (stair.line[0], stair.line[-1])]
            numbers = [self.number(p[2]) for p in (stair.line[0], stair.line[-1])]
            for one, other in ((0, 1), (1, 0)):
                start, end = ends[one], ends[other]
                if start is None or end is None or numbers[one] not in arrivals:
                    continue
                cost = float(arrivals[numbers[one]][start[0]]) + start[2] + length_m(stair.line) + end[2]
                old = arrivals[numbers[other]][end[0]] if numbers[other] in arrivals else math.inf
                if cost < old - 1e-3:
                    seeds[numbers[other]].append((end[1], cost))
                    nearer.add(numbers[other])
        for i in nearer:
            arrivals[i] = self.levels[i].arrival(seeds[i])
        return bool(nearer)


def _landing(floor: Level, end: Point3) -> tuple[tuple[int, int], Point, float] | None:
    """The nearest floor cell to a stair's end: cell, its plan point, and the way to it along the slope."""
    rows, columns = np.nonzero(floor.label >= 0)
    points = floor.centre(rows, columns)
    gap = np.linalg.norm(points - end[:2], axis=1)
    best = int(gap.argmin())
    if gap[best] > LAND_M or abs(floor.z_m - end[2]) > RISER_M:
        return None
    x, y = points[best].tolist()
    return (int(rows[best]), int(columns[best])), (x, y), math.dist((x, y, floor.z_m), end)
