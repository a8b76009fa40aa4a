"""The smallest parts of a rule pack as typed data: texts, sources, cells. Part of ``bim.rules.model``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HeightClass = Literal["any", "low", "high"]
Letter = Literal["A", "B", "C"]
Op = Literal["add", "mul"]
ANYWHERE = "any"
"""The position of a table that does not ask whether there is one direction or two."""
COLUMN = "all"
"""The only column of a table that has but one."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """Chinese for any ``zh…`` code, else English."""
        return self.zh if language.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: clause, edition, the year the edition came into force, letter, what it was checked
    against."""

    clause: str
    edition: str
    in_force: int
    letter: Letter
    checked: str
    edition_letter: Letter = "A"
    """How sure it is which edition the figures are from; ``letter`` is never stronger than this."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``value`` None is the printed dash, or "not permitted" where ``permitted`` is False.

    An absent cell is absent from its row, not None.
    """

    value: float | None
    letter: Letter
    permitted: bool = True
