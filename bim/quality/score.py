"""How good a model's data is for the check, 0–100: a figure that a city can demand.

Each complaint takes from each aspect it speaks against: the aspect's score is multiplied by ``1 − weight × share``.
``weight`` is 1 for an error, 0.4 for a warning and 0 for a notice; ``share`` is the part of the aspect's elements
that the complaint concerns, 1 where it concerns the delivery as a whole. The total is the weighted mean of the
aspects. So no further complaint, and no larger one, ever raises a score. A model without rooms has 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bim.facts import ModelFacts, QualityNote, Severity
from bim.quality.catalogue import ASPECTS, Aspect, Of, complaints

WEIGHTS: Mapping[Severity, float] = {"error": 1.0, "warning": 0.4, "info": 0.0}
ASPECT_WEIGHTS: Mapping[Aspect, float] = {
    "identity": 0.1,
    "spaces": 0.25,
    "doors": 0.25,
    "exits": 0.2,
    "stairs": 0.1,
    "levels": 0.1,
}
CLASSES: Mapping[str, tuple[Of, Aspect]] = {
    "IfcSpace": ("spaces", "spaces"),
    "IfcDoor": ("doors", "doors"),
    "IfcStair": ("stairs", "stairs"),
    "IfcStairFlight": ("stairs", "stairs"),
    "IfcRamp": ("stairs", "stairs"),
    "IfcRampFlight": ("stairs", "stairs"),
}
"""Where a complaint that names a class counts; other classes count among all elements, against the rooms."""
Reason = Literal["", "no_spaces"]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many elements a delivery holds. ``spaces`` are those of the files, drafts of ours not counted."""

    spaces: int
    doors: int
    stairs: int
    storeys: int

    def of(self, what: Of) -> int:
        """Number of elements that a share is taken of; 1 for the delivery as a whole."""
        if what == "all":
            return self.spaces + self.doors + self.stairs + self.storeys
        return 1 if what in ("model", "class") else int(getattr(self, what))


@dataclass(frozen=True, slots=True)
class Score:
    """0–100, one decimal. ``reason`` says why a total is 0 by itself."""

    total: float
    aspects: Mapping[Aspect, float]
    reason: Reason = ""

    def as_dict(self) -> dict[str, Any]:
        """For the report, before ``demand`` says whether it is enough."""
        told = {"total": self.total, "reason": self.reason, "aspects": dict(self.aspects)}
        return {**told, "minimum": None, "met": None}


def demand(report: dict[str, Any], minimum: float) -> None:
    """Write into a report what the installation demands, and whether it is met; 0 demands nothing."""
    told = report["quality_score"]
    told["minimum"] = minimum or None
    told["met"] = told["total"] >= minimum if minimum else None


def totals_of(facts: ModelFacts) -> Totals:
    """Elements of a delivery, by what complaints speak of."""
    spaces = sum(not s.derived for s in facts.spaces)
    return Totals(spaces, sum(p.kind == "door" for p in facts.portals), len(facts.stairs), len(facts.storeys))


def score(notes: Iterable[QualityNote], totals: Totals) -> Score:
    """The score of a delivery with these complaints. Codes that the catalogue does not know take nothing."""
    left = dict.fromkeys(ASPECTS, 1.0)
    for note in notes:
        for aspect, share in _against(note, totals):
            left[aspect] *= 1.0 - WEIGHTS[note.severity] * share
    aspects = {aspect: round(100.0 * part, 1) for aspect, part in left.items()}
    if not totals.spaces:
        return Score(0.0, aspects, "no_spaces")
    total = round(sum(100.0 * left[aspect] * weight for aspect, weight in ASPECT_WEIGHTS.items()), 1)
    return Score(total, aspects)


def _against(note: QualityNote, totals: Totals) -> list[tuple[Aspect, float]]:
    """(aspect, share of its elements) for each aspect that a complaint speaks against."""
    known = complaints().get(note.code)
    if known is None:
        return []
    if known.of != "class":
        return [(aspect, _share(note, known.of, totals)) for aspect in known.aspects]
    of, aspect = CLASSES.get(str(note.context.get("what", "")), ("all", "spaces"))
    named = aspect if len(known.aspects) > 1 else known.aspects[0]
    return [(named, _share(note, of, totals))]


def _share(note: QualityNote, of: Of, totals: Totals) -> float:
    """An element that has no part in the totals (lost, unplaced) still counts: the share is never above 1."""
    if of == "model" or not note.affected:
        return 1.0
    return note.affected / max(totals.of(of), note.affected)
