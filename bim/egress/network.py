"""The walkable network: floors with their visibility graphs, tied together by stairs and steps."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from scipy.sparse import csr_array
from shapely import Polygon

from bim.egress.anchors import Anchors
from bim.egress.cells import Plan
from bim.egress.flow import Floor, Flow, Lines
from bim.egress.links import Link
from bim.facts import Point3
from bim.geometry.graph import Reach, graph, reach
from bim.geometry.visibility import Visibility

SNAP_M = 0.01
"""An anchor farther than this from every floor of its level is cut off (an obstacle stands there)."""


@dataclass(slots=True)
class Network:
    """Nodes of all floors in one numbering. ``node_of``: node of each anchor, -1 where it is cut off."""

    plan: Plan
    floors: list[Floor]
    links: list[Link]
    node_of: list[int]
    count: int
    edges: np.ndarray[tuple[int, int], np.dtype[np.intp]]
    lengths_m: np.ndarray[tuple[int], np.dtype[np.float64]]
    _open: dict[frozenset[int], tuple[csr_array, Lines]] = field(default_factory=dict)
    _linked: dict[frozenset[int], list[int]] = field(default_factory=dict)
    _local: dict[tuple[bytes, tuple[int, ...]], Reach] = field(default_factory=dict)
    _world: list[Point3] = field(default_factory=list)

    def without_stairs(self, closed_stairs: frozenset[int]) -> tuple[csr_array, Lines]:
        """The weighted graph without the links over ``closed_stairs``, and the lines of those that stay."""
        if closed_stairs not in self._open:
            self._open[closed_stairs] = (self._graph(closed_stairs), self._lines(closed_stairs))
        return self._open[closed_stairs]

    def _graph(self, closed_stairs: frozenset[int]) -> csr_array:
        ways = list(self._links(closed_stairs))
        edges = np.array([[self.node_of[k.start], self.node_of[k.end]] for k in ways], dtype=np.intp).reshape(-1, 2)
        lengths = np.array([k.length_m for k in ways], dtype=np.float64)
        return graph(self.count, np.concatenate([self.edges, edges]), np.concatenate([self.lengths_m, lengths]))

    def _links(self, closed_stairs: frozenset[int]) -> Iterator[Link]:
        for link in self.links:
            ends = {self.node_of[link.start], self.node_of[link.end]}
            if closed_stairs.isdisjoint(link.stairs) and -1 not in ends and len(ends) == 2:
                yield link

    def _lines(self, closed_stairs: frozenset[int]) -> Lines:
        best: Lines = {}
        for link in self._links(closed_stairs):
            ends, length = (self.node_of[link.start], self.node_of[link.end]), link.length_m
            for pair, line in ((ends, link.line), (ends[::-1], link.line[::-1])):
                if pair not in best or (length, line) < best[pair][::-1]:
                    best[pair] = (line, length)
        return best

    def flow(self, anchors: Iterable[int], closed_stairs: frozenset[int] = frozenset()) -> Flow:
        """Ways from everywhere to the nearest of ``anchors``.

        On a floor that no open stair or step leaves, nothing else is reached, and equal floors have equal ways.
        """
        nodes = sorted({self.node_of[a] for a in anchors if self.node_of[a] >= 0})
        ways, lines = self.without_stairs(closed_stairs)
        floor = self._only_floor(nodes, closed_stairs)
        if floor is None:
            return Flow(self, reach(ways, np.array(nodes, dtype=np.intp)), lines)
        key = (floor.key, tuple(n - floor.first for n in nodes))
        if key not in self._local:
            alone = ways[floor.first : floor.last, floor.first : floor.last]
            self._local[key] = reach(alone, np.array(key[1], dtype=np.intp))
        return Flow(self, self._local[key], lines, floor.first)

    def _only_floor(self, nodes: list[int], closed_stairs: frozenset[int]) -> Floor | None:
        """The floor of all ``nodes`` where it is the only one reached from them."""
        if not nodes:
            return None
        floor = self.floors[bisect.bisect_right(self.floors, nodes[0], key=lambda f: f.first) - 1]
        ends = self._link_ends(closed_stairs)
        at = bisect.bisect_left(ends, floor.first)
        linked = at < len(ends) and ends[at] < floor.last
        return None if linked or nodes[-1] >= floor.last else floor

    def _link_ends(self, closed_stairs: frozenset[int]) -> list[int]:
        """Sorted nodes where a stair or step may be entered."""
        if closed_stairs not in self._linked:
            links = list(self._links(closed_stairs))
            self._linked[closed_stairs] = sorted(self.node_of[end] for k in links for end in (k.start, k.end))
        return self._linked[closed_stairs]

    def point(self, node: int) -> Point3:
        """World position of a node."""
        if not self._world:
            shift = (self.plan.frame.x_m, self.plan.frame.y_m)
            for floor in self.floors:
                z = self.plan.levels_m[floor.level]
                self._world += [(x, y, z) for x, y in (floor.sight.nodes + shift).tolist()]
        return self._world[node]


def build_network(
    plan: Plan, anchors: Anchors, links: list[Link], floors: dict[int, list[Polygon]], cache: dict[bytes, Visibility]
) -> Network:
    """Network over the given connected floors per level. ``cache`` shares visibility graphs of equal floors."""
    made: list[Floor] = []
    node_of = [-1] * len(anchors.items)
    first = 0
    on_level: dict[int, list[int]] = defaultdict(list)
    for i, anchor in enumerate(anchors.items):
        on_level[anchor.level].append(i)
    for level, polygons in floors.items():
        here = on_level[level]
        home = _homes(polygons, np.array([anchors.items[i].at for i in here]).reshape(-1, 2))
        for number, polygon in enumerate(polygons):
            mine = [(i, at) for i, (where, at) in zip(here, home, strict=True) if where == number]
            extra = np.array([at for _, at in mine], dtype=np.float64).reshape(-1, 2)
            key = shapely.to_wkb(polygon) + extra.tobytes()
            sight = cache.setdefault(key, Visibility(polygon, extra)) if key not in cache else cache[key]
            made.append(Floor(len(made), level, sight, first, key))
            for place, (i, _) in enumerate(mine):
                node_of[i] = first + sight.corner_count + place
            first += len(sight.nodes)
    edges = [f.sight.edges + f.first for f in made] or [np.empty((0, 2), dtype=np.intp)]
    lengths = [f.sight.lengths_m for f in made] or [np.empty(0)]
    return Network(plan, made, links, node_of, first, np.concatenate(edges), np.concatenate(lengths))


def _homes(polygons: list[Polygon], points: np.ndarray) -> list[tuple[int, tuple[float, float]]]:
    """For each point the floor it stands on (-1: none within ``SNAP_M``) and the point moved onto it."""
    home = np.full(len(points), -1, dtype=np.intp)
    at = points.copy()
    for number in reversed(range(len(polygons))):
        shapely.prepare(polygons[number])
        home[shapely.intersects_xy(polygons[number], points[:, 0], points[:, 1])] = number
    for lost in np.flatnonzero(home < 0) if polygons else ():
        point = shapely.Point(points[lost])
        gaps = shapely.distance(polygons, point)
        best = int(np.argmin(gaps))
        if gaps[best] <= SNAP_M:
            home[lost] = best
            at[lost] = shapely.get_coordinates(shapely.shortest_line(polygons[best], point))[0]
    return list(zip(home.tolist(), map(tuple, at.tolist()), strict=True))
