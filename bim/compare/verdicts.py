"""Verdicts of two reports side by side: what fails newly, what was mended, which figures changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bim.match import How

LEAST = 0.001
"""A figure that differs by less, in its own unit, is the same."""
ORDER = ("new_fail", "mended", "fail_gone", "verdict", "value", "added", "removed")
"""``new_fail``: fails now and did not; ``mended``: failed and passes; ``fail_gone``: failed, and its element or rule
is no longer there; ``verdict``: any other turn; ``value``: same verdict, other figure; ``added``, ``removed``: a
verdict that only one report has and that does not fail."""
Row = Mapping[str, Any]
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """``old`` and ``new`` are the rows of the reports, None where there is none. ``how``: the element was found by
    its GlobalId or by where it stands; empty where only one version has it."""

    change: str
    old: Row | None
    new: Row | None
    storey: str
    how: How | str = ""

    @property
    def row(self) -> Row:
        found = self.new or self.old
        assert found is not None
        return found


def verdict_changes(
    old: Mapping[str, Any], new: Mapping[str, Any], guids: Mapping[str, str], how: Mapping[str, How]
) -> tuple[list[VerdictChange], int]:
    """All differences, loudest first, and the number of verdicts that stayed as they were.

    ``guids``: of elements and storeys, older → newer version. Verdicts are the same where rule, basis, metric and
    element are; where a report has several such rows, they are paired in their order.
    """
    before, after = _keyed(old, guids), _keyed(new, {})
    came_by = {guids[guid]: kind for guid, kind in how.items() if guid in guids}
    names = {s["guid"]: s["name"] for report in (old, new) for s in report["storeys"]}
    changes, unchanged = [], 0
    for key in dict.fromkeys((*after, *before)):
        for one, other in _side_by_side(before.get(key, []), after.get(key, [])):
            change = _change(one, other)
            if not change:
                unchanged += 1
                continue
            storey = (other or one or {}).get("storey", "")
            found_by = came_by.get(key[3], "") if one and other else ""
            changes.append(VerdictChange(change, one, other, names.get(storey) or storey, found_by))
    changes.sort(key=lambda c: ORDER.index(c.change))
    return changes, unchanged


def _keyed(report: Mapping[str, Any], guids: Mapping[str, str]) -> dict[Key, list[Row]]:
    """A building is the one that was checked, whatever its GlobalId."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in report["results"]:
        subject = row["subject"]
        guid = "" if subject["type"] == "building" else guids.get(subject["guid"], subject["guid"])
        found[row["rule"], row["basis"], row["metric"], guid].append(row)
    return found


def _side_by_side(old: list[Row], new: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    for n in range(max(len(old), len(new))):
        yield old[n] if n < len(old) else None, new[n] if n < len(new) else None


def _change(old: Row | None, new: Row | None) -> str:
    failed, fails = _fails(old), _fails(new)
    if fails and not failed:
        return "new_fail"
    if old is None:
        return "added"
    if new is None:
        return "fail_gone" if failed else "removed"
    if failed and new["verdict"] == "pass":
        return "mended"
    if _word(old) != _word(new):
        return "verdict"
    return "value" if any(_differ(old[name], new[name]) for name in ("measured", "limit", "limit_upper")) else ""


def _fails(row: Row | None) -> bool:
    return row is not None and row["verdict"] == "fail"


def _word(row: Row) -> tuple[str, str]:
    """A pass that rests on proposed exits is another word than one on confirmed ones; so is only a pass."""
    return row["verdict"], row["rests_on"] if row["verdict"] == "pass" else ""


def _differ(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(old - new) >= LEAST
