"""A cut floor without what hangs on it: parts without exit and stair that are left through one cross-section only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from bim.egress.alternatives.crossings import Crossings

Bay = tuple[int, list[int]]
"""Number of a cross-section and the triangles behind it."""


def is_deep(cut: Crossings, edge: int, behind: list[int]) -> bool:
    """Whether what lies behind a cross-section is deeper than this is wide.

    From the back corner of a rectangular bay as deep as wide its mouth is seen under 45 degrees: no less is one way.
    """
    return cut.depth_m(edge, behind) > cut.length_m(edge)


@dataclass(slots=True)
class Trimmed:
    """``core``: triangles left, with their neighbours in the core. ``bays``, ``open``: of what hangs on each triangle
    of the core, the deep bays and the triangles that belong to none."""

    core: dict[int, list[tuple[int, int]]]
    bays: dict[int, list[Bay]] = field(default_factory=dict)
    open: dict[int, list[int]] = field(default_factory=dict)
    hanging: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, cut: Crossings, terminals: Collection[int]) -> Trimmed:
        """Takes off, one by one, triangles with a single neighbour; ``terminals`` (exits, stairs) stay."""
        near = cut.neighbours
        degree = [len(n) for n in near]
        gone = [False] * len(near)
        hung: dict[int, list[tuple[int, int]]] = {}
        leaves = [t for t, d in enumerate(degree) if d == 1 and t not in terminals]
        while leaves:
            leaf = leaves.pop()
            gone[leaf] = True
            for other, edge in near[leaf]:
                if not gone[other]:
                    hung.setdefault(other, []).append((leaf, edge))
                    degree[other] -= 1
                    if degree[other] == 1 and other not in terminals:
                        leaves.append(other)
        core = {t: [(o, e) for o, e in n if not gone[o]] for t, n in enumerate(near) if not gone[t]}
        made = cls(core)
        for triangle in core:
            made._hang(cut, triangle, hung)
        return made

    def _hang(self, cut: Crossings, triangle: int, hung: dict[int, list[tuple[int, int]]]) -> None:
        bays, free, whole = [], [], []
        todo = list(hung.get(triangle, ()))
        while todo:
            child, edge = todo.pop()
            behind = _subtree(child, hung)
            if is_deep(cut, edge, behind):
                bays.append((edge, behind))
                whole += behind
            else:
                free.append(child)
                todo += hung.get(child, ())
        self.bays[triangle], self.open[triangle], self.hanging[triangle] = bays, free, whole + free


def _subtree(top: int, hung: dict[int, list[tuple[int, int]]]) -> list[int]:
    found = [top]
    for triangle in found:
        found += [child for child, _ in hung.get(triangle, ())]
    return found
