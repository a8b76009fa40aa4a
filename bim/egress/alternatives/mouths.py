"""Where a pocket is left: the nodes of the network at its cross-section, and how the walk to them is found."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from bim.egress.alternatives.choice import Choice
from bim.egress.alternatives.detours import pieces_of
from bim.egress.alternatives.pockets import LINK, Pocket
from bim.egress.alternatives.walled import flow_to
from bim.egress.flow import Floor, Flow
from bim.geometry.frame import Points

ON_M, DOOR_M = 0.01, 0.05
"""A node this near to a cross-section lies on it; an end of one this near to an exit's jamb is the exit."""


def mouth_nodes(choice: Choice, pocket: Pocket) -> list[int]:
    """The exit or door that a cross-section touches, else its corners; of a stair its far end.

    None where a cross-section ends at no corner: the pocket is then left at the next place that has one.
    """
    if pocket.edge == LINK:
        return [] if pocket.node is None else [pocket.node]
    sheet = choice.sheets[pocket.sheet]
    floor, ends = sheet.floor, sheet.cut.points[sheet.cut.ends[pocket.edge]]
    exits = _exits_at(choice, floor, ends)
    if exits:
        return exits
    nodes = floor.sight.nodes
    on = np.flatnonzero(_gap_m(nodes, ends) <= ON_M)
    doors = [int(n) for n in on if n >= floor.sight.corner_count]
    return [n + floor.first for n in (doors or on.tolist())]


def _exits_at(choice: Choice, floor: Floor, ends: Points) -> list[int]:
    found = []
    for threshold in choice.thresholds.by_level.get(floor.level, ()):
        a, b = np.asarray(threshold.line)
        reach = float(np.hypot(*(b - a))) / 2 + DOOR_M
        node = choice.network.node_of[threshold.anchor]
        near = (np.linalg.norm(ends - np.asarray(threshold.inner), axis=1) <= reach).any()
        if near and floor.first <= node < floor.last:
            found.append(node)
    return found


def _gap_m(points: Points, ends: Points) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Distance of points from the segment between two ends."""
    along = ends[1] - ends[0]
    share = np.clip((points - ends[0]) @ along / max(float(along @ along), 1e-12), 0.0, 1.0)
    gap: np.ndarray[tuple[int], np.dtype[np.float64]] = np.linalg.norm(
        points - ends[0] - share[:, None] * along, axis=1
    )
    return gap


@dataclass(slots=True)
class Mouths:
    """Flows to the nearest mouth or exit, floor by floor where no open stair leaves the floor."""

    choice: Choice
    _flows: dict[int, Flow] = field(default_factory=dict)
    _known: dict[tuple[bytes, tuple[int, ...]], Flow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        choice = self.choice
        network, closed = choice.network, choice.walk.ends.closed
        piece_of = pieces_of(network, closed)
        floors: dict[int, list[int]] = {}
        for number, sheet in enumerate(choice.sheets):
            floors.setdefault(piece_of(sheet.floor.first), []).append(number)
        nodes: dict[int, set[int]] = {piece: set() for piece in floors}
        for pocket in choice.found.pockets:
            for node in mouth_nodes(choice, pocket):
                nodes[piece_of(node)].add(node)
        for target in choice.walk.ends.targets:
            node = network.node_of[target.anchor]
            if node >= 0:
                nodes[piece_of(node)].add(node)
        for piece, mine in floors.items():
            only = choice.sheets[mine[0]].floor if len(mine) == 1 else None
            flow = self._flow(sorted(nodes[piece]), only)
            self._flows |= dict.fromkeys(mine, flow)

    def flow(self, sheet: int) -> Flow:
        return self._flows[sheet]

    def _flow(self, nodes: list[int], only: Floor | None) -> Flow:
        network, closed = self.choice.network, self.choice.walk.ends.closed
        if only is None:
            return flow_to(network, nodes, closed, None)
        key = (only.key, tuple(n - only.first for n in nodes))
        if key not in self._known:
            self._known[key] = flow_to(network, nodes, closed, only)
        known = self._known[key]
        return known if known.first == only.first else Flow(network, known.reach, known.lines, only.first)
