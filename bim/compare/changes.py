"""The comparison of two versions: elements first paired, then looked at; then the verdicts about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from bim.compare.elements import Element, ElementChange, Vector, alone, changed, counts, whole_shift
from bim.compare.sides import Paired, Side, pair
from bim.compare.verdicts import VerdictChange, verdict_changes

FORMAT = "model-changes/1"
FIGURES = ("verdict", "measured", "measured_upper", "limit", "limit_upper", "unit", "rests_on", "reason")


@dataclass(frozen=True, slots=True)
class Changes:
    """``related``: anything at all was found again; where not, the two are different buildings, or one is empty.

    ``elements``: None where one side's facts were not kept. ``by_position``: elements found by where they stand.
    ``ambiguous``: elements of the older version that could be several of the newer one; they count as neither.
    """

    same_file: bool
    same_rules: bool
    related: bool
    elements: tuple[ElementChange, ...] | None
    elements_same: int
    by_position: int
    ambiguous: int
    shift_m: Vector | None
    verdicts: tuple[VerdictChange, ...]
    verdicts_same: int

    @property
    def nothing(self) -> bool:
        """Neither elements nor verdicts differ."""
        return not self.verdicts and not self.elements and self.shift_m is None

    @property
    def verdict_counts(self) -> dict[str, int]:
        return dict(Counter(c.change for c in self.verdicts))

    @property
    def element_counts(self) -> dict[str, dict[str, int]]:
        return counts(self.elements or ())

    def as_dict(self) -> dict[str, Any]:
        """``model-changes/1``: plain data, strict JSON."""
        return {
            "format": FORMAT,
            **{name: getattr(self, name) for name in ("same_file", "same_rules", "related", "by_position")},
            "ambiguous": self.ambiguous,
            "shift_m": list(self.shift_m) if self.shift_m else None,
            "elements": None if self.elements is None else [_element_row(c) for c in self.elements],
            "elements_same": self.elements_same,
            "verdicts": [_verdict_row(c) for c in self.verdicts],
            "verdicts_same": self.verdicts_same,
        }


def compare(old: Side, new: Side) -> Changes:
    """From an older to a newer check, of one version or of two; never raises for odd models."""
    paired = pair(old, new)
    kept = old.facts is not None and new.facts is not None
    both = [
        (old.elements[a], new.elements[b]) for a, b in paired.guids.items() if a in old.elements and b in new.elements
    ]
    shift = whole_shift(both)
    elements = tuple(_elements(old, new, paired, both, shift)) if kept else None
    verdicts, same = verdict_changes(old.report, new.report, paired.guids, paired.how)
    return Changes(
        same_file=_sha256(old) == _sha256(new),
        same_rules=old.report["pack"]["sha256"] == new.report["pack"]["sha256"],
        related=paired.elements > 0,
        elements=elements,
        elements_same=len(both) - len({c.guid for c in elements or () if c.change not in ("added", "removed")}),
        by_position=sum(how == "position" for how in paired.how.values()),
        ambiguous=len(paired.ambiguous),
        shift_m=shift,
        verdicts=tuple(verdicts),
        verdicts_same=same,
    )


def _elements(
    old: Side, new: Side, paired: Paired, both: list[tuple[Element, Element]], shift: Vector | None
) -> list[ElementChange]:
    """Added and removed ones first, then what changed, kind by kind in the order of the newer model."""
    gone = {a.guid for a, _ in both} | paired.ambiguous
    found = {b.guid for _, b in both} | paired.claimed
    rows = [alone(e, "added", new.storey_names) for guid, e in new.elements.items() if guid not in found]
    rows += [alone(e, "removed", old.storey_names) for guid, e in old.elements.items() if guid not in gone]
    for before, after in both:
        rows += changed(before, after, new.storey_names, shift)
    return rows


def _sha256(side: Side) -> str:
    return str(side.report["file"]["sha256"])


def _element_row(change: ElementChange) -> dict[str, Any]:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(change).items()}


def _verdict_row(change: VerdictChange) -> dict[str, Any]:
    row = change.row
    about = {name: row[name] for name in ("rule", "clause", "edition", "basis", "metric", "subject")}
    old, new = ({n: side[n] for n in FIGURES} if side else None for side in (change.old, change.new))
    return {"change": change.change, **about, "storey": change.storey, "how": change.how, "old": old, "new": new}
