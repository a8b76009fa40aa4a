"""The network on which nobody walks through an exit: a walk has ended at its door."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bim.egress.alternatives.thresholds import Thresholds
from bim.egress.flow import Floor, Flow
from bim.egress.network import Network
from bim.geometry.graph import Reach, reach
from bim.geometry.sparse import Index

Lines = NDArray[np.float64]


def walled(network: Network, thresholds: Thresholds) -> Network:
    """The same nodes and floors without the edges that cross a threshold, and without steps behind one.

    Floors that differ in their thresholds get different keys, so flows are shared between equal floors only.
    """
    by_level = {level: [t for t in found if t.walled] for level, found in thresholds.by_level.items()}
    if not any(by_level.values()):
        return network
    known: dict[bytes, NDArray[np.bool_]] = {}
    floors, keeps = [], [np.empty(0, dtype=np.bool_)]
    for floor in network.floors:
        lines = np.array([t.line for t in by_level.get(floor.level, ())]).reshape(-1, 4)
        key = floor.key + lines.tobytes()
        if key not in known:
            known[key] = ~_crossed(floor, lines)
        floors.append(replace(floor, key=key))
        keeps.append(known[key])
    keep = np.concatenate(keeps)
    shut = {t.anchor for found in by_level.values() for t in found}
    links = [k for k in network.links if k.stairs or shut.isdisjoint((k.start, k.end))]
    edges, lengths = network.edges[keep], network.lengths_m[keep]
    return Network(network.plan, floors, links, network.node_of, network.count, edges, lengths)


def _crossed(floor: Floor, lines: Lines) -> NDArray[np.bool_]:
    """Which edges of a floor cross one of the lines (n, 4)."""
    at = floor.sight.nodes[floor.sight.edges]
    found = np.zeros(len(at), dtype=np.bool_)
    for line in lines:
        p, q = line[:2], line[2:]
        sides = _side(p, q, at[:, 0]) * _side(p, q, at[:, 1])
        ends = _side(at[:, 0], at[:, 1], p) * _side(at[:, 0], at[:, 1], q)
        found |= (sides < 0) & (ends < 0)
    return found


def _side(a: Lines, b: Lines, point: Lines) -> Lines:
    """Twice the signed area of the triangle a, b, point (each may be many)."""
    along, to = b - a, point - a
    result: Lines = along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]
    return result


def flow_to(network: Network, nodes: list[int], closed: frozenset[int], floor: Floor | None) -> Flow:
    """Ways from everywhere to the nearest of some nodes; ``floor``: the only one from which they are reached."""
    ways, lines = network.without_stairs(closed)
    if floor is None:
        return Flow(network, reach(ways, np.array(nodes, dtype=np.intp)), lines)
    local: Index = np.array(nodes, dtype=np.intp) - floor.first
    found: Reach = reach(ways[floor.first : floor.last, floor.first : floor.last], local)
    return Flow(network, found, lines, floor.first)
