"""The answer to "which limit applies": value, where it comes from, what was added to it and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass

from bim.rules.model import Letter, Op, Source, Text
from core.verdicts import Verdict

METRES = {"m": 1.0, "ft": 0.3048, "in": 0.0254}
"""Units of packs; both of the foot are exact by definition."""


@dataclass(frozen=True, slots=True)
class Applied:
    """One modifier as it was applied, in the pack's unit (``add``) or as a factor (``mul``)."""

    id: str
    title: Text
    op: Op
    value: float
    letter: Letter


@dataclass(frozen=True, slots=True)
class Limit:
    """``limit_m`` ≤ ``limit_upper_m`` in metres, unrounded; both None when the code gives none.

    ``open`` is then ``review`` (the table prints a dash) or ``no_data`` (something is missing), and ``reason`` says
    what; ``reason`` is a code for ``bim.rules.reasons.sentence``. ``cell_letter`` is the letter of the base value,
    ``letter`` the weakest of it and the modifiers. ``assumed`` names parameters left out and taken as plain.
    """

    pack: str
    rule: str
    source: Source
    metric: str
    unit: str
    limit_m: float | None = None
    limit_upper_m: float | None = None
    native: float | None = None
    base: float | None = None
    letter: Letter = "B"
    cell_letter: Letter = "B"
    modifiers: tuple[Applied, ...] = ()
    assumed: tuple[str, ...] = ()
    reason: str = ""
    open: Verdict | None = None


def weakest(letters: tuple[Letter, ...]) -> Letter:
    """C before B before A."""
    return max(letters)
