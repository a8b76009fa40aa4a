"""One reading of the stairs: where two different exits can be chosen, and the flows to one exit and to the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from bim.egress.alternatives.detours import Detours, open_links, pieces_of
from bim.egress.alternatives.pockets import Found, find_pockets
from bim.egress.alternatives.sheets import Sheet, Sheets
from bim.egress.alternatives.thresholds import Thresholds
from bim.egress.alternatives.walled import flow_to, walled
from bim.egress.flow import Flow
from bim.egress.flows import Walk
from bim.egress.network import Network
from bim.egress.scene import Scene
from bim.egress.spacegraph import components
from bim.egress.targets import Target


@dataclass(slots=True)
class Part:
    """Cells of a storey that doors and openings join, and its exits: targets by group."""

    storey: str
    cells: set[int]
    exits: dict[Hashable, list[Target]] = field(default_factory=dict)


@dataclass(slots=True)
class Choice:
    """``detours``: by exit of a part, (number of the part, group)."""

    scene: Scene
    walk: Walk
    network: Network
    sheets: list[Sheet]
    found: Found
    parts: list[Part]
    detours: Detours
    thresholds: Thresholds
    _local: dict[tuple[bytes, int], Flow] = field(default_factory=dict)

    def flows_from(self, nodes: list[int], closed: frozenset[int]) -> dict[int, Flow]:
        """A flow to each of some nodes, shared between equal floors that nothing open leaves."""
        made = {}
        piece_of = pieces_of(self.network, closed)
        sizes = Counter(piece_of(floor.first) for floor in self.network.floors)
        floors = {piece_of(floor.first): floor for floor in self.network.floors}
        for node in nodes:
            floor = floors[piece_of(node)]
            if sizes[piece_of(node)] > 1:
                made[node] = flow_to(self.network, [node], closed, None)
                continue
            key = (floor.key, node - floor.first)
            if key not in self._local:
                self._local[key] = flow_to(self.network, [node], closed, floor)
            known = self._local[key]
            made[node] = Flow(self.network, known.reach, known.lines, floor.first)
        return made


def make_choice(scene: Scene, network: Network, walk: Walk) -> Choice:
    """Cuts the floors of one reading. No stair and no door is walked through that is an exit in it."""
    thresholds = Thresholds.of(scene, walk.ends)
    shut = walled(network, thresholds)
    links = open_links(shut, walk.ends.closed)
    sheets = Sheets(shut, thresholds, walk.ends).all({node for pair in links for node in pair})
    parts = _parts(scene, walk)
    exits: dict[Hashable, list[Target]] = {
        (n, group): targets for n, part in enumerate(parts) for group, targets in part.exits.items()
    }
    detours = Detours(shut, walk.ends.closed, exits)
    return Choice(scene, walk, shut, sheets, find_pockets(sheets, links), parts, detours, thresholds)


def _parts(scene: Scene, walk: Walk) -> list[Part]:
    made: list[Part] = []
    part_of: dict[int, int] = {}
    for storey in scene.facts.storeys:
        for cells in components(scene.graph, scene.cells_of_storey.get(storey.guid, set())):
            part_of |= dict.fromkeys(cells, len(made))
            made.append(Part(storey.guid, cells))
    for target in walk.ends.targets:
        if target.cell in part_of:
            made[part_of[target.cell]].exits.setdefault(target.group, []).append(target)
    return made
