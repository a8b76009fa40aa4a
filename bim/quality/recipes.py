"""How to export from the program that wrote a file, so that the check gets what it needs (``recipes.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bim.facts import SourceFile
from bim.rules.model import Text

TABLE = Path(__file__).with_name("recipes.toml")
VERSION = re.compile(r"\b(20\d\d|\d+(?:\.\d+)+|\d+)\b")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set. ``checked``: it was compared with a source of the recipe; else it is general advice."""

    text: Text
    checked: bool


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of one authoring program; ``marks`` are how it names itself in files, in lower case."""

    id: str
    name: str
    marks: tuple[str, ...]
    steps: tuple[Step, ...]
    sources: tuple[str, ...]


@cache
def recipes() -> Sequence[Recipe]:
    """All recipes in the order of the table; the last one is for programs that nobody knows."""
    with TABLE.open("rb") as file:
        return tuple(_recipe(key, row) for key, row in tomllib.load(file).items())


def recipe_for(exporter: str) -> Recipe:
    """The recipe of the program that a file names itself, by the longest mark in it; the general one for others."""
    squeezed = exporter.casefold()
    known = [(len(mark), r) for r in recipes() for mark in r.marks if mark in squeezed]
    return max(known, key=lambda k: k[0])[1] if known else recipes()[-1]


def version_of(exporter: str) -> str:
    """The version in a program's own words: a year before numbers with points before a bare number; else empty.

    >>> [version_of(t) for t in ("Autodesk Revit 2023 (ENU)", "ArchiCAD 25.0.0", "Renga", "Demo 1")]
    ['2023', '25.0.0', '', '1']
    """
    found = VERSION.findall(exporter)
    return max(found, key=lambda v: (re.fullmatch(r"20\d\d", v) is not None, "." in v), default="")


def recipe_rows(files: Iterable[SourceFile]) -> list[dict[str, Any]]:
    """Rows for a report, one per program seen: as the file names it, its version, and what to set there."""
    seen = dict.fromkeys(f.exporter for f in files)
    return [_row(exporter, recipe_for(exporter)) for exporter in seen]


def _row(exporter: str, recipe: Recipe) -> dict[str, Any]:
    return {
        "exporter": exporter,
        "program": recipe.name,
        "version": version_of(exporter),
        "steps": [{"en": s.text.en, "zh-hans": s.text.zh, "checked": s.checked} for s in recipe.steps],
        "sources": list(recipe.sources),
    }


def _recipe(key: str, row: dict[str, Any]) -> Recipe:
    steps = tuple(Step(Text(step["en"], step["zh"]), step["checked"]) for step in row["steps"])
    return Recipe(key, row["name"], tuple(row["marks"]), steps, tuple(row["sources"]))
