"""Words of an older version on elements that a newer one holds under new GlobalIds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bim.egress.options import Reviews
from bim.facts import ModelFacts
from bim.fingerprints import facts_fingerprints
from bim.match import match

Ambiguous = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """``old`` and ``new`` GlobalId of one element; ``since``: the version of which it was said, as "v1"."""

    old: str
    new: str
    since: str


def carry(facts: ModelFacts, given: Reviews, here: Collection[str]) -> tuple[tuple[Carried, ...], Ambiguous]:
    """Elements found again by position, and those that could be several. ``here``: GlobalIds of this model."""
    lost = [p for guid, p in given.prints.items() if guid not in here]
    if not lost:
        return (), ()
    kept = [p for guid, p in given.prints.items() if guid in here]
    found = match([*kept, *lost], facts_fingerprints(facts))
    carried = tuple(
        Carried(p.old.guid, p.new.guid, given.spoken_in.get(p.old.guid, ""))
        for p in found.pairs
        if p.how == "position" and p.old.guid not in here and p.new.guid not in given.open
    )
    return carried, tuple((f.guid, able) for f, able in found.ambiguous if f.guid not in here)
