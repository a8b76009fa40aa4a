"""Fast marching on a grid with walls between cells: arrival times of a front that moves one metre a second.

Source: Sethian, "A fast marching level set method for monotonically advancing fronts", 1996, with the second-order
upwind scheme of his 1999 review. Own code; it shares nothing with the product's visibility graphs.
"""

from __future__ import annotations

import heapq
import math

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]
Links = NDArray[np.bool_]


def march(seeds: dict[tuple[int, int], float], right: Links, up: Links, step_m: float) -> Grid:
    """Arrival (rows, columns) in metres, inf where the front never comes.

    ``seeds``: known cells with their values. ``right[r, c]``: may one pass from (r, c) to (r, c + 1); ``up[r, c]``:
    to (r + 1, c).
    """
    rows, columns = right.shape
    width = columns + 2
    # flat lists with a rim of one cell: no index is ever checked
    ways = {1: _flat(right), width: _flat(up)}
    arrival = [math.inf] * ((rows + 2) * width)
    final = bytearray(len(arrival))
    front = [(value, (r + 1) * width + c + 1) for (r, c), value in seeds.items()]
    for value, cell in front:
        arrival[cell] = min(arrival[cell], value)
    heapq.heapify(front)
    while front:
        value, cell = heapq.heappop(front)
        if final[cell] or value > arrival[cell]:
            continue
        final[cell] = 1
        for axis, way in ways.items():
            for neighbour, open_ in ((cell + axis, way[cell]), (cell - axis, way[cell - axis])):
                if open_ and not final[neighbour]:
                    new = _solve([_upwind(arrival, final, ways[a], neighbour, a) for a in ways], step_m)
                    if new < arrival[neighbour]:
                        arrival[neighbour] = new
                        heapq.heappush(front, (new, neighbour))
    return np.array(arrival).reshape(rows + 2, width)[1:-1, 1:-1]


def _flat(links: Links) -> list[bool]:
    return [bool(v) for v in np.pad(links, 1).reshape(-1)]


def _upwind(arrival: list[float], final: bytearray, way: list[bool], cell: int, axis: int) -> tuple[float, float]:
    """Value and weight of an axis: (4 a - b) / 3 with 9/4 where two settled cells lie in line, else a with 1."""
    best, best_two = math.inf, (math.inf, 1.0)
    for side in (axis, -axis):
        near, passable = cell + side, way[cell] if side > 0 else way[cell + side]
        if passable and final[near] and arrival[near] < best:
            best = arrival[near]
            far, on = near + side, way[near] if side > 0 else way[near + side]
            second = on and final[far] and arrival[far] <= best
            best_two = ((4 * best - arrival[far]) / 3, 2.25) if second else (best, 1.0)
    return best_two


def _solve(axes: list[tuple[float, float]], step_m: float) -> float:
    """Largest root of the sum over the axes of weight (t - value)² = step², with one axis where two do not agree."""
    known = sorted((value, weight) for value, weight in axes if math.isfinite(value))
    single = min((value + step_m / math.sqrt(weight) for value, weight in known), default=math.inf)
    if len(known) < 2:
        return single
    a = sum(w for _, w in known)
    b = sum(w * v for v, w in known)
    c = sum(w * v * v for v, w in known) - step_m**2
    under = b * b - a * c
    if under < 0:
        return single
    both = (b + math.sqrt(under)) / a
    return both if both >= known[1][0] else single
