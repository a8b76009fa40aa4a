"""Each floor of one reading cut along its cross-sections, with the triangles where exits and stairs are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress.alternatives.crossings import Crossings
from bim.egress.alternatives.thresholds import Threshold, Thresholds
from bim.egress.flow import Floor
from bim.egress.network import Network
from bim.egress.targets import Ends, Target

Terminals = dict[int, int]
"""Triangle by node."""


@dataclass(slots=True)
class Sheet:
    """``exits``: triangle and target. ``links``: triangles by node where a stair or step begins."""

    floor: Floor
    cut: Crossings
    exits: list[tuple[int, Target]]
    links: Terminals
    key: Hashable
    """Equal for floors with equal cuts."""


@dataclass(slots=True)
class Sheets:
    """Makes sheets; floors drawn alike with thresholds alike are cut once."""

    network: Network
    thresholds: Thresholds
    ends: Ends
    _cuts: dict[bytes, Crossings] = field(default_factory=dict)

    def all(self, ways_in: set[int]) -> list[Sheet]:
        """Sheets of all floors. ``ways_in``: nodes where a stair or step may be entered."""
        exits: dict[int, list[Target]] = defaultdict(list)
        for target in self.ends.targets:
            node = self.network.node_of[target.anchor]
            if node >= 0:
                exits[node].append(target)
        at = {(t.anchor, t.cell): t for found in self.thresholds.by_level.values() for t in found}
        return [self._sheet(floor, exits, ways_in, at) for floor in self.network.floors]

    def _sheet(
        self,
        floor: Floor,
        exits: dict[int, list[Target]],
        ways_in: set[int],
        thresholds: dict[tuple[int, int], Threshold],
    ) -> Sheet:
        near = _near(floor, self.thresholds.by_level.get(floor.level, []))
        key = floor.key + repr([t.line for t in near]).encode()
        if key not in self._cuts:
            self._cuts[key] = Crossings.of(_shape(floor, near))
        cut = self._cuts[key]
        nodes = range(floor.first, floor.last)
        mine = [t for n in nodes if n in exits for t in exits[n]]
        links = [n for n in nodes if n in ways_in]
        spots = [thresholds[t.anchor, t.cell].within if t.portal is not None else self._at(floor, t) for t in mine]
        spots += [_node(floor, n) for n in links]
        place = cut.at(spots) if spots else []
        found = list(zip(place, mine, strict=False))
        return Sheet(floor, cut, found, dict(zip(links, place[len(mine) :], strict=True)), key)

    def _at(self, floor: Floor, target: Target) -> tuple[float, float]:
        return _node(floor, self.network.node_of[target.anchor])


def _node(floor: Floor, node: int) -> tuple[float, float]:
    x, y = floor.sight.nodes[node - floor.first]
    return (float(x), float(y))


def _near(floor: Floor, thresholds: list[Threshold]) -> list[Threshold]:
    west, south, east, north = floor.sight.polygon.bounds
    return [t for t in thresholds if west - 1 <= t.inner[0] <= east + 1 and south - 1 <= t.inner[1] <= north + 1]


def _shape(floor: Floor, thresholds: list[Threshold]) -> BaseGeometry:
    """The floor with its exit doors shut, and the depth of doors that lead outdoors added to it."""
    shape: BaseGeometry = floor.sight.polygon
    shut = [shapely.LineString(t.line).buffer(0.001, cap_style="flat") for t in thresholds if t.walled]
    nubs = [shapely.Polygon(t.nub) for t in thresholds if t.nub]
    if shut:
        shape = shapely.difference(shape, shapely.union_all(shut))
    return shapely.union_all([shape, *nubs]) if nubs else shape
