"""Visibility graph of one connected polygon with holes, with extra points (doors, stair ends) as nodes.

Source: Lozano-Pérez and Wesley, "An algorithm for planning collision-free paths among polyhedral obstacles", 1979;
only tangent edges are kept (Rohnert 1986), which changes no distance.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.geometry.corners import reflex_corners, tangent
from bim.geometry.frame import Points
from bim.geometry.tolerances import GROW_M

Mask = NDArray[np.bool_]
Index = NDArray[np.intp]
CHUNK = 200_000


class Visibility:
    """Who sees whom in ``polygon``. Nodes 0..k-1 are its reflex corners, then come the ``extra`` points in order.

    ``edges`` (m, 2) and ``lengths_m`` (m,) hold each tangent edge once; distances along them are exact.
    """

    def __init__(self, polygon: Polygon, extra: Points | None = None) -> None:
        self.polygon = polygon
        floating: Polygon = shapely.set_precision(polygon, 0.0)  # a grid coarser than GROW_M would swallow holes
        self._sight = floating.buffer(GROW_M, join_style="mitre", mitre_limit=10.0)
        shapely.prepare(self._sight)
        self._corners = reflex_corners(polygon)
        points = np.empty((0, 2)) if extra is None or not len(extra) else np.asarray(extra, dtype=np.float64)
        self.corner_count = len(self._corners)
        self.nodes: Points = np.concatenate([self._corners.at, points])
        self.edges, self.lengths_m = self._edges()

    def sees(self, start: Points, end: Points) -> Mask:
        """For each pair of points (n, 2): is the straight line between them free?"""
        pairs = np.stack([start, end], axis=1)
        seen = [self._covers(shapely.linestrings(pairs[i : i + CHUNK])) for i in range(0, len(pairs), CHUNK)]
        return np.concatenate(seen) if seen else np.zeros(0, dtype=np.bool_)

    def sees_triangle(self, eye: Points, triangles: Points) -> Mask:
        """For each eye (n, 2) and triangle (n, 3, 2): is the whole triangle visible (their common hull free)?"""
        hulls = shapely.convex_hull(shapely.multipoints(np.concatenate([triangles, eye[:, None, :]], axis=1)))
        return self._covers(hulls)

    def _covers(self, shapes: BaseGeometry | NDArray[np.object_]) -> Mask:
        return np.atleast_1d(np.asarray(shapely.covers(self._sight, shapes), dtype=np.bool_))

    def useful(self, node: Index, other: Points) -> Mask:
        """Whether a shortest path may come from ``other`` (n, 2) and turn at ``node`` (n,). Extra points always may."""
        mask: Mask = np.ones(len(node), dtype=np.bool_)
        corner = node < self.corner_count
        mask[corner] = tangent(self._corners, node[corner], self.nodes[node[corner]] - other[corner])
        return mask

    def _edges(self) -> tuple[Index, NDArray[np.float64]]:
        count = len(self.nodes)
        first, second = np.triu_indices(count, k=1)
        keep: Mask = self.useful(first, self.nodes[second])
        first, second = first[keep], second[keep]
        keep = self.useful(second, self.nodes[first])
        first, second = first[keep], second[keep]
        seen = self.sees(self.nodes[first], self.nodes[second])
        edges = np.stack([first[seen], second[seen]], axis=1)
        lengths = np.linalg.norm(self.nodes[edges[:, 0]] - self.nodes[edges[:, 1]], axis=1)
        return edges, lengths
