"""The largest value in a triangle of the smallest of some cones ``c + |x - v|``: arithmetic alone.

The cones are the ways over the nodes that see the triangle whole, so their smallest is an upper bound of the distance
at every point of it, and the point where that bound is largest is where to look for the farthest one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bim.geometry.frame import Points
from bim.geometry.regions import halves, lipschitz_m
from bim.geometry.sparse import Floats, Index, gather, last_of_each, smallest, starts

MAX_TRIANGLES, MAX_EACH = 20_000, 20
"""Searched triangles, and those for each one asked for, after which the bound stays as it is."""


@dataclass(frozen=True, slots=True)
class Cones:
    """``first`` (t + 1): where the cones of each triangle begin; ``at`` (n, 2) their tips, ``cost_m`` (n,) there."""

    first: Index
    at: Points
    cost_m: Floats


@dataclass(frozen=True, slots=True)
class Top:
    """For each triangle an upper bound of its largest value, and the point with the largest value found."""

    upper_m: Floats
    point: Points


def top(corner: Points, cones: Cones, limit_m: Floats, slack_m: float) -> Top:
    """The top of each triangle ``corner`` (t, 3, 2), within ``slack_m``, or known not to exceed its ``limit_m``.

    Every triangle needs at least one cone.
    """
    count = len(corner)
    upper, low, point = np.full(count, -np.inf), np.full(count, -np.inf), corner.mean(axis=1)
    mine, searched, most = np.arange(count), 0, MAX_TRIANGLES + MAX_EACH * count
    while len(mine):
        value, bound = _values(corner, mine, cones)
        _keep_best(corner, mine, value, low, point)
        searched += len(mine)
        open_ = (bound > np.maximum(low[mine] + slack_m, limit_m[mine])) & (searched < most)
        np.maximum.at(upper, mine[~open_], bound[~open_])
        corner, mine = halves(corner[open_]), np.repeat(mine[open_], 2)
    return Top(upper, point)


def _values(corner: Points, mine: Index, cones: Cones) -> tuple[Floats, Floats]:
    """Values (t, 3) at the corners, and an upper bound (t,) over the triangle."""
    owner, place = gather(cones.first, mine)
    total = np.linalg.norm(corner[owner] - cones.at[place][:, None, :], axis=2) + cones.cost_m[place][:, None]
    first = starts(owner, len(mine))
    value = np.minimum.reduceat(total, first[:-1], axis=0)
    bound, _ = smallest(first, total.max(axis=1))
    return value, np.minimum(bound, lipschitz_m(corner, value))


def _keep_best(corner: Points, mine: Index, value: Floats, low: Floats, point: Points) -> None:
    column = value.argmax(axis=1)
    best = value[np.arange(len(mine)), column]
    order = np.lexsort((best, mine))
    last = order[last_of_each(mine[order])]
    better = last[best[last] > low[mine[last]]]
    low[mine[better]] = best[better]
    point[mine[better]] = corner[better, column[better]]
