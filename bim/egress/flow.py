"""Shortest ways of a network, or of one of its floors, to one set of targets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from bim.facts import Point3
from bim.geometry.farthest import Farthest
from bim.geometry.graph import Reach
from bim.geometry.polyline import without_repeats
from bim.geometry.sparse import Floats
from bim.geometry.visibility import Visibility

Path = tuple[Point3, ...]
Lines = dict[tuple[int, int], tuple[Path, float]]
"""Polyline and length of the walk from one node to another that no plan geometry shows (a stair, a step)."""


@dataclass(frozen=True, slots=True)
class Floor:
    """One connected piece of a level. ``number``: its place among all floors; ``first``: number of its first
    node in the whole network."""

    number: int
    level: int
    sight: Visibility
    first: int
    key: bytes
    """Equal for floors of the same shape and anchors: results can be shared between storeys."""

    @property
    def last(self) -> int:
        """Number of the first node that is no longer on this floor."""
        return self.first + len(self.sight.nodes)


class Ground(Protocol):
    """What a flow needs of its network."""

    node_of: list[int]

    def point(self, node: int) -> Point3:
        """World position of a node."""


@dataclass(slots=True)
class Flow:
    """Ways from every node to the nearest target. ``reach`` numbers nodes from ``first``; others reach nothing."""

    network: Ground
    reach: Reach
    lines: Lines
    first: int = 0
    known: dict[int, tuple[list[Farthest | None], float]] = field(default_factory=dict)
    """What has been measured against this flow, by floor: results less a base, and the base."""
    _ways: dict[int, tuple[Path, int]] = field(default_factory=dict)

    def costs_of(self, floor: Floor) -> Floats:
        """The way in metres from each node of a floor, inf where there is none."""
        count, start = len(floor.sight.nodes), floor.first - self.first
        if start < 0 or start + count > len(self.reach.cost_m):
            return np.full(count, np.inf)
        return self.reach.cost_m[start : start + count]

    def cost_m(self, node: int) -> float:
        """The way in metres from a node, inf where there is none."""
        at = node - self.first
        return float(self.reach.cost_m[at]) if node >= 0 and 0 <= at < len(self.reach.cost_m) else math.inf

    def steps(self, node: int) -> list[int]:
        """Nodes from ``node`` (which reaches a target) to its target, both included."""
        return [step + self.first for step in self.reach.way(node - self.first)]

    def path(self, node: int) -> Path:
        """World polyline from a node to its target; its length is the node's cost."""
        return self._way(node)[0]

    def end(self, node: int) -> int:
        """The target node where the way from a node ends."""
        return self._way(node)[1]

    def _way(self, node: int) -> tuple[Path, int]:
        """Path and end of a node. Ways that meet are one from there on, so what is known of the next node is used."""
        todo = []
        while node not in self._ways:
            onward = int(self.reach.towards[node - self.first])
            if onward < 0:
                self._ways[node] = ((self.network.point(node),), node)
            else:
                todo.append(node)
                node = onward + self.first
        for step in reversed(todo):
            self._ways[step] = self._before(step, node)
            node = step
        return self._ways[node]

    def _before(self, node: int, onward: int) -> tuple[Path, int]:
        path, end = self._ways[onward]
        line, length = self.lines.get((node, onward), ((), 0.0))
        walked = line if line and abs(self.cost_m(node) - self.cost_m(onward) - length) < 1e-6 else ()
        first = without_repeats((self.network.point(node), *walked, path[0]))
        return (first[:-1] + path if len(first) > 1 else path), end
