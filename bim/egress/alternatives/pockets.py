"""Pockets: the parts of a building that are left through one place only, before two different exits can be chosen.

The triangles of all floors, joined by cross-sections, stairs and steps, make a graph; all exits are tied to one node,
the outside. A cross-section whose removal cuts triangles off from the outside (a bridge, Tarjan 1974) has to be passed
by everybody behind it: they are its pocket. The outermost such cross-section counts, if the pocket is deeper than the
cross-section is wide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from bim.egress.alternatives.sheets import Sheet
from bim.egress.alternatives.trimmed import Trimmed, is_deep

OUTSIDE = 0
LINK = -1
Step = tuple[int, int, int]
"""Node beyond, sheet (``LINK``: stair or step), and the cross-section (of a stair: network node at its near end)."""


@dataclass(slots=True)
class Pocket:
    """``sheet``, ``edge``: the cross-section where it is left; or ``node``: the far end of the stair by which it is.
    ``members``: its triangles by sheet."""

    sheet: int
    edge: int
    node: int | None
    members: dict[int, list[int]]


@dataclass(slots=True)
class Found:
    """``free``: triangles by sheet from which two exits can be chosen; ``one_exit``: those that reach one only."""

    pockets: list[Pocket] = field(default_factory=list)
    free: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    one_exit: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Graph:
    """``near``: by node, 0 is the outside. ``home``: sheet and triangle by node. ``groups``: exits by node."""

    near: list[list[Step]] = field(default_factory=lambda: [[]])
    home: list[tuple[int, int]] = field(default_factory=lambda: [(LINK, LINK)])
    groups: dict[int, set[Hashable]] = field(default_factory=lambda: defaultdict(set))


@dataclass(slots=True)
class _Tree:
    """Depth-first tree from the outside. ``last``: place in ``order`` after the last node below."""

    order: list[int]
    up: list[tuple[int, Step] | None]
    low: list[int]
    entry: list[int]
    last: list[int]


def find_pockets(sheets: list[Sheet], links: list[tuple[int, int]]) -> Found:
    """Pockets of one reading. ``links``: pairs of nodes that open stairs and steps join."""
    trimmed = _trim(sheets)
    graph = _graph(sheets, trimmed, links)
    return _Sorting(sheets, trimmed, graph, _tree(graph)).found()


def _trim(sheets: list[Sheet]) -> list[Trimmed | None]:
    """Sheets without an exit or a stair lead nowhere: None."""
    known: dict[Hashable, Trimmed] = {}
    made: list[Trimmed | None] = []
    for sheet in sheets:
        terminals = frozenset(t for t, _ in sheet.exits) | frozenset(sheet.links.values())
        key = (sheet.key, terminals)
        if terminals and key not in known:
            known[key] = Trimmed.of(sheet.cut, terminals)
        made.append(known.get(key))
    return made


def _graph(sheets: list[Sheet], trimmed: list[Trimmed | None], links: list[tuple[int, int]]) -> _Graph:
    made = _Graph()
    spots: dict[int, int] = {}
    for number, (sheet, rest) in enumerate(zip(sheets, trimmed, strict=True)):
        if rest is None:
            continue
        node_of = {triangle: len(made.near) + i for i, triangle in enumerate(rest.core)}
        made.near += [[(node_of[o], number, edge) for o, edge in near] for near in rest.core.values()]
        made.home += [(number, triangle) for triangle in rest.core]
        for triangle, target in sheet.exits:
            made.groups[node_of[triangle]].add(target.group)
        spots |= {node: node_of[triangle] for node, triangle in sheet.links.items()}
    for node in made.groups:
        made.near[node].append((OUTSIDE, LINK, LINK))
        made.near[OUTSIDE].append((node, LINK, LINK))
    for a, b in links:
        if a in spots and b in spots and spots[a] != spots[b]:
            made.near[spots[a]].append((spots[b], LINK, a))
            made.near[spots[b]].append((spots[a], LINK, b))
    return made


def _tree(graph: _Graph) -> _Tree:
    count = len(graph.near)
    entry, low, last = [-1] * count, [0] * count, [0] * count
    up: list[tuple[int, Step] | None] = [None] * count
    ways = [iter(steps) for steps in graph.near]
    backed = bytearray(count)
    order, todo = [OUTSIDE], [OUTSIDE]
    entry[OUTSIDE] = 0
    while todo:
        node = todo[-1]
        above = up[node]
        for step in ways[node]:
            other = step[0]
            if entry[other] < 0:
                entry[other] = low[other] = len(order)
                order.append(other)
                up[other] = (node, step)
                todo.append(other)
                break
            if above is not None and other == above[0] and not backed[node]:
                backed[node] = 1
            elif entry[other] < low[node]:
                low[node] = entry[other]
        else:
            todo.pop()
            last[node] = len(order)
            if todo and low[node] < low[todo[-1]]:
                low[todo[-1]] = low[node]
    return _Tree(order, up, low, entry, last)


@dataclass(slots=True)
class _Sorting:
    sheets: list[Sheet]
    trimmed: list[Trimmed | None]
    graph: _Graph
    tree: _Tree

    def found(self) -> Found:
        """Walks the tree from the outside; what lies behind a bridge, or below one exit only, is not walked."""
        made, tree = Found(), self.tree
        place = 1
        while place < len(tree.order):
            node = tree.order[place]
            above = tree.up[node]
            assert above is not None
            below = tree.order[place : tree.last[node]]
            if above[0] == OUTSIDE and len(set().union(*(self.graph.groups.get(n, ()) for n in below))) < 2:
                self._gather(below, made.one_exit)
                place = tree.last[node]
            elif tree.low[node] == tree.entry[node] and above[0] != OUTSIDE and self._is_pocket(made, node, below):
                place = tree.last[node]
            else:
                self._free(made, node)
                place += 1
        return made

    def _gather(self, nodes: list[int], into: dict[int, list[int]]) -> None:
        for sheet, triangle in (self.graph.home[n] for n in nodes):
            rest = self.trimmed[sheet]
            assert rest is not None
            into.setdefault(sheet, []).append(triangle)
            into[sheet] += rest.hanging[triangle]

    def _is_pocket(self, made: Found, node: int, below: list[int]) -> bool:
        above = self.tree.up[node]
        assert above is not None
        _, (_, sheet, edge) = above
        members: dict[int, list[int]] = {}
        self._gather(below, members)
        if sheet == LINK:
            made.pockets.append(Pocket(self.graph.home[above[0]][0], LINK, edge, members))
            return True
        if len(members) == 1 and not is_deep(self.sheets[sheet].cut, edge, members[sheet]):
            return False
        made.pockets.append(Pocket(sheet, edge, None, members))
        return True

    def _free(self, made: Found, node: int) -> None:
        sheet, triangle = self.graph.home[node]
        rest = self.trimmed[sheet]
        assert rest is not None
        made.free[sheet] += [triangle, *rest.open[triangle]]
        made.pockets += [Pocket(sheet, edge, None, {sheet: behind}) for edge, behind in rest.bays[triangle]]
