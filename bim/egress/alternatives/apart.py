"""How many exits are left when those that lie near each other count as one."""

from __future__ import annotations

from collections.abc import Iterable

from bim.egress.measured import ExitLoss, ExitPair

Part = tuple[str, tuple[str, ...]]
"""Storey and spaces of a part."""


def exits_apart(pairs: Iterable[ExitPair], losses: Iterable[ExitLoss], least_m: float) -> dict[Part, int]:
    """For each part with two exits or more: their number, where exits with a gap below ``least_m`` are one.

    ``pairs`` and ``losses`` of one reading; losses tell which doors are one exit anyway. GB 50016-2014 (2018) 5.5.2
    asks for 5 m. A part that is not named has one exit or none.
    """
    exit_of = {(loss.storey, guid): loss.exits for loss in losses for guid in loss.exits}
    roots: dict[Part, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for pair in pairs:
        root = roots.setdefault((pair.storey, pair.spaces), {})
        first, second = (exit_of.get((pair.storey, guid), (guid,)) for guid in (pair.first, pair.second))
        a, b = _root(root, first), _root(root, second)
        if a != b and pair.gap_m is not None and pair.gap_m < least_m:
            root[a] = b
    return {part: sum(exit_ == above for exit_, above in root.items()) for part, root in roots.items()}


def _root(root: dict[tuple[str, ...], tuple[str, ...]], exit_: tuple[str, ...]) -> tuple[str, ...]:
    root.setdefault(exit_, exit_)
    while root[exit_] != exit_:
        exit_ = root[exit_]
    return exit_
