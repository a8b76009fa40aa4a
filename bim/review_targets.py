"""Which elements of a report people may speak of, by kind, and which of them one word in bulk would mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from bim.egress import words

CANDIDATES = frozenset({words.ONE_SIDE_AT_GRADE, words.BY_TERRAIN})
"""Evidence that makes a door worth a word although it is proposed as no exit."""
NO_FLAT_DOOR = 0.6
"""How sure it is that a door which no flat was found for is none of a flat."""
TAIL = re.compile(r"[\s\d:#_.\-–—/()（）]+$")
"""What tells elements of one type apart in their names: numbers, ids, separators."""


@dataclass(frozen=True, slots=True)
class Target:
    """One element. ``proposed``: what the model makes likely, in the words of its kind. ``yes``: for exits, the kind
    of exit that it would be."""

    kind: str
    guid: str
    name: str
    storey: str
    proposed: str
    status: str
    evidence: tuple[str, ...]
    confidence: float
    sign: str = ""
    yes: str = ""
    row: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def type(self) -> str:
        """The name without its running number: elements of one type share it."""
        return type_of(self.name)


@dataclass(frozen=True, slots=True)
class Match:
    """What is meant by one word in bulk; empty fields mean everything. ``name``: part of a name, or a pattern with
    ``*`` and ``?``; ``type``: see ``Target.type``; ``proposed``: as the model proposes."""

    name: str = ""
    storey: str = ""
    type: str = ""
    proposed: str = ""

    def meets(self, target: Target) -> bool:
        if self.storey and target.storey != self.storey:
            return False
        if self.type and target.type != self.type:
            return False
        return (not self.proposed or target.proposed == self.proposed) and (not self.name or self._named(target))

    def _named(self, target: Target) -> bool:
        wanted, name = self.name.casefold(), target.name.casefold()
        return fnmatchcase(name, wanted) if set(wanted) & set("*?") else wanted in name


@dataclass(frozen=True, slots=True)
class Bulk:
    """What one word in bulk would do. ``skipped``: element and reason (``same``, ``spoken``, ``inside_flat``)."""

    taken: tuple[Target, ...]
    skipped: tuple[tuple[Target, str], ...]


def type_of(name: str) -> str:
    """A name without what counts elements of one type.

    >>> type_of("入户门 3-1402"), type_of("M_Single-Flush:0915 x 2134mm:146885"), type_of("101")
    ('入户门', 'M_Single-Flush:0915 x 2134mm', '101')
    """
    return TAIL.sub("", name) or name


def in_bulk(
    targets: list[Target], match: Match, value: str, said: Mapping[str, str], *, overwrite: bool = False
) -> Bulk:
    """``said``: words that hold by GUID. A single word of a person stands unless ``overwrite``."""
    taken, skipped = [], []
    for target in (t for t in targets if match.meets(t)):
        before = said.get(target.guid)
        if before == value:
            skipped.append((target, "same"))
        elif before is not None and not overwrite:
            skipped.append((target, "spoken"))
        elif target.row.get("inside_flat") and target.kind == "stair":
            skipped.append((target, "inside_flat"))
        else:
            taken.append(target)
    return Bulk(tuple(taken), tuple(skipped))


def targets(report: Mapping[str, Any], kind: str, said: Mapping[str, Any]) -> list[Target]:
    """Elements of a kind in the report's order; those of which something was ``said`` are always among them."""
    return list(KINDS[kind](report, said))


def _exits(report: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Target]:
    for row in report["doors"]:
        sign, told = row.get("sign", ""), row["guid"] in said
        if told or sign or row["exit"] != "no" or not CANDIDATES.isdisjoint(row["evidence"]):
            yes = "final" if None in row["joins"] else "storey"
            yield _target("exit", row, row["exit"], row["status"], row["evidence"], row["confidence"], sign, yes)


def _stairs(report: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Target]:
    labels: dict[str, str] = {}
    for door in report["doors"]:
        if door.get("leads_to_stair") and door.get("sign"):
            labels.setdefault(door["leads_to_stair"], door["sign"])
    for row in report["stairs"]:
        sign = row.get("sign") or labels.get(row["guid"], "")
        proposed, storey = row.get("suggested", "unknown"), row["from_storey"]
        yield _target("stair", row, proposed, row["status"], row["evidence"], row["confidence"], sign, storey=storey)


def _uses(report: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Target]:
    for row in report["spaces"]:
        use, status = row.get("use", ""), row.get("use_status", "proposed")
        yield _target("use", row, use, status, row.get("use_evidence", ()), row.get("use_confidence", 0.0))


def _flats(report: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Target]:
    for row in report["spaces"]:
        common = "common" if row["circulation"] or row["stair_space"] else ""
        proposed, status = row["flat"] or common, row.get("flat_status", "proposed")
        yield _target("flat", row, proposed, status, row.get("flat_evidence", ()), row.get("flat_confidence", 0.0))


def _doors(report: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Target]:
    """Doors of which it can be asked whether they are a flat's; one that is proposed as such is as sure as its flat."""
    spaces = {s["guid"]: s for s in report["spaces"]}
    for row in report["doors"]:
        if row["kind"] != "door" or not any(row["joins"]):
            continue
        proposed, status = "flat_door" if row["flat_door"] else "inner", row.get("flat_door_status", "proposed")
        flat = spaces.get(row["serves"], {}) if row["flat_door"] else {}
        evidence = (*flat.get("flat_evidence", ()), *row["evidence"])
        yield _target("door", row, proposed, status, evidence, flat.get("flat_confidence", NO_FLAT_DOOR))


def _target(
    kind: str,
    row: Mapping[str, Any],
    proposed: str,
    status: str,
    evidence: Any,
    confidence: float | None,
    sign: str = "",
    yes: str = "",
    *,
    storey: str | None = None,
) -> Target:
    name = " ".join(n for n in dict.fromkeys((row["name"], row.get("long_name", ""))) if n)
    where = row["storey"] if storey is None else storey
    return Target(kind, row["guid"], name, where, proposed, status, tuple(evidence), confidence or 0.0, sign, yes, row)


KINDS = {"exit": _exits, "stair": _stairs, "use": _uses, "flat": _flats, "door": _doors}
