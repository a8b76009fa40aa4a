"""Finding references that run in a circle before ifcopenshell follows them into a native crash.

A linear scan of the text: placements whose ``PlacementRelTo`` leads back to itself, and aggregation trees that do.
"""

from __future__ import annotations

import re

from bim.read.errors import Unreadable

_PLACEMENT = re.compile(rb"IFCLOCALPLACEMENT\s*\(\s*#(\d+)")
_AGGREGATE = re.compile(
    rb"IFCREL(?:AGGREGATES|NESTS)\s*\(\s*'[^']*'\s*,[^,]*,(?:\s*'(?:[^']|'')*'|\s*\$)\s*,"
    rb"(?:\s*'(?:[^']|'')*'|\s*\$)\s*,\s*#(\d+)\s*,\s*\(([#\d,\s]*)\)"
)
_NUMBER = re.compile(rb"#(\d+)\s*=\s*\Z")
_BEFORE = 60
"""Bytes before a keyword in which the number of its instance is looked for."""


def refuse_cycles(name: str, data: bytes) -> None:
    """Raise ``Unreadable`` naming one entity of the first circle found."""
    # Keywords in capitals let the search skip from letter to letter; it is half of what preparing a file costs.
    text = data.upper()
    placed = ((_NUMBER.search(text, max(0, m.start() - _BEFORE), m.start()), m) for m in _PLACEMENT.finditer(text))
    step = first_cycle({int(own[1]): int(m[1]) for own, m in placed if own is not None})
    if step is not None:
        raise Unreadable("cyclic_placement", file=name, step=step)
    above = {int(child): int(m[1]) for m in _AGGREGATE.finditer(text) for child in re.findall(rb"#(\d+)", m[2])}
    step = first_cycle(above)
    if step is not None:
        raise Unreadable("cyclic_tree", file=name, step=step)


def first_cycle(parent: dict[int, int]) -> int | None:
    """A node on a circle of a child → parent map, None when every chain ends.

    >>> first_cycle({1: 2, 2: 3}), first_cycle({1: 2, 2: 1}) in (1, 2)
    (None, True)
    """
    done: set[int] = set()
    for start in parent:
        trail: set[int] = set()
        node: int | None = start
        while node is not None and node not in done:
            if node in trail:
                return node
            trail.add(node)
            node = parent.get(node)
        done |= trail
    return None
