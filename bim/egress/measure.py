"""Distances from spaces: the farthest point of each, its walk, and the certificate."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from shapely import Polygon

from bim.egress.cells import Plan
from bim.egress.network import Floor, Flow, Network
from bim.egress.result import Distance
from bim.geometry.farthest import Farthest, farthest
from bim.geometry.field import Field
from bim.geometry.polygons import parts

CUT_OFF_M2 = 0.5
"""A space of which more than this (and a twentieth) has no way out is not connected, whatever the rest does."""
PIECE_M2 = 1e-3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell on one floor of the network."""

    floor: Floor
    shape: Polygon
    key: bytes


@dataclass(slots=True)
class Measure:
    """Measures cells against flows. Storeys drawn alike share their results (``_known``), which changes nothing."""

    network: Network
    tolerance_m: float
    _known: dict[tuple[bytes, bytes, bytes], Farthest | None] = field(default_factory=dict)
    _pieces: dict[int, list[Piece]] = field(default_factory=dict)

    def pieces(self, cell: int) -> list[Piece]:
        if cell not in self._pieces:
            mine = self.network.plan.cells[cell]
            found = []
            for floor in (f for f in self.network.floors if f.level == mine.level):
                if floor.sight.polygon.intersects(mine.shape):
                    common = floor.sight.polygon.intersection(mine.shape)
                    found += [Piece(floor, p, p.wkb) for p in parts(common, PIECE_M2)]
            self._pieces[cell] = found
        return self._pieces[cell]

    def farthest(self, cells: list[int], flow: Flow, targets: dict[int, str]) -> Distance | None:
        """Distance from the farthest point of a space (its ``cells``); None where a good part has no way.

        ``targets``: GUID by target node.
        """
        pieces = [p for c in cells for p in self.pieces(c)]
        found = [(p, self._one(p, flow)) for p in pieces]
        lost = sum(p.shape.area for p, f in found if f is None)
        reached = [(p, f) for p, f in found if f is not None]
        if not reached or (lost > CUT_OFF_M2 and lost > 0.05 * sum(p.shape.area for p in pieces)):
            return None
        piece, best = max(reached, key=lambda pf: pf[1].value_m)
        upper = max(f.upper_m for _, f in reached)
        return distance(self.network.plan, flow, piece.floor, best, upper, targets)

    def _one(self, piece: Piece, flow: Flow) -> Farthest | None:
        values = flow.field_of(piece.floor)
        known = values.cost_m[np.isfinite(values.cost_m)]
        if not len(known):
            return None
        base = float(known.min())
        relative = values.cost_m - base
        key = (piece.key, piece.floor.key, np.round(relative, 7).tobytes())
        if key not in self._known:
            self._known[key] = farthest(piece.shape, Field(piece.floor.sight, relative), self.tolerance_m)
        found = self._known[key]
        return found and Farthest(found.value_m + base, found.upper_m + base, found.point, found.node)


def distance(plan: Plan, flow: Flow, floor: Floor, best: Farthest, upper_m: float, targets: dict[int, str]) -> Distance:
    """A result with its path in world coordinates, from the farthest point to the target."""
    x, y = plan.frame.point_out(*best.point)
    start = (x, y, plan.levels_m[floor.level])
    node = floor.first + best.node
    way = flow.path(node)
    path = way if math.dist(start, way[0]) < 1e-7 else (start, *way)
    target = targets.get(int(flow.reach.way(node)[-1]), "")
    straight = float(np.linalg.norm(np.subtract(path[-1], start)))
    return Distance(best.value_m, max(0.0, upper_m - best.value_m), path, target, straight, start)
