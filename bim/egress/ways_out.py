"""Which stairs lead on to the street: a stair whose foot has no way to a final exit is no exit of any storey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bim.egress import words
from bim.egress.exits import GRADE_M
from bim.egress.joins import Join
from bim.egress.scene import Scene
from bim.egress.spacegraph import reachable

RISE_M = 0.05
"""Two landings nearer in height than this are level."""


@dataclass(slots=True)
class WaysOut:
    """Topology only, so a column may still close a way that is told here; the distances then say so.

    From a storey one walks down (up from below grade) the stair at hand to its end; there over doors, and over other
    stairs in the same direction. Nobody turns back up the stair: the neighbour's exit is not this stair's.
    """

    scene: Scene
    confirmed_only: bool = False
    """Only final exits that a person has confirmed count."""
    _leaving: set[int] = field(init=False)
    """Cells from which doors alone lead to a final exit."""
    _links: dict[int, list[tuple[int, int]]] = field(init=False)
    """Cell to the cells that a stair joins with it, with the group of the stair."""

    def __post_init__(self) -> None:
        scene = self.scene
        known = zip(scene.joins, scene.proposals, strict=True)
        sure = ("confirmed",) if self.confirmed_only else ("confirmed", "proposed")
        finals = [j for j, p in known if p.kind == "final" and p.status in sure]
        self._leaving = reachable(scene.graph, {c for j in finals for c in j.sides if c is not None})
        self._links = defaultdict(list)
        for link in scene.links:
            if link.cells is not None and link.stairs:
                (a, b), group = link.cells, scene.wells.group_of[link.stairs[0]]
                self._links[a].append((b, group))
                self._links[b].append((a, group))

    def stair(self, index: int) -> bool:
        """Whether the walk over this stair towards grade goes on to a final exit."""
        scene = self.scene
        group = scene.wells.group_of[index]
        starts = [c for link in scene.links if index in link.stairs and link.cells for c in link.cells]
        if not starts:
            return False
        grade = scene.facts.reference_z_m
        far = max(starts, key=lambda c: abs(scene.plan.z_m(c) - grade))
        down = scene.plan.z_m(far) >= grade
        return any(self._over_stack(c, group, down) for c in self._onward(far, down, group))

    def door(self, join: Join) -> bool:
        """Whether a door that a person calls a storey exit leads on: by the stair behind it, else by either side."""
        wells = self.scene.wells
        cells = [c for c in join.sides if c is not None]
        if len(cells) < 2:
            return True
        behind = [s for c in cells for s in wells.wells.get(c, ())]
        groups = {wells.lobbies[c] for c in cells if c in wells.lobbies}
        behind = behind or [s for s, g in wells.group_of.items() if g in groups]
        if behind:
            return any(self.stair(s) for s in dict.fromkeys(behind))
        return any(self._on_foot([c], down) for c in cells for down in (True, False))

    def _over_stack(self, cell: int, group: int, down: bool) -> bool:
        """From a landing on along stairs that stand on each other, and from the last one on foot."""
        todo, seen = [cell], {cell}
        while todo:
            here = todo.pop()
            if here in self._leaving:
                return True
            more = [c for c in self._onward(here, down, group) if c not in seen]
            if not more and self._on_foot([here], down):
                return True
            seen.update(more)
            todo += more
        return False

    def _on_foot(self, start: Iterable[int], down: bool) -> bool:
        seen: set[int] = set()
        todo = list(start)
        while todo:
            piece = reachable(self.scene.graph, todo, seen)
            if piece & self._leaving:
                return True
            seen |= piece
            todo = [other for c in piece for other in self._onward(c, down) if other not in seen]
        return False

    def _onward(self, cell: int, down: bool, group: int | None = None) -> Iterator[int]:
        """Landings of stairs from here that lie lower (or higher); about grade either way is one and the same."""
        plan, grade = self.scene.plan, self.scene.facts.reference_z_m
        z_m = plan.z_m(cell)
        for other, mine in self._links.get(cell, ()):
            rise = plan.z_m(other) - z_m
            near = group is None and abs(z_m - grade) <= GRADE_M and abs(rise) <= GRADE_M
            if (group is None or mine == group) and (near or (rise < -RISE_M if down else rise > RISE_M)):
                yield other


def mark_dead_ends(scene: Scene) -> None:
    """Marks the stairs, and the doors confirmed as storey exits, that lead to no final exit: they are no exits."""
    out, sure = WaysOut(scene), WaysOut(scene, confirmed_only=True)
    for index, row in enumerate(scene.stairs):
        if len(row.line) > 1 and sure.stair(index):
            row.way_out_status = "confirmed"
        if not row.inside_flat and len(row.line) > 1 and not out.stair(index):
            row.leads_out = False
            row.evidence = (*row.evidence, words.NO_WAY_OUT)
    storey = [i for i, p in enumerate(scene.proposals) if p.kind == "storey"]
    scene.dead_doors = frozenset(i for i in storey if not out.door(scene.joins[i]))
