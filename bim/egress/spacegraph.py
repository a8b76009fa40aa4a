"""The graph of cells joined by portals, and the pieces it falls into when some cells are taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from bim.egress.joins import Join

Graph = dict[int, list[tuple[int, int]]]
"""Cell -> (neighbouring cell, portal)."""


def space_graph(joins: Sequence[Join]) -> Graph:
    """Cells joined by doors, openings and virtual boundaries."""
    found: Graph = defaultdict(list)
    for join in joins:
        a, b = join.sides
        if a is not None and b is not None and a != b:
            found[a].append((b, join.portal))
            found[b].append((a, join.portal))
    return found


def reachable(graph: Graph, start: Iterable[int], barred: Collection[int] = ()) -> set[int]:
    """Cells connected with ``start`` without entering ``barred`` ones.

    >>> sorted(reachable({1: [(2, 0)], 2: [(1, 0), (3, 1)], 3: [(2, 1)]}, [1], {3}))
    [1, 2]
    """
    todo = [c for c in start if c not in barred]
    seen = set(todo)
    while todo:
        for other, _ in graph.get(todo.pop(), ()):
            if other not in seen and other not in barred:
                seen.add(other)
                todo.append(other)
    return seen


def components(graph: Graph, cells: Collection[int]) -> list[set[int]]:
    """Connected pieces of ``cells`` alone, in the order of their first cell."""
    left, found = set(cells), []
    for cell in sorted(cells):
        if cell not in left:
            continue
        piece, todo = {cell}, [cell]
        while todo:
            new = {o for o, _ in graph.get(todo.pop(), ()) if o in left} - piece
            piece |= new
            todo += new
        left -= piece
        found.append(piece)
    return found
