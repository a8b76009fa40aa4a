"""One version as a comparison sees it, and which of its elements is which of the other version."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bim.compare.elements import Element, elements_of
from bim.facts import ModelFacts, Storey
from bim.fingerprints import facts_fingerprints, report_fingerprints
from bim.match import How, Matching, match

LEVEL_M = 0.3
"""Storeys of one name are the same where their heights differ by no more than this, or either has none."""


@dataclass(frozen=True)
class Side:
    """``facts``: None for checks from before they were kept; then only verdicts can be compared."""

    facts: ModelFacts | None
    report: Mapping[str, Any]

    @cached_property
    def elements(self) -> dict[str, Element]:
        """By GUID; one that repeats names nothing and is left out."""
        found = elements_of(self.facts) if self.facts else []
        counts = Counter(e.guid for e in found)
        return {e.guid: e for e in found if counts[e.guid] == 1}

    @property
    def storeys(self) -> list[Storey]:
        if self.facts:
            return self.facts.storeys
        return [Storey(s["guid"], 0, s["name"], s["elevation_m"]) for s in self.report["storeys"]]

    @cached_property
    def storey_names(self) -> Mapping[str, str]:
        return {s.guid: s.name or s.guid for s in self.storeys}

    def matched(self, newer: Side) -> Matching:
        if self.facts and newer.facts:
            return match(facts_fingerprints(self.facts), facts_fingerprints(newer.facts))
        return match(report_fingerprints(self.report), report_fingerprints(newer.report))


@dataclass(frozen=True, slots=True)
class Paired:
    """GUID in the older version → GUID in the newer one, and how it was found.

    ``elements``: how many doors, spaces and stairs were found. ``ambiguous``: GUIDs of the older version that could
    be several of the newer one; ``claimed``: those of the newer one that they could be.
    """

    guids: Mapping[str, str]
    how: Mapping[str, How]
    elements: int
    ambiguous: frozenset[str]
    claimed: frozenset[str]


def pair(old: Side, new: Side) -> Paired:
    """Doors, spaces and stairs by ``bim.match``; those without a place, and storeys, by GUID or name and height."""
    matching = old.matched(new)
    guids = {p.old.guid: p.new.guid for p in matching.pairs}
    how: dict[str, How] = {p.old.guid: p.how for p in matching.pairs}
    taken = set(guids.values())
    for guid in old.elements:
        if guid not in guids and guid in new.elements and guid not in taken:
            guids[guid], how[guid] = guid, "guid"
    elements = len(guids)
    for before, after in _storeys(old, new).items():
        guids[before] = after
        how[before] = "guid" if before == after else "position"
    unclear = matching.ambiguous
    claimed = frozenset(guid for _, several in unclear for guid in several)
    return Paired(guids, how, elements, frozenset(f.guid for f, _ in unclear), claimed)


def _storeys(old: Side, new: Side) -> dict[str, str]:
    known = {s.guid for s in new.storeys}
    found = {s.guid: s.guid for s in old.storeys if s.guid in known}
    free: dict[str, list[Storey]] = defaultdict(list)
    for storey in new.storeys:
        if storey.guid not in found and storey.name:
            free[storey.name].append(storey)
    for storey in old.storeys:
        same = [s for s in free[storey.name] if _level(storey, s)] if storey.guid not in found else []
        if len(same) == 1:
            found[storey.guid] = same[0].guid
            free[storey.name].remove(same[0])
    return found


def _level(one: Storey, other: Storey) -> bool:
    if one.elevation_m is None or other.elevation_m is None:
        return True
    return abs(one.elevation_m - other.elevation_m) <= LEVEL_M
