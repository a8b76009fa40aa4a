"""Distance field of a floor: from any point to the nearest target, given the costs at the floor's graph nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bim.geometry.frame import Points
from bim.geometry.visibility import Index, Visibility

Floats = NDArray[np.float64]
FIRST_ROUND = 4


@dataclass(frozen=True, slots=True)
class Field:
    """``cost_m`` (n,) is the way from each node of ``floor`` to its nearest target, inf where there is none."""

    floor: Visibility
    cost_m: Floats

    def at(self, points: Points) -> tuple[Floats, Index]:
        """Distances (n,) of points (n, 2) inside the floor, and the node each of them walks to first (-1: none).

        A point takes the cheapest node it sees; candidates are tried in the order of the cost they would give, so
        the first visible one is the answer.
        """
        value = np.full(len(points), np.inf)
        node = np.full(len(points), -1, dtype=np.intp)
        known = np.flatnonzero(np.isfinite(self.cost_m))
        if not len(known) or not len(points):
            return value, node
        gap = np.linalg.norm(points[:, None, :] - self.floor.nodes[known][None, :, :], axis=2)
        total = self.cost_m[known][None, :] + gap
        order = np.argsort(total, axis=1, kind="stable")
        open_rows, done, width = np.arange(len(points)), 0, FIRST_ROUND
        while len(open_rows) and done < len(known):
            ranks = order[open_rows, done : done + width]
            hit = self._first_seen(points[open_rows], known[ranks])
            found = hit >= 0
            rows, column = open_rows[found], ranks[found, hit[found]]
            value[rows], node[rows] = total[rows, column], known[column]
            open_rows, done, width = open_rows[~found], done + width, width * 4
        return value, node

    def _first_seen(self, points: Points, candidates: Index) -> Index:
        """Column of the first visible candidate of each row, -1 if none of them is."""
        rows, columns = candidates.shape
        start = np.repeat(points, columns, axis=0)
        flat = candidates.ravel()
        able = self.floor.useful(flat, start)
        able[able] = self.floor.sees(start[able], self.floor.nodes[flat[able]])
        seen = able.reshape(rows, columns)
        return np.where(seen.any(axis=1), seen.argmax(axis=1), -1)
