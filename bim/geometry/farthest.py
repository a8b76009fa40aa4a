"""The farthest point of a region, with a certified bound.

The distance d to the nearest target changes by no more than one metre per metre (1-Lipschitz), so a triangle whose
corners are known has an upper bound. Where nodes v see the whole triangle, d(x) <= min over v of c(v) + |x - v|: the
largest value of that is found by arithmetic (``envelope``) and looked at once. Triangles whose bound still exceeds the
best value found by more than the tolerance are halved until none is left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from bim.geometry.envelope import Cones, top
from bim.geometry.field import Field
from bim.geometry.frame import Points
from bim.geometry.regions import Mesh, Regions, lipschitz_m
from bim.geometry.sparse import Floats, Index, distinct, gather, last_of_each, smallest, starts
from bim.geometry.view import View

MAX_TRIANGLES = 60_000
"""A region in so many triangles is refined no further; its bound is then as wide as it is."""
LOOK, SLACK = 0.2, 0.1
"""Where a bound is this part of the tolerance above the best value, the highest point is looked at, but triangles are
cut for the whole tolerance only. The search for that point stops at the smaller part."""


@dataclass(frozen=True, slots=True)
class Farthest:
    """The true maximum lies in ``[value_m, upper_m]``; ``point`` has distance ``value_m`` and walks to ``node``."""

    value_m: float
    upper_m: float
    point: tuple[float, float]
    node: int


@dataclass(frozen=True, slots=True)
class Jobs:
    """What is asked of some regions: region ``region[i]`` under the costs of row ``row[i]``.

    The rows stand end to end in ``cost_m``: that of node n in row r is ``cost_m[base[r] + n]``.
    """

    region: Index
    row: Index
    cost_m: Floats
    base: Index

    @classmethod
    def of(cls, region: Index, row: Index, cost_m: Floats) -> Jobs:
        """With costs (rows, nodes) of one floor."""
        return cls(region, row, cost_m.reshape(-1), np.arange(len(cost_m), dtype=np.intp) * cost_m.shape[1])

    def costs(self, row: Index, node: Index) -> Floats:
        """Costs of nodes, each in a row of its own."""
        result: Floats = self.cost_m[self.base[row] + node]
        return result


def farthest(region: Polygon, field: Field, tolerance_m: float = 0.05) -> Farthest | None:
    """The point of ``region`` (inside the field's floor) farthest from every target; None if any of it has no way out.

    >>> import shapely
    >>> from bim.geometry.visibility import Visibility
    >>> floor = Visibility(shapely.box(0, 0, 4, 3), np.array([[0.0, 0.0]]))
    >>> farthest(floor.polygon, Field(floor, np.array([0.0])))
    Farthest(value_m=5.0, upper_m=5.0, point=(4.0, 3.0), node=0)
    """
    one = np.zeros(1, dtype=np.intp)
    return farthest_of(Regions.of(field.floor, [region]), Jobs.of(one, one, field.cost_m[None, :]), tolerance_m)[0]


def farthest_of(regions: Regions, jobs: Jobs, tolerance_m: float = 0.05) -> list[Farthest | None]:
    """``farthest`` for each of the jobs, refined together."""
    search = _Search(jobs, tolerance_m)
    job, row = gather(regions.first, jobs.region)
    mesh = regions.mesh
    while len(row):
        mesh, row, job = search.refined(mesh, row, job)
    return search.results()


class _Search:
    """What is known of each job so far."""

    def __init__(self, jobs: Jobs, tolerance_m: float) -> None:
        count = len(jobs.region)
        self._jobs, self._tolerance_m = jobs, tolerance_m
        self._value, self._settled = np.full(count, -np.inf), np.full(count, -np.inf)
        self._lost, self._seen = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.intp)
        self._point, self._node = np.zeros((count, 2)), np.full(count, -1, dtype=np.intp)

    def results(self) -> list[Farthest | None]:
        """One per job, None for those with a point that has no way."""
        upper = np.maximum(self._value, self._settled)
        rows = zip(self._value.tolist(), upper.tolist(), self._point.tolist(), self._node.tolist(), strict=True)
        found = [Farthest(value, most, (x, y), node) for value, most, (x, y), node in rows]
        return [f if f.node >= 0 and not lost else None for f, lost in zip(found, self._lost, strict=True)]

    def refined(self, mesh: Mesh, row: Index, job: Index) -> tuple[Mesh, Index, Index]:
        """Measures the triangles ``row`` of a mesh under their ``job``; returns the parts of those still open."""
        bound = self._bound(mesh, row, job, self._learn_corners(mesh, row, job))
        row, job, bound = self._settle(row, job, bound, LOOK)
        tops, bound = self._tops(mesh, row, job, bound)
        open_ = self._open(job, bound, LOOK)
        tops = tops[open_]
        row, job, bound = self._settle(row, job, bound, LOOK)
        whole, number = np.unique(row, return_inverse=True)
        mesh, place = mesh.quartered(whole, tops)
        self._learn_points(mesh.view, place, job)
        number, job, bound = self._settle(number.reshape(-1), job, bound, 1.0)
        return mesh, (4 * number[:, None] + np.arange(4)).reshape(-1), np.repeat(job, 4)

    def _settle(self, row: Index, job: Index, bound: Floats, share: float) -> tuple[Index, Index, Floats]:
        """Closes triangles whose bound is near enough to the best value; returns those left open."""
        open_ = self._open(job, bound, share)
        np.maximum.at(self._settled, job[~open_], bound[~open_])
        return row[open_], job[open_], bound[open_]

    def _open(self, job: Index, bound: Floats, share: float) -> NDArray[np.bool_]:
        """Whether a bound exceeds the best value of its job by more than a share of the tolerance."""
        open_: NDArray[np.bool_] = bound > self._value[job] + self._tolerance_m * share
        return open_ & (self._seen[job] <= MAX_TRIANGLES) & ~self._lost[job]

    def _learn_corners(self, mesh: Mesh, row: Index, job: Index) -> Floats:
        """Distances (t, 3) at the corners of the triangles ``row`` under their ``job``."""
        count = len(mesh.view.points)
        asked = self._jobs.row[job][:, None] * count + mesh.corner[row]
        keys = distinct(asked.reshape(-1))
        number = np.searchsorted(keys, asked)
        value, node = self._values(mesh.view, keys % count, keys // count)
        corner = value[number]
        self._lost[job[~np.isfinite(corner).all(axis=1)]] = True
        column = corner.argmax(axis=1)
        best = np.arange(len(row)), column
        self._learn(job, corner[best], mesh.view.points[mesh.corner[row, column]], node[number[best]])
        np.add.at(self._seen, job, 1)
        return corner

    def _learn_points(self, view: View, place: Index, job: Index) -> None:
        """Takes over the distances at some points of a view."""
        value, node = self._values(view, place, self._jobs.row[job])
        known = np.isfinite(value)
        self._learn(job[known], value[known], view.points[place[known]], node[known])

    def _learn(self, job: Index, value: Floats, point: Points, node: Index) -> None:
        """Takes over values that exceed the best one of their job; among equals the first."""
        order = np.lexsort((-np.arange(len(job)), value, job))
        last = order[last_of_each(job[order])]
        better = last[value[last] > self._value[job[last]]]
        self._value[job[better]] = value[better]
        self._point[job[better]] = point[better, :2]
        self._node[job[better]] = node[better]

    def _values(self, view: View, point: Index, row: Index) -> tuple[Floats, Index]:
        """Distance of each point of a view under a row of costs, and the node it leads to."""
        owner, place = gather(view.first, point)
        node = view.node[place]
        value, at = smallest(starts(owner, len(point)), view.gap_m[place] + self._jobs.costs(row[owner], node))
        return value, np.where(np.isfinite(value), node[at] if len(node) else -1, -1)

    def _bound(self, mesh: Mesh, row: Index, job: Index, value: Floats) -> Floats:
        """Upper bound of the distance in each triangle, from its corners and from the nodes that see all of it."""
        owner, place, cost = self._cones(mesh, row, job)
        whole, _ = smallest(starts(owner, len(row)), cost + mesh.whole_gap_m[place])
        bound: Floats = np.maximum(np.minimum(lipschitz_m(mesh.at(row), value), whole), value.max(axis=1))
        return bound

    def _cones(self, mesh: Mesh, row: Index, job: Index) -> tuple[Index, Index, Floats]:
        """Nodes that see each triangle whole: the triangle, the node's place in the mesh's list, its cost."""
        owner, place = gather(mesh.whole_first, row)
        return owner, place, self._jobs.costs(self._jobs.row[job[owner]], mesh.whole_node[place])

    def _tops(self, mesh: Mesh, row: Index, job: Index, bound: Floats) -> tuple[Points, Floats]:
        """The point of each triangle where the ways over nodes that see it whole are longest, and a better bound."""
        corner = mesh.at(row)
        owner, place, cost = self._cones(mesh, row, job)
        able = np.isfinite(cost)
        owner, place, cost = owner[able], place[able], cost[able]
        full = np.unique(owner)
        points = corner.mean(axis=1)
        if len(full):
            tips = mesh.floor.nodes[mesh.whole_node[place], :2]
            cones = Cones(starts(np.searchsorted(full, owner), len(full)), tips, cost)
            limit = self._value[job[full]] + self._tolerance_m * LOOK
            found = top(corner[full, :, :2], cones, limit, self._tolerance_m * SLACK)
            points[full, :2], bound[full] = found.point, np.minimum(bound[full], found.upper_m)
        return points, bound
