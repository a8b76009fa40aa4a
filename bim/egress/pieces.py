"""Which part of which cell lies on which floor of the network, cut into triangles and shared by equal storeys."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.flow import Floor
from bim.egress.network import Network
from bim.geometry.polygons import parts
from bim.geometry.regions import Regions

PIECE_M2 = 1e-3
ShapeKey = tuple[bytes, bytes]


@dataclass(slots=True)
class Sheet:
    """The pieces of all cells on one floor. ``areas_m2``: by piece. ``of_place``: pieces of the level's n-th cell."""

    number: int
    regions: Regions
    areas_m2: list[float]
    of_place: list[list[int]]


@dataclass(slots=True)
class Pieces:
    """Sheets of a network's floors, made when first asked for."""

    network: Network
    places: dict[int, int] = field(default_factory=dict)
    """Place of each cell among those of its level."""
    _cells: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _floors: dict[int, list[Floor]] = field(default_factory=lambda: defaultdict(list))
    _sheets: dict[int, Sheet] = field(default_factory=dict)
    _equal: dict[tuple[bytes, ...], Sheet] = field(default_factory=dict)
    _cut: dict[ShapeKey, list[Polygon]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for i, cell in enumerate(self.network.plan.cells):
            self.places[i] = len(self._cells[cell.level])
            self._cells[cell.level].append(i)
        for floor in self.network.floors:
            self._floors[floor.level].append(floor)

    def cells(self, floor: Floor) -> list[int]:
        """Cells of the floor's level, by place."""
        return self._cells[floor.level]

    def floors(self, cell: int) -> list[Floor]:
        """Floors of the cell's level."""
        return self._floors[self.network.plan.cells[cell].level]

    def on(self, floor: Floor) -> Sheet:
        """The sheet of a floor; floors of equal shape with equal cells share one."""
        if floor.number not in self._sheets:
            shapes = [self.network.plan.cells[c].shape for c in self._cells[floor.level]]
            keys = [s.wkb for s in shapes]
            equal = (floor.key, *keys)
            if equal not in self._equal:
                self._equal[equal] = self._sheet(floor, shapes, keys)
            self._sheets[floor.number] = self._equal[equal]
        return self._sheets[floor.number]

    def _sheet(self, floor: Floor, shapes: list[BaseGeometry], keys: list[bytes]) -> Sheet:
        polygon = floor.sight.polygon
        outline = polygon.wkb
        missing = [i for i, key in enumerate(keys) if (outline, key) not in self._cut]
        if missing:
            shapely.prepare(polygon)
            common = shapely.intersection(polygon, np.array([shapes[i] for i in missing], dtype=np.object_))
            for i, shape in zip(missing, common, strict=True):
                self._cut[outline, keys[i]] = parts(shape, PIECE_M2)
        regions: list[Polygon] = []
        of_place: list[list[int]] = []
        for key in keys:
            mine = self._cut[outline, key]
            of_place.append(list(range(len(regions), len(regions) + len(mine))))
            regions += mine
        areas = [float(r.area) for r in regions]
        return Sheet(len(self._equal), Regions.of(floor.sight, regions), areas, of_place)
