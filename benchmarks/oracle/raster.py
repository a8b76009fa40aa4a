"""A level of a model as a raster: which cells are floor, of which space, and between which of them one may walk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from benchmarks.oracle.marching import Grid, march
from bim.facts import ModelFacts, Portal

STEP_M = 0.05
WALL_M = 0.6
"""How far from its axis a door's passage may reach; rooms begin before that."""
SEED_M = 0.4
"""Around a target the true distance is written into the raster where the straight line is free: a point source is
where marching errs most."""
Joined = dict[str, tuple[str | None, str | None]]
Taken = Sequence[tuple[float, BaseGeometry]]
"""Floor that open stairs take away (plan, world), with the height of the level it is taken from."""
Point = tuple[float, float]
NONE, PASSAGE = -1, -2


@dataclass(slots=True)
class Level:
    """``label`` (rows, columns): index of the space, PASSAGE in a doorway, NONE in walls and columns."""

    z_m: float
    origin: Point
    label: NDArray[np.int64]
    right: NDArray[np.bool_]
    up: NDArray[np.bool_]

    def centre(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.float64]:
        """Plan points (n, 2) of cells."""
        points: NDArray[np.float64] = np.stack([columns, rows], axis=1) * STEP_M + np.array(self.origin) + STEP_M / 2
        return points

    def seeds(self, targets: Sequence[tuple[Point, float]]) -> dict[tuple[int, int], float]:
        """Cells near targets (plan point, cost there) with their true distance; of several the smallest."""
        found: dict[tuple[int, int], float] = {}
        reach = math.ceil(SEED_M / STEP_M)
        for at, cost in targets:
            column, row = (int((at[i] - self.origin[i]) / STEP_M) for i in (0, 1))
            rows, columns = np.meshgrid(*(np.arange(m - reach, m + reach + 1) for m in (row, column)), indexing="ij")
            rows, columns = rows.reshape(-1), columns.reshape(-1)
            inside = (rows >= 0) & (columns >= 0) & (rows < self.label.shape[0]) & (columns < self.label.shape[1])
            rows, columns = rows[inside], columns[inside]
            gap = np.linalg.norm(self.centre(rows, columns) - at, axis=1)
            free = (self.label[rows, columns] != NONE) & (gap <= SEED_M)
            home = self._home(rows[free], columns[free], gap[free])
            for r, c, g in zip(rows[free].tolist(), columns[free].tolist(), gap[free].tolist(), strict=True):
                if home is not None and self.label[r, c] in (home, PASSAGE):
                    found[r, c] = min(found.get((r, c), math.inf), cost + g)
        return found

    def _home(self, rows: NDArray[np.intp], columns: NDArray[np.intp], gap: NDArray[np.float64]) -> int | None:
        """The space the target stands in: that of the nearest cell which is no doorway."""
        label = self.label[rows, columns]
        room = label >= 0
        return int(label[room][gap[room].argmin()]) if room.any() else None

    def arrival(self, targets: Sequence[tuple[Point, float]]) -> Grid:
        """Distance of every cell to the nearest target."""
        return march(self.seeds(targets), self.right, self.up, STEP_M)


def level(facts: ModelFacts, joined: Joined, z_m: float, taken: Taken = (), span_m: float = 0.3) -> Level:
    """The raster of all spaces with their floor at about ``z_m``. ``joined``: space GUIDs by the portal's GUID."""
    here = [i for i, s in enumerate(facts.spaces) if s.floor is not None and abs(s.floor_z_m - z_m) <= span_m]
    floors = {i: facts.spaces[i].floor for i in here}
    west, south, east, north = shapely.total_bounds([f for f in floors.values() if f is not None])
    origin = (west - WALL_M, south - WALL_M)
    shape = tuple(math.ceil((high - low + 2 * WALL_M) / STEP_M) for low, high in ((south, north), (west, east)))
    label = np.full(shape, NONE, dtype=np.int64)
    made = Level(z_m, origin, label, np.zeros(shape, bool), np.zeros(shape, bool))
    for i in sorted(here, key=lambda i: -facts.spaces[i].floor.area):
        _paint(made, floors[i], i)
    guids = {facts.spaces[i].guid for i in here}
    doors = [_mask(made, _passage(p)) for p in facts.portals if _leads(joined, p, guids)]
    for mask in doors:
        label[mask & (label == NONE)] = PASSAGE
    for obstacle in facts.obstacles:
        if obstacle.storey in {facts.spaces[i].storey for i in here}:
            label[_mask(made, obstacle.outline)] = NONE
    for area in (area for height, area in taken if abs(height - z_m) <= span_m):
        label[_mask(made, area)] = NONE
    made.right[:, :-1] = (label[:, :-1] == label[:, 1:]) & (label[:, 1:] >= 0)
    made.up[:-1] = (label[:-1] == label[1:]) & (label[1:] >= 0)
    for mask in doors:
        free = mask & (label != NONE)
        made.right[:, :-1] |= free[:, :-1] & free[:, 1:]
        made.up[:-1] |= free[:-1] & free[1:]
    return made


def _leads(joined: Joined, portal: Portal, guids: set[str]) -> bool:
    a, b = joined[portal.guid]
    return a in guids and b in guids


def _passage(portal: Portal) -> Polygon:
    (px, py), (qx, qy) = portal.line
    nx, ny = portal.normal[0] * WALL_M, portal.normal[1] * WALL_M
    return Polygon([(px - nx, py - ny), (qx - nx, qy - ny), (qx + nx, qy + ny), (px + nx, py + ny)])


def _mask(made: Level, area: BaseGeometry | None) -> NDArray[np.bool_]:
    """Cells with their centre in an area."""
    mask = np.zeros(made.label.shape, dtype=np.bool_)
    if area is not None:
        rows, columns = np.nonzero(~mask)
        x, y = made.centre(rows, columns).T
        west, south, east, north = area.bounds
        near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        hit = near[shapely.intersects_xy(area, x[near], y[near])]
        mask[rows[hit], columns[hit]] = True
    return mask


def _paint(made: Level, area: BaseGeometry | None, number: int) -> None:
    made.label[_mask(made, area)] = number
