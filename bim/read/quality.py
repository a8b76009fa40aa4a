"""Checks over the whole delivery that need no geometry kernel."""

from __future__ import annotations

from bim.facts import ModelFacts
from bim.read.notes import Notebook


def review(facts: ModelFacts, notes: Notebook) -> None:
    """Write what a designer should mend."""
    if not facts.spaces:
        notes.add("spaces_none")
