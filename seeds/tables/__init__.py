"""The code tables as they lie here, read as text. What they mean and where they come from: README.md."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NAMES = (
    "area_levels",
    "calendar_cn",
    "freshness",
    "grade_scales",
    "identifier_schemes",
    "paper_titles",
    "structure_types",
    "uses",
)


def table(name: str) -> list[dict[str, str]]:
    """The rows of one table, all values as text. KeyError for a table that is not here."""
    if name not in NAMES:
        raise KeyError(f"there is no table {name}; known: {', '.join(NAMES)}")
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def calendar_years() -> frozenset[int]:
    """Years for which ``calendar_cn`` is complete: those that have their New Year's Day."""
    return frozenset(int(row["date"][:4]) for row in table("calendar_cn") if row["date"].endswith("-01-01"))
