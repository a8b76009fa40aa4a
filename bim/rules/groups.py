"""The code's own groups of use (IBC 'R-2'), where rules go by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")


def same_group(row: str, group: str) -> bool:
    """A row of ``F`` holds for ``F-1``; a check about ``R`` may mean ``R-1`` to ``R-4``."""
    return group in (row, row.partition("-")[0]) or group.partition("-")[0] == row or group.startswith(f"{row}-")


def rows_of(rows: Iterable[Row], name: Callable[[Row], str], groups: Iterable[str]) -> tuple[Row, ...]:
    """Every row that a check about one of ``groups`` may mean, in the order of the rows."""
    wanted = tuple(groups)
    return tuple(row for row in rows if any(same_group(name(row), group) for group in wanted))
