"""Several floors laid side by side, so that what is asked of each is worked out for all at once.

A point is (x, y, number of its floor): floors that lie above each other share coordinates, which stay as they are, but
no point. Floors with as many points as rooms cost little more together than one of them does alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bim.geometry.farthest import Farthest, Jobs, farthest_of
from bim.geometry.frame import Points
from bim.geometry.regions import Mesh, Regions
from bim.geometry.sightlines import Sightlines
from bim.geometry.sparse import Index
from bim.geometry.view import View
from bim.geometry.visibility import Mask, Sight

Ask = tuple[Regions, Jobs]
TOGETHER = 400_000
"""Pairs of a triangle and a node that sees it whole beyond which floors are measured in several goes, for memory."""


def farthest_each(asks: Sequence[Ask], tolerance_m: float = 0.05) -> list[list[Farthest | None]]:
    """``farthest_of`` for each of some regions on different floors."""
    found: list[list[Farthest | None]] = []
    while len(found) < len(asks):
        start = last = len(found)
        size = 0
        while last < len(asks) and (last == start or size < TOGETHER):
            size += len(asks[last][0].mesh.whole_node)
            last += 1
        found += _together(asks[start:last], tolerance_m)
    return found


def _together(asks: Sequence[Ask], tolerance_m: float) -> list[list[Farthest | None]]:
    if len(asks) == 1:
        return [farthest_of(*asks[0], tolerance_m)]
    regions = [r for r, _ in asks]
    jobs = [j for _, j in asks]
    nodes = _before([len(r.mesh.floor.nodes) for r in regions])
    rows = _before([len(j.base) for j in jobs])
    costs = _before([len(j.cost_m) for j in jobs])
    counted = _before([len(r.first) - 1 for r in regions])
    joined = Jobs(
        np.concatenate([j.region + n for j, n in zip(jobs, counted, strict=True)]),
        np.concatenate([j.row + n for j, n in zip(jobs, rows, strict=True)]),
        np.concatenate([j.cost_m for j in jobs]),
        np.concatenate([j.base + c - n for j, c, n in zip(jobs, costs, nodes, strict=True)]),
    )
    found = iter(farthest_of(_regions(regions, nodes), joined, tolerance_m))
    return [
        [f and Farthest(f.value_m, f.upper_m, f.point, f.node - first) for _, f in zip(j.region, found, strict=False)]
        for j, first in zip(jobs, nodes, strict=True)
    ]


class Floors:
    """What ``Mesh`` needs of a floor, of several. Points are (x, y, floor)."""

    def __init__(self, floors: Sequence[Sight]) -> None:
        self._floors = floors
        self.nodes: Points = np.concatenate([_numbered(f.nodes, i) for i, f in enumerate(floors)])
        self.sight = Sightlines.joined([f.sight for f in floors])

    def seen_from(self, points: Points) -> tuple[Index, Index]:
        """As of one floor; a point sees nodes of its own floor only."""
        return self.sight.seen(points)

    def holes_within(self, eye: Points, triangle: Points) -> Mask:
        """As of one floor."""
        home = eye[:, 2].astype(np.intp)
        found = np.zeros(len(eye), dtype=np.bool_)
        for number, floor in enumerate(self._floors):
            mine = np.flatnonzero(home == number)
            found[mine] = floor.holes_within(eye[mine, :2], triangle[mine, :, :2])
        return found


def _regions(regions: Sequence[Regions], nodes: list[int]) -> Regions:
    meshes = [r.mesh for r in regions]
    points = _before([len(m.view.points) for m in meshes])
    view = View(
        np.concatenate([_numbered(m.view.points, i) for i, m in enumerate(meshes)]),
        _lists([m.view.first for m in meshes]),
        np.concatenate([m.view.node + n for m, n in zip(meshes, nodes, strict=True)]),
        np.concatenate([m.view.gap_m for m in meshes]),
    )
    mesh = Mesh(
        Floors([m.floor for m in meshes]),
        view,
        np.concatenate([m.corner + n for m, n in zip(meshes, points, strict=True)]),
        _lists([m.whole_first for m in meshes]),
        np.concatenate([m.whole_node + n for m, n in zip(meshes, nodes, strict=True)]),
        np.concatenate([m.whole_gap_m for m in meshes]),
    )
    return Regions(mesh, _lists([r.first for r in regions]))


def _numbered(points: Points, floor: int) -> Points:
    return np.concatenate([points, np.full((len(points), 1), float(floor))], axis=1)


def _before(counts: Sequence[int]) -> list[int]:
    """How many come before each."""
    before: list[int] = np.cumsum([0, *counts[:-1]]).tolist()
    return before


def _lists(firsts: Sequence[Index]) -> Index:
    """``first`` of lists (see ``sparse``) that follow each other."""
    lengths = [int(f[-1]) for f in firsts]
    return np.concatenate([*(f[:-1] + n for f, n in zip(firsts, _before(lengths), strict=True)), [sum(lengths)]])
