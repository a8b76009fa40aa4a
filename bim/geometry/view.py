"""What points of a floor see, kept so that several fields can be read off it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bim.geometry.frame import Points
from bim.geometry.sparse import Floats, Index, gather, smallest, starts
from bim.geometry.visibility import Sight


@dataclass(frozen=True, slots=True)
class View:
    """``node``, ``gap_m``: nodes seen and how far off, point after point; those of point i begin at ``first[i]``."""

    points: Points
    first: Index
    node: Index
    gap_m: Floats

    @classmethod
    def of(cls, floor: Sight, points: Points) -> View:
        point, node = floor.seen_from(points)
        return cls(points, starts(point, len(points)), node, np.linalg.norm(points[point] - floor.nodes[node], axis=1))

    def value(self, cost_m: Floats) -> tuple[Floats, Index]:
        """Cheapest way (n,) of each point, given the costs at the nodes, and the node it leads to (-1: none)."""
        value, place = smallest(self.first, self.gap_m + cost_m[self.node])
        return value, np.where(np.isfinite(value), self.node[place] if len(self.node) else -1, -1)

    def common(self, triangles: Index) -> tuple[Index, Index]:
        """Pairs (row, node) of the nodes that all three points of each row of ``triangles`` (t, 3) see, sorted."""
        count = int(self.node.max(initial=0)) + 1
        keys = np.repeat(np.arange(len(self.points)), np.diff(self.first)) * count + self.node
        row, place = gather(self.first, triangles[:, 0])
        node = self.node[place]
        for corner in (1, 2):
            wanted = triangles[row, corner] * count + node
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            both = keys[at] == wanted if len(keys) else np.zeros(0, dtype=np.bool_)
            row, node = row[both], node[both]
        return row, node
