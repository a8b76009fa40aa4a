"""The shortest walk between two points of one polygon: the smallest use of the graph, and its test bench."""

from __future__ import annotations

import numpy as np
from shapely import Polygon

from bim.geometry.graph import graph, reach
from bim.geometry.visibility import Visibility

Point2 = tuple[float, float]


def shortest_path(polygon: Polygon, start: Point2, end: Point2) -> tuple[float, list[Point2]] | None:
    """Length in metres and corner points of the shortest path in a polygon with holes; None if there is no path.

    >>> room = Polygon([(0, 0), (4, 0), (4, 4), (3, 4), (3, 1), (1, 1), (1, 4), (0, 4)])
    >>> shortest_path(room, (0.0, 4.0), (4.0, 4.0))[0] == 2 + 2 * 10**0.5
    True
    """
    floor = Visibility(polygon, np.array([start, end], dtype=np.float64))
    first = floor.corner_count
    found = reach(graph(len(floor.nodes), floor.edges, floor.lengths_m), np.array([first + 1]))
    if not np.isfinite(found.cost_m[first]):
        return None
    points = [(float(x), float(y)) for x, y in floor.nodes[found.way(first)]]
    return float(found.cost_m[first]), points
