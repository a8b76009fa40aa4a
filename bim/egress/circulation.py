"""Which spaces are ways (corridors, lobbies, stairwells) and which are rooms."""

from __future__ import annotations

import itertools
from collections import defaultdict

import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress.result import SpaceResult
from bim.egress.scene import Scene
from bim.egress.uses import confirmed_ways

PASSING_M = 0.3
NARROW_M = 3.0
NAMES = (
    *("走道", "走廊", "过道", "通道", "连廊", "前室", "电梯厅", "门厅", "大堂", "楼梯", "corridor", "hallway", "hall"),
    *("lobby", "vestibule", "foyer", "passage", "circulation", "stair", "gallery"),
)


def circulation_cells(scene: Scene, rows: list[SpaceResult]) -> set[int]:
    """Stairwells, lobbies before them, and spaces that others pass through and that look like a way.

    A space is a way when at least two other spaces' shortest walks pass through it and it is narrow or has several
    ways on, or when one does and its name says so. The name alone is not enough; a person's word is.
    """
    wells = scene.wells
    passing = _passers(scene, rows)
    found = set(wells.wells) | set(wells.lobbies)
    for cell, through in passing.items():
        shape = scene.plan.cells[cell].shape
        narrow = 2 * shape.area / max(shape.length, 1e-9) <= NARROW_M
        space = scene.plan.space_of(cell)
        named = any(n in f"{space.name} {space.long_name} {space.object_type}".lower() for n in NAMES)
        if named or (len(through) >= 2 and narrow) or len(through) >= 4:
            found.add(cell)
    ways, others = confirmed_ways(scene)
    return (found | _entrance_halls(scene, found) | ways) - (others - wells.wells.keys())


def _entrance_halls(scene: Scene, ways: set[int]) -> set[int]:
    """Spaces open to a way without a door that hold a final exit: nobody may pass, all the same it is a way out."""
    exits = {c for j, p in zip(scene.joins, scene.proposals, strict=True) if p.kind == "final" for c in j.sides}
    portals = scene.facts.portals
    return {
        cell
        for way in ways
        for cell, portal in scene.graph.get(way, ())
        if cell in exits and portals[portal].kind != "door"
    }


def _passers(scene: Scene, rows: list[SpaceResult]) -> dict[int, set[int]]:
    """For each cell the other spaces (indices) whose walk to an exit passes through it."""
    plan = scene.plan
    found: dict[int, set[int]] = defaultdict(set)
    wider: dict[int, BaseGeometry] = {}
    for index, row in enumerate(rows):
        for walk in (row.storey_exit.counts if row.storey_exit else None, row.travel):
            if walk is None or len(walk.path) < 2:
                continue
            for line, z in _level_runs(walk.path):
                local = shapely.LineString([plan.frame.point_in(x, y) for x, y in line])
                for cell in plan.near(local, z, 0.01):
                    if plan.cells[cell].space == index or index in found.get(cell, ()):
                        continue
                    if cell not in wider:
                        wider[cell] = plan.cells[cell].shape.buffer(1e-4)
                    if local.intersection(wider[cell]).length > PASSING_M:
                        found[cell].add(index)
    return found


def _level_runs(path: tuple[tuple[float, float, float], ...]) -> list[tuple[list[tuple[float, float]], float]]:
    """The stretches of a path that keep their height (walks on floors, not on stairs)."""
    runs: list[tuple[list[tuple[float, float]], float]] = []
    for (ax, ay, az), (bx, by, bz) in itertools.pairwise(path):
        if abs(az - bz) > 1e-6:
            continue
        if runs and runs[-1][1] == az and runs[-1][0][-1] == (ax, ay):
            runs[-1][0].append((bx, by))
        else:
            runs.append(([(ax, ay), (bx, by)], az))
    return runs
