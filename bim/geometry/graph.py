"""Shortest paths on a weighted graph (Dijkstra by scipy), with zero-length edges allowed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Floats = NDArray[np.float64]
Index = NDArray[np.intp]
TINY_M = 1e-12
"""Sparse graphs drop zero weights; a zero-length edge is given this instead."""


@dataclass(frozen=True, slots=True)
class Reach:
    """``cost_m`` (n,): way to the nearest source, inf where none. ``towards`` (n,): next node on it, -1 at the end."""

    cost_m: Floats
    towards: Index
    source: Index

    def way(self, node: int) -> list[int]:
        """Nodes from ``node`` to its source, both included."""
        steps = [node]
        while self.towards[steps[-1]] >= 0:
            steps.append(int(self.towards[steps[-1]]))
        return steps


def graph(count: int, edges: Index, lengths_m: Floats) -> csr_array:
    """Undirected graph of ``count`` nodes, both directions stored; of parallel edges the shortest counts."""
    if not len(edges):
        return csr_array((count, count), dtype=np.float64)
    low, high = edges.min(axis=1), edges.max(axis=1)
    order = np.lexsort((lengths_m, high, low))
    low, high, weight = low[order], high[order], np.maximum(lengths_m[order], TINY_M)
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    low, high, weight = low[first], high[first], weight[first]
    ends = (np.concatenate([low, high]), np.concatenate([high, low]))
    return csr_array((np.concatenate([weight, weight]), ends), shape=(count, count))


def reach(network: csr_array, sources: Index) -> Reach:
    """Distance of every node to the nearest of ``sources``.

    >>> net = graph(4, np.array([[0, 1], [1, 2]]), np.array([2.0, 3.0]))
    >>> reach(net, np.array([0])).cost_m.tolist(), reach(net, np.array([0])).way(2)
    ([0.0, 2.0, 5.0, inf], [2, 1, 0])
    """
    count = network.shape[0]
    if not len(sources):
        nowhere = np.full(count, -1, dtype=np.intp)
        return Reach(np.full(count, np.inf), nowhere, nowhere)
    cost, towards, source = dijkstra(
        network, directed=True, indices=np.unique(sources), return_predecessors=True, min_only=True
    )
    return Reach(cost, np.where(towards < 0, -1, towards).astype(np.intp), source.astype(np.intp))
