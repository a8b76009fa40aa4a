"""All packs at a glance: how many rules and figures each brings, and how many golden vectors hold them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bim.rules.lint.golden import golden_file
from bim.rules.lint.sources import rules
from bim.rules.load import load_from, pack_files

HEAD = ("pack", "over", "edition", "rules", "numbers", "golden vectors", "only named")
NAMED = ("not_judged", "editions")


@dataclass(frozen=True, slots=True)
class Row:
    """What one file brings of its own. ``numbers``: figures in it but for years; ``named``: clauses only named."""

    pack: str
    parent: str
    edition: str
    rules: int
    numbers: int
    vectors: int
    named: int

    def cells(self) -> tuple[str, ...]:
        counts = (str(n) for n in (self.rules, self.numbers, self.vectors, self.named))
        return (self.pack, self.parent or "–", self.edition, *counts)


def overview(folders: Sequence[Path] = ()) -> list[Row]:
    """One row per pack, ours first. PackError for a pack that cannot be loaded."""
    files = pack_files(folders)
    return [_row(files, pack_id) for pack_id in files]


def _row(files: dict[str, Path], pack_id: str) -> Row:
    own = tomllib.loads(files[pack_id].read_text(encoding="utf-8"))
    pack = load_from(files, pack_id)
    every = [(place.partition("[")[0], rule) for place, rule in rules(own)]
    judged = [str(rule["id"]) for kind, rule in every if kind not in NAMED]
    return Row(
        pack=pack_id,
        parent=pack.parent or "",
        edition=pack.edition,
        rules=len(judged),
        numbers=count_numbers({key: value for key, value in own.items() if key != "in_force"}),
        vectors=count_vectors(golden_file(files[pack_id])),
        named=sum(1 for kind, _ in every if kind == "not_judged"),
    )


def count_vectors(golden: Path) -> int:
    if not golden.is_file():
        return 0
    data = tomllib.loads(golden.read_text(encoding="utf-8"))
    return sum(len(tables) for tables in data.values() if isinstance(tables, list))


def count_numbers(data: Any) -> int:
    """Numbers anywhere in a pack's data, yes and no left out."""
    if isinstance(data, dict):
        return sum(count_numbers(value) for value in data.values())
    if isinstance(data, list):
        return sum(count_numbers(value) for value in data)
    return int(isinstance(data, int | float) and not isinstance(data, bool))


def markdown(rows: Sequence[Row]) -> str:
    """The table of the reference page."""
    lines = [HEAD, ("---",) * len(HEAD), *((f"`{row.pack}`", *row.cells()[1:]) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def plain(rows: Sequence[Row]) -> str:
    """The same in columns for a terminal."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
