"""Ways to the nearest exit that is not a given one, for many exits at the price of few searches.

Exits are numbered. For each binary digit of the number there are two searches: to the exits with a 0 there, and to
those with a 1. Any other exit differs from a given one in some digit, so the shortest way to another exit is the least
of the searches to the opposite digits: twice the logarithm of the number of exits, not one search each.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np

from bim.egress.flow import Floor, Flow, Path
from bim.egress.network import Network
from bim.egress.targets import Target
from bim.geometry.sparse import Floats, Index

Exit = Hashable


@dataclass(slots=True)
class Detour(Flow):
    """The shortest of several flows, node by node."""

    flows: tuple[Flow, ...] = ()

    def costs_of(self, floor: Floor) -> Floats:
        least: Floats = np.minimum.reduce([f.costs_of(floor) for f in self.flows])
        return least

    def cost_m(self, node: int) -> float:
        return min(f.cost_m(node) for f in self.flows)

    def costs_at(self, nodes: Index) -> Floats:
        """The ways in metres from some nodes; a node -1 is cut off."""
        least: Floats = np.minimum.reduce([_costs_at(f, nodes) for f in self.flows])
        return least

    def steps(self, node: int) -> list[int]:
        return self._best(node).steps(node)

    def path(self, node: int) -> Path:
        return self._best(node).path(node)

    def end(self, node: int) -> int:
        return self._best(node).end(node)

    def _best(self, node: int) -> Flow:
        return min(self.flows, key=lambda f: f.cost_m(node))


@dataclass(slots=True)
class Detours:
    """Flows by group of exits that can be reached from each other. ``exits``: targets by the exit they belong to."""

    network: Network
    closed: frozenset[int]
    exits: dict[Exit, list[Target]]
    _numbers: dict[Exit, tuple[int, int]] = field(default_factory=dict)
    """By exit: its piece of the network and its number there."""
    _flows: list[list[tuple[Flow, Flow]]] = field(default_factory=list)
    """By piece and digit: the ways to the exits with a 0 and with a 1."""
    _first: dict[int, Exit] = field(default_factory=dict)
    """By piece: its first exit."""
    _piece_of: Callable[[int], int] = field(init=False)

    def __post_init__(self) -> None:
        pieces: dict[int, list[Exit]] = defaultdict(list)
        self._piece_of = piece_of = pieces_of(self.network, self.closed)
        for key, targets in self.exits.items():
            nodes = [n for n in (self.network.node_of[t.anchor] for t in targets) if n >= 0]
            if nodes:
                pieces[piece_of(nodes[0])].append(key)
        self._first = {piece: mine[0] for piece, mine in pieces.items()}
        for number, mine in enumerate(pieces.values()):
            self._numbers |= {key: (number, i) for i, key in enumerate(mine)}
            digits = range((len(mine) - 1).bit_length())
            self._flows.append([(self._to(mine, digit, 0), self._to(mine, digit, 1)) for digit in digits])

    def _to(self, exits: list[Exit], digit: int, value: int) -> Flow:
        anchors = [t.anchor for i, key in enumerate(exits) if i >> digit & 1 == value for t in self.exits[key]]
        return self.network.flow(anchors, self.closed)

    def without(self, exit_: Exit) -> Detour | None:
        """Ways to every other exit; None where none can be reached from there."""
        if exit_ not in self._numbers:
            return None
        piece, number = self._numbers[exit_]
        flows = tuple(pair[1 - (number >> digit & 1)] for digit, pair in enumerate(self._flows[piece]))
        return _detour(flows) if flows else None

    def around(self, node: int) -> Detour | None:
        """Ways to the nearest of all exits that can be reached from a node; None where there are not two."""
        first = self._first.get(self._piece_of(node)) if node >= 0 else None
        flows = [] if first is None else self._flows[self._numbers[first][0]]
        return _detour(flows[0]) if flows else None


def _costs_at(flow: Flow, nodes: Index) -> Floats:
    costs = flow.reach.cost_m
    at = nodes - flow.first
    able = (nodes >= 0) & (at >= 0) & (at < len(costs))
    return np.where(able, costs[np.where(able, at, 0)], np.inf) if len(costs) else np.full(len(nodes), np.inf)


def _detour(flows: tuple[Flow, ...]) -> Detour:
    first = flows[0]
    return Detour(first.network, first.reach, first.lines, first.first, flows=flows)


def pieces_of(network: Network, closed: frozenset[int]) -> Callable[[int], int]:
    """Tells for a node which piece of the network it lies in: floors that open stairs and steps tie together."""
    starts = [floor.first for floor in network.floors]
    root = list(range(len(starts)))

    def find(floor: int) -> int:
        while root[floor] != floor:
            root[floor] = root[root[floor]]
            floor = root[floor]
        return floor

    for a, b in open_links(network, closed):
        root[find(bisect.bisect_right(starts, a) - 1)] = find(bisect.bisect_right(starts, b) - 1)
    return lambda node: find(bisect.bisect_right(starts, node) - 1)


def open_links(network: Network, closed: frozenset[int]) -> list[tuple[int, int]]:
    """Pairs of nodes that stairs and steps join which are not closed."""
    pairs = [(network.node_of[k.start], network.node_of[k.end]) for k in network.links if closed.isdisjoint(k.stairs)]
    return [(a, b) for a, b in pairs if a >= 0 and b >= 0 and a != b]
