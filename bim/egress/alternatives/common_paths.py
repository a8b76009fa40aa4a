"""Common path of every space: how far one walks before two different exits can be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from bim.egress.alternatives.choice import Choice
from bim.egress.alternatives.detours import Exit
from bim.egress.alternatives.stretches import Stretch, Stretches
from bim.egress.measured import CommonPath
from bim.egress.result import Distance
from bim.facts import Point3


@dataclass(slots=True)
class CommonPaths:
    """Common paths of one reading, from its stretches."""

    choice: Choice
    stretches: Stretches
    _exit_at: dict[int, Exit] = field(default_factory=dict)
    _pairs: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _nodes: dict[Point3, int] = field(default_factory=dict)
    _node_of: dict[str, int] = field(default_factory=dict)
    """A node of each exit, by GUID."""

    def __post_init__(self) -> None:
        for key, targets in self.choice.detours.exits.items():
            self._exit_at |= {self.choice.network.node_of[t.anchor]: key for t in targets}
        self._node_of = {t.guid: n for n, t in self.choice.walk.at.items()}

    def of(self, cells: list[int], way: Distance | None) -> CommonPath | None:
        """Of a space with these cells, whose way to the storey exit is ``way``."""
        if way is None:
            return None
        if any(c in self.choice.walk.ends.inside for c in cells):
            return CommonPath(0.0, 0.0, way.path[:1], way.path[0], (way.target,))
        if self.stretches.one_exit.intersection(cells):
            return CommonPath(way.value_m, way.error_m, way.path, None, (way.target,))
        mine = [s for c in cells for s in self.stretches.by_cell.get(c, ())]
        if mine:
            return self._longest(mine)
        if self.stretches.free.isdisjoint(cells):
            return CommonPath(way.value_m, way.error_m, way.path, None, (way.target,))
        return CommonPath(0.0, 0.0, way.path[:1], way.path[0], self._exits(way))

    def _longest(self, mine: list[Stretch]) -> CommonPath:
        best = max(mine, key=lambda s: (s.way.value_m - s.slack_m, s.way.value_m))
        value = max(0.0, best.way.value_m - best.slack_m)
        upper = max(s.way.upper_m for s in mine)
        return CommonPath(value, max(0.0, upper - value), best.way.path, best.way.path[-1], self._at_mouth(best))

    def _at_mouth(self, stretch: Stretch) -> tuple[str, ...]:
        sheet, at = self.choice.found.pockets[stretch.pocket].sheet, stretch.way.path[-1]
        if at not in self._nodes:
            self._nodes[at] = self._nearest_node(sheet, at)
        return self._pair(self._nodes[at])

    def _nearest_node(self, sheet: int, at: Point3) -> int:
        floor, plan = self.choice.sheets[sheet].floor, self.choice.scene.plan
        x, y = plan.frame.point_in(at[0], at[1])
        gaps = (floor.sight.nodes[:, 0] - x) ** 2 + (floor.sight.nodes[:, 1] - y) ** 2
        return floor.first + int(gaps.argmin()) if len(gaps) else -1

    def _exits(self, way: Distance) -> tuple[str, ...]:
        """The exit of a way and the next one from there."""
        return self._pair(self._node_of.get(way.target, -1)) or (way.target,)

    def _pair(self, node: int) -> tuple[str, ...]:
        """The nearest exit from a node and the nearest one that is another."""
        if node not in self._pairs:
            self._pairs[node] = self._find_pair(node)
        return self._pairs[node]

    def _find_pair(self, node: int) -> tuple[str, ...]:
        detours = self.choice.detours
        first = detours.around(node)
        if first is None or first.cost_m(node) == float("inf"):
            return ()
        end = first.end(node)
        second = detours.without(self._exit_at[end])
        found = [end] if second is None or second.cost_m(node) == float("inf") else [end, second.end(node)]
        return tuple(self.choice.walk.guids[n] for n in found)
