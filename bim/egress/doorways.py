"""From a room's or flat's door to the storey exit, over common ways only, and whether it lies between two exits."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from bim.egress.flow import Flow
from bim.egress.flows import Walk, Walks
from bim.egress.network import Network
from bim.egress.result import Distance, Position, Reading
from bim.egress.scene import Scene

NICHE_M = 1.0
"""Ways may share this much before they part: a door in a niche of the corridor."""
UNCLEAR_M = 2.0
PART_DEG, UNCLEAR_DEG = 45.0, 30.0
"""Directions that differ by 45 degrees are different ways; below 30 they are one; between, nobody can say."""


@dataclass(slots=True)
class Corridors:
    """The network of common ways alone, with its walks, and the way to each exit by level."""

    network: Network
    walks: Walks
    whole: Walks
    """The same walks over all spaces: where common ways alone do not reach an exit."""

    def reading(self, anchor: int) -> Reading:
        """From a door's face to the storey exit in both readings."""
        counts = _at(self.walks.counts, self.whole.counts, anchor)
        if self.walks.counts is self.walks.not_counts:
            return Reading(counts, counts)
        return Reading(counts, _at(self.walks.not_counts, self.whole.not_counts, anchor))

    def nearest_stair(self, scene: Scene, anchor: int) -> int | None:
        """Stair (index) of the exit where the walk ends under the ``counts`` reading; None for a final exit."""
        for walk in (self.walks.counts, self.whole.counts):
            node = walk.flow.network.node_of[anchor]
            if math.isfinite(walk.flow.cost_m(node)):
                return walk.at[walk.flow.end(node)].stair
        return None


def _at(walk: Walk, fallback: Walk, anchor: int) -> Distance | None:
    for w in (walk, fallback):
        node = w.flow.network.node_of[anchor]
        if math.isfinite(w.flow.cost_m(node)):
            path = w.flow.path(node)
            straight = float(np.linalg.norm(np.subtract(path[-1], path[0])))
            target = w.guids.get(w.flow.end(node), "")
            return Distance(w.flow.cost_m(node), 0.0, path, target, straight, path[0])
    return None


class Positions:
    """Answers whether a door lies between two exits. One flow per exit and level, made when first asked for."""

    def __init__(self, network: Network, walk: Walk) -> None:
        self._network, self._closed = network, walk.ends.closed
        self._anchors: dict[int, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
        for target in walk.ends.targets:
            self._anchors[network.plan.cells[target.cell].level][target.group].append(target.anchor)
        self._flows: dict[int, list[Flow]] = {}

    def of(self, anchor: int, level: int) -> Position:
        """``between_exits`` when the ways to two different exits part at the door, else ``dead_end``."""
        if level not in self._flows:
            self._flows[level] = [self._network.flow(a, self._closed) for a in self._anchors[level].values()]
        node = self._network.node_of[anchor]
        flows = [f for f in self._flows[level] if math.isfinite(f.cost_m(node))]
        if not flows:
            return "unknown"
        ways = [f.steps(node) for f in flows]
        found = {self._part(a, b) for i, a in enumerate(ways) for b in ways[i + 1 :]}
        return "between_exits" if "between_exits" in found else "unknown" if "unknown" in found else "dead_end"

    def _part(self, first: list[int], second: list[int]) -> Position:
        shared = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
        if shared is None:
            return "dead_end"
        points = [np.asarray(self._network.point(n)) for n in first[:shared]]
        common = sum(float(np.linalg.norm(b - a)) for a, b in itertools.pairwise(points))
        a, b = (np.asarray(self._network.point(way[shared])) - points[-1] for way in (first, second))
        length = float(np.linalg.norm(a) * np.linalg.norm(b))
        angle = float(np.degrees(np.arccos(np.clip(a @ b / length, -1.0, 1.0)))) if length > 0 else 180.0
        if common > UNCLEAR_M or angle < UNCLEAR_DEG:
            return "dead_end"
        return "between_exits" if common <= NICHE_M and angle >= PART_DEG else "unknown"
