"""Every complaint about a model's data in words for people, from one table (``catalogue.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from bim.facts import Severity
from bim.read.messages import NOTES
from bim.rules.model import Text

TABLE = Path(__file__).with_name("catalogue.toml")
Aspect = Literal["identity", "spaces", "doors", "exits", "stairs", "levels"]
Of = Literal["spaces", "doors", "stairs", "storeys", "all", "class", "model"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
TEXTS = ("title", "why", "mend")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What one code means. ``of``: what its elements are a share of; ``sentence`` has ``%(name)s`` for figures."""

    code: str
    severity: Severity
    sentence: str
    aspects: tuple[Aspect, ...]
    of: Of
    title: Text
    why: Text
    mend: Text


@cache
def complaints() -> Mapping[str, Complaint]:
    """All complaints by code, in the order of the table. Raises ``KeyError`` for a code without a sentence."""
    with TABLE.open("rb") as file:
        return {code: _complaint(code, row) for code, row in tomllib.load(file).items()}


def words(code: str) -> dict[str, dict[str, str]]:
    """``{"title": {"en", "zh-hans"}, "why": …, "mend": …}`` for a report; empty texts for a code nobody described."""
    known = complaints().get(code)
    nothing = Text("", "")
    texts = {name: getattr(known, name) if known else nothing for name in TEXTS}
    return {name: {"en": text.en, "zh-hans": text.zh} for name, text in texts.items()}


def _complaint(code: str, row: Mapping[str, Any]) -> Complaint:
    severity, sentence = NOTES[code]
    texts = {name: Text(row[name]["en"], row[name]["zh"]) for name in TEXTS}
    return Complaint(code, severity, sentence, tuple(row["aspects"]), row["of"], **texts)
