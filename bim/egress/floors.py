"""Walkable floors of each level: spaces joined at doors and openings, columns taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Mapping

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.cells import Plan
from bim.egress.connectors import connector
from bim.egress.joins import Join
from bim.geometry.polygons import clean, parts, shrink, without

NOTHING: Mapping[int, list[BaseGeometry]] = {}


class Ground:
    """Makes the floors of a plan. Storeys drawn alike are worked out once: equal pieces make equal floors."""

    def __init__(
        self, plan: Plan, joins: list[Join], clearance_m: float, barred: Mapping[int, list[BaseGeometry]] = NOTHING
    ) -> None:
        """``barred``: floor that open stairs take away, by level (local)."""
        self._plan, self._joins, self._clearance_m = plan, joins, clearance_m
        self._drawn: dict[int, tuple[bytes, ...]] = {}
        """The cells of each level, as they are drawn."""
        self._place: dict[int, int] = {}
        for layer in plan.layers:
            self._drawn[layer.level] = tuple(plan.cells[i].shape.wkb for i in layer.number)
            self._place |= {int(i): place for place, i in enumerate(layer.number)}
        self._shrunk: dict[bytes, BaseGeometry] = {}
        self._strips: dict[Hashable, BaseGeometry | None] = {}
        self._floors: dict[Hashable, list[Polygon]] = {}
        self._blocks = _obstacles(plan, clearance_m)
        for level, shapes in barred.items():
            self._blocks[level] += shapes

    def walkable(self, only: Container[int] | None = None) -> dict[int, list[Polygon]]:
        """Connected walkable polygons (local) per level; ``only``: the cells to use (all of them when None)."""
        pieces: dict[int, list[BaseGeometry]] = defaultdict(list)
        for layer in self._plan.layers:
            for i, wkb in zip(layer.number.tolist(), self._drawn[layer.level], strict=True):
                if only is None or i in only:
                    pieces[layer.level].append(self._shrink(wkb, i))
        for join in self._joins:
            cells = [c for c in join.sides if c is not None]
            if cells and (only is None or all(c in only for c in cells)):
                strip = self._strip(join, cells)
                if strip is not None and (join.joins_two or self._clearance_m > 0):
                    pieces[self._plan.cells[cells[0]].level].append(strip)
        return {level: self._joined(shapes, self._blocks[level]) for level, shapes in sorted(pieces.items())}

    def _shrink(self, wkb: bytes, cell: int) -> BaseGeometry:
        if wkb not in self._shrunk:
            self._shrunk[wkb] = shrink(self._plan.cells[cell].shape, self._clearance_m)
        return self._shrunk[wkb]

    def _strip(self, join: Join, cells: list[int]) -> BaseGeometry | None:
        portal = self._plan.facts.portals[join.portal]
        drawn = tuple(self._drawn[self._plan.cells[c].level] for c in cells)
        places = tuple(None if c is None else self._place[c] for c in join.sides)
        key = (drawn, places, portal.line, portal.normal, join.reach_m)
        if key not in self._strips:
            self._strips[key] = connector(self._plan, join, self._clearance_m)
        return self._strips[key]

    def _joined(self, shapes: list[BaseGeometry], blocks: list[BaseGeometry]) -> list[Polygon]:
        key = (tuple(s.wkb for s in shapes), tuple(s.wkb for s in blocks))
        if key not in self._floors:
            self._floors[key] = parts(without(shapely.union_all(shapes), blocks))
        return self._floors[key]


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
