"""Cells: each space's floor on its level, overlaps resolved, in local coordinates."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress.layers import Layers
from bim.facts import ModelFacts, Space, StairRun
from bim.geometry.frame import Frame
from bim.geometry.polygons import clean, cleaned, without

LEVEL_SPAN_M = 0.3
"""Floors within this height of each other are walked as one level (sills, screeds, shallow ramps)."""
OVERLAP_M2 = 1e-3
AGGREGATE_REST = 0.3
"""A space that keeps less than this part of its floor after its inner spaces are cut out only groups them."""
ARRIVE_M = 0.1
ARRIVE_Z_M = 0.3
"""A stair arrives at a level when a point of its walking line lies this near to it."""
OUTDOORS_SHARE = 0.34
"""Of the spaces at most this part may be external for the word to mean outdoors."""
WELL_SHARE = 0.3
"""A stair that covers this part of a space's floor makes the space its stairwell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One space (index into ``facts.spaces``) on one level (index into ``Plan.levels_m``)."""

    space: int
    level: int
    shape: BaseGeometry


@dataclass(slots=True)
class Plan:
    """All cells of a model with their search trees. ``levels_m`` are world heights, ascending."""

    facts: ModelFacts
    frame: Frame
    levels_m: list[float]
    cells: list[Cell]
    layers: Layers
    grouping: list[int]
    """Spaces that only enclose other spaces (a storey's gross area) and are not floors of their own."""
    says_outdoors: bool = False
    """Whether ``Space.external`` tells outdoor spaces from rooms."""

    def space_of(self, cell: int) -> Space:
        return self.facts.spaces[self.cells[cell].space]

    def z_m(self, cell: int) -> float:
        return self.levels_m[self.cells[cell].level]

    def near(self, shape: BaseGeometry, z_m: float, tolerance_m: float) -> list[int]:
        """Cells that touch ``shape`` on plan and lie within ``tolerance_m`` of height ``z_m``."""
        first = bisect.bisect_left(self.levels_m, z_m - tolerance_m)
        last = bisect.bisect_right(self.levels_m, z_m + tolerance_m)
        return sorted(i for level in range(first, last) for i in self.layers.meeting(level, shape))


def make_plan(facts: ModelFacts) -> Plan:
    """Floors of all spaces, on levels. Spaces without geometry have no cell."""
    usable = [
        i for i, s in enumerate(facts.spaces) if s.floor is not None and not s.floor.is_empty and s.floor.area > 0
    ]
    floors = [facts.spaces[i].floor for i in usable]
    frame = Frame.around([f for f in floors if f is not None])
    levels, level_of = _levels([facts.spaces[i].floor_z_m for i in usable])
    shapes = cleaned(frame.shapes_in(f for f in floors if f is not None))
    cells = [Cell(*row) for row in zip(usable, level_of, shapes, strict=True)]
    cells += _upper_cells(facts, frame, levels, cells)
    cells, grouping = _resolve(cells)
    return Plan(facts, frame, levels, cells, _layers(cells), grouping, _says_outdoors(facts, usable))


def _says_outdoors(facts: ModelFacts, usable: Sequence[int]) -> bool:
    """Only a few spaces are called external. Where many are, the word means rooms at the facade."""
    return 0 < sum(bool(facts.spaces[i].external) for i in usable) <= OUTDOORS_SHARE * len(usable)


def _layers(cells: Sequence[Cell]) -> Layers:
    return Layers([c.shape for c in cells], [c.level for c in cells])


def _levels(heights: Sequence[float]) -> tuple[list[float], list[int]]:
    """Heights grouped from below in steps of ``LEVEL_SPAN_M``; a level's height is its commonest floor's."""
    order = np.argsort(np.asarray(heights, dtype=float), kind="stable")
    groups: list[list[int]] = []
    for i in order:
        if not groups or heights[i] - heights[groups[-1][0]] > LEVEL_SPAN_M:
            groups.append([])
        groups[-1].append(int(i))
    levels, level_of = [], [0] * len(heights)
    for number, group in enumerate(groups):
        values, counts = np.unique(np.round([heights[i] for i in group], 6), return_counts=True)
        levels.append(float(values[counts.argmax()]))
        for i in group:
            level_of[i] = number
    return levels, level_of


def stair_shape(stair: StairRun, frame: Frame) -> BaseGeometry:
    """The stair on plan: its footprint, else its walking line widened to its width (1.2 m when unknown)."""
    if stair.footprint is not None and not stair.footprint.is_empty:
        return clean(frame.shape_in(stair.footprint))
    line = shapely.LineString([frame.point_in(x, y) for x, y, _ in stair.line])
    return line.buffer((stair.width_m or 1.2) / 2, cap_style="flat")


def _upper_cells(facts: ModelFacts, frame: Frame, levels: list[float], cells: list[Cell]) -> list[Cell]:
    """Floors of a stairwell or hall drawn as one tall space: one cell more at each level where its stair arrives."""
    found = []
    layers = _layers(cells)
    for stair in (s for s in facts.stairs if len(s.line) > 1):
        outline = stair_shape(stair, frame)
        arrives = [n for n, z in enumerate(levels) if any(abs(p[2] - z) <= ARRIVE_Z_M for p in stair.line)]
        below = range(arrives[-1]) if arrives else range(0)
        for cell in (cells[i] for level in below for i in layers.meeting(level, outline)):
            space = facts.spaces[cell.space]
            top = space.floor_z_m + (space.height_m or 0.0)
            inner = [n for n in arrives if space.floor_z_m + 1.5 < levels[n] < top - 1.0]
            if not inner:
                continue
            free = [n for n in inner if not _taken([cells[i] for i in layers.on(n, cell.shape)], cell, n)]
            if outline.intersection(cell.shape).area < WELL_SHARE * cell.shape.area:
                free = [n for n in free if _gallery(stair, frame, cell, levels[n])]
            found += [Cell(cell.space, n, cell.shape) for n in free]
    unique = {(c.space, c.level): c for c in found}
    return list(unique.values())


def _gallery(stair: StairRun, frame: Frame, cell: Cell, z_m: float) -> bool:
    """Whether a stair arrives inside a tall room on a floor that no other space has: a gallery of that room.

    The gallery's edge is not in the room's outline; its floor is taken as that of the room.
    """
    ends = [p for p in (stair.line[0], stair.line[-1]) if abs(p[2] - z_m) <= ARRIVE_Z_M]
    return any(cell.shape.distance(shapely.Point(frame.point_in(x, y))) <= ARRIVE_M for x, y, _ in ends)


def _taken(cells: list[Cell], cell: Cell, level: int) -> bool:
    return any(c.level == level and c.shape.intersection(cell.shape).area > OVERLAP_M2 for c in cells)


def _resolve(cells: list[Cell]) -> tuple[list[Cell], list[int]]:
    """Smaller spaces cut out of larger ones that cover them: a room in a room belongs to itself alone."""
    layers = _layers(cells)
    areas = [float(c.shape.area) for c in cells]
    kept, grouping = [], []
    for i, cell in enumerate(cells):
        inner = [j for j in layers.on(cell.level, cell.shape) if _within(cells, areas, j, i)]
        shape = without(cell.shape, [cells[j].shape for j in inner])
        if len(inner) > 1 and shape.area < AGGREGATE_REST * cell.shape.area:
            grouping.append(cell.space)
        else:
            kept.append(Cell(cell.space, cell.level, shape))
    return kept, grouping


def _within(cells: list[Cell], areas: list[float], j: int, i: int) -> bool:
    """Whether cell ``j`` overlaps the larger cell ``i`` of its level (ties: the later one gives way)."""
    if (areas[j], j) >= (areas[i], i):
        return False
    return bool(cells[j].shape.intersection(cells[i].shape).area > OVERLAP_M2)
