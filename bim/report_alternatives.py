"""Rows about other ways: common paths of spaces; dead ends, pairs of exits and their loss by storey.

Each comes in both readings of the stairs whose kind nobody knows, ``counts`` and ``not_counts``; null: not analysed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from bim.egress.measured import Both, CommonPath, DeadEnd, ExitLoss, ExitPair
from bim.egress.result import EgressResult, SpaceResult
from bim.report_rows import Row, number, points


class OnStorey(Protocol):
    """Something measured on one storey."""

    @property
    def storey(self) -> str: ...


Found = TypeVar("Found", bound=OnStorey)


class StoreyAlternatives:
    """Rows by storey, sorted out once."""

    def __init__(self, result: EgressResult) -> None:
        self._dead_ends = _by_storey(result.dead_ends, dead_end_row)
        self._pairs = _by_storey(result.exit_pairs, exit_pair_row)
        self._losses = _by_storey(result.exit_losses, exit_loss_row)

    def of(self, storey: str) -> Row:
        """``dead_ends``, ``exit_pairs`` and ``exit_losses`` of one storey."""
        return {
            "dead_ends": _pick(self._dead_ends, storey),
            "exit_pairs": _pick(self._pairs, storey),
            "exit_losses": _pick(self._losses, storey),
        }


def _by_storey(
    both: Both[tuple[Found, ...]] | None, row: Callable[[Found], Row]
) -> dict[str, dict[str, list[Row]]] | None:
    if both is None:
        return None
    found: dict[str, dict[str, list[Row]]] = {"counts": defaultdict(list), "not_counts": defaultdict(list)}
    pairs: Iterable[tuple[str, tuple[Found, ...]]] = (("counts", both.counts), ("not_counts", both.not_counts))
    for reading, rows in pairs:
        for one in rows:
            found[reading][one.storey].append(row(one))
    return found


def _pick(found: dict[str, dict[str, list[Row]]] | None, storey: str) -> Row | None:
    return None if found is None else {reading: rows.get(storey, []) for reading, rows in found.items()}


def common_path_row(space: SpaceResult) -> Row:
    """``common_path_m``: both readings with bound, parting and exits, and the path of the reading as proposed."""
    both = space.common_path
    if both is None:
        return {"common_path_m": None}
    shown = both.counts or both.not_counts
    return {
        "common_path_m": {
            "counts": _common(both.counts),
            "not_counts": _common(both.not_counts),
            "settled": both.settled,
            "path": points(shown.path) if shown else [],
        }
    }


def _common(path: CommonPath | None) -> Row | None:
    if path is None:
        return None
    return {
        "value_m": number(path.value_m),
        "bound_m": number(path.value_m + path.error_m),
        "parts_at": points([path.parts_at])[0] if path.parts_at else None,
        "exits": list(path.exits),
    }


def dead_end_row(end: DeadEnd) -> Row:
    return {
        "space": end.space,
        "length_m": number(end.length_m),
        "bound_m": number(end.length_m + end.error_m),
        "path": points(end.path),
        "mouth": points([end.mouth])[0] if end.mouth else None,
    }


def exit_pair_row(pair: ExitPair) -> Row:
    return {
        "exits": [pair.first, pair.second],
        "straight_m": number(pair.straight_m),
        "walked_m": number(pair.walked_m),
        "gap_m": number(pair.gap_m),
        "diagonal_m": number(pair.diagonal_m),
        "spaces": len(pair.spaces),
    }


def exit_loss_row(loss: ExitLoss) -> Row:
    return {
        "exits": list(loss.exits),
        "cut_off": list(loss.cut_off),
        "worst_space": loss.worst_space,
        "worst_m": number(loss.worst_m),
        "bound_m": None if loss.worst_m is None else number(loss.worst_m + loss.worst_error_m),
        "path": points(loss.path),
    }
