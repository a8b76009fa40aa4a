"""Walkable floors of each level: spaces joined at doors and openings, columns taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.cells import Plan
from bim.egress.connectors import connector
from bim.egress.joins import Join
from bim.geometry.polygons import clean, parts, shrink, without

OBSTACLE_Z_M = 1.0


def walkable(
    plan: Plan, joins: list[Join], clearance_m: float = 0.0, only: Container[int] | None = None
) -> dict[int, list[Polygon]]:
    """Connected walkable polygons (local) per level; ``only``: the cells to use (all of them when None)."""
    pieces: dict[int, list[BaseGeometry]] = defaultdict(list)
    for i, cell in enumerate(plan.cells):
        if only is None or i in only:
            pieces[cell.level].append(shrink(cell.shape, clearance_m))
    for join in joins:
        cells = [c for c in join.sides if c is not None]
        if cells and (only is None or all(c in only for c in cells)):
            strip = connector(plan, join, clearance_m)
            if strip is not None and (join.joins_two or clearance_m > 0):
                pieces[plan.cells[cells[0]].level].append(strip)
    blocks = _obstacles(plan, clearance_m)
    return {level: parts(without(shapely.union_all(shapes), blocks[level])) for level, shapes in sorted(pieces.items())}


def _obstacles(plan: Plan, clearance_m: float) -> dict[int, list[BaseGeometry]]:
    """Obstacles by the levels of their storey's spaces."""
    levels: dict[str, set[int]] = defaultdict(set)
    for cell in plan.cells:
        levels[plan.facts.spaces[cell.space].storey].add(cell.level)
    found: dict[int, list[BaseGeometry]] = defaultdict(list)
    for obstacle in plan.facts.obstacles:
        outline = clean(plan.frame.shape_in(obstacle.outline))
        if clearance_m > 0:
            outline = outline.buffer(clearance_m, quad_segs=8)
        for level in levels.get(obstacle.storey, ()):
            found[level].append(outline)
    return found
