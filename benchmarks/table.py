"""A row of results and the table they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """``goal``: number of the goal (``B1``). ``what``: the case. ``limit``: None for figures without a goal.

    ``at_least``: the value must reach the limit instead of keeping below it.
    """

    goal: str
    what: str
    value: float
    unit: str = "×"
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def kept(self) -> bool | None:
        """Whether the goal is kept, None without one."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


HEAD = ("goal", "what", "measured", "limit", "kept", "note")


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table with columns of even width."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    made = ["| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in lines]
    return "\n".join([made[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *made[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    sign = "≥" if row.at_least else "≤"
    limit = "" if row.limit is None else f"{sign} {row.limit:g} {row.unit}"
    kept = {None: "", True: "yes", False: "**no**"}[row.kept]
    return (row.goal, row.what, f"{row.value:.3g} {row.unit}", limit, kept, row.note)
