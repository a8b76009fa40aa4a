"""One thing that an author should mend (``serious``) or know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """``text``: one sentence that names file, table and key. Not serious: the pack works, something may be amiss."""

    text: str
    serious: bool = True


def note(text: str) -> Problem:
    return Problem(text, serious=False)
