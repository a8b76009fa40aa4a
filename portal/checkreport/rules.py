"""Verdicts of a check in the order in which a person wants them: what is wrong or open in full, what passed in sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bim.models import CheckResult
from portal.selectors.checks import Finding, Group, explained
from portal.templatetags.checks import basis, limit, measured

LOUD = ("fail", "review", "no_data")
SHOWN, ALIKE = 80, 10
"""Findings that are told in full, and elements that are named of one finding."""
Row = dict[str, Any]


def loud(groups: list[Group], report: Row) -> Row:
    """``rows``: each rule's worst failed, open or undecidable verdict and the elements alike; ``more``: beyond them."""
    storeys = {s["guid"]: s["name"] for s in report["storeys"]}
    found = [(group.verdict, one) for group in groups if group.verdict in LOUD for one in group.findings]
    return {
        "rows": [_told(verdict, one, storeys) for verdict, one in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
    }


def passed(groups: list[Group]) -> list[Row]:
    """One row per rule that was met: how many elements, and the one nearest to its limit."""
    return [
        {
            "verdict": group.verdict,
            "rests_on": group.rests_on,
            "title": one.title,
            "count": one.count,
            "clause": f"{one.worst.edition} {one.worst.clause}",
            "measured": measured(one.worst),
            "limit": limit(one.worst),
            "subject": _name(one.worst),
        }
        for group in groups
        if group.verdict == "pass"
        for one in group.findings
    ]


def _told(verdict: str, finding: Finding, storeys: dict[str, str]) -> Row:
    result = finding.worst
    told = explained(result)
    return {
        "verdict": verdict,
        "title": finding.title,
        "subject": _name(result),
        "guid": result.subject_guid,
        "storey": storeys.get(result.storey, result.storey),
        "measured": measured(result),
        "limit": limit(result),
        "clause": f"{result.edition} {result.clause}",
        "confidence": result.confidence,
        "basis": str(basis(result.basis)),
        "rests_on": result.rests_on,
        "reason": told["reason"],
        "how": [*told["modifiers"], *told["notes"]],
        "assumed": told["assumed"],
        "alike": list(_alike(finding, storeys)),
        "others": max(0, len(finding.others) - ALIKE),
    }


def _alike(finding: Finding, storeys: dict[str, str]) -> Iterator[str]:
    for other in finding.others[:ALIKE]:
        where = storeys.get(other.storey, other.storey)
        yield " ".join(part for part in (where, _name(other), measured(other, "bare")) if part and part != "–")


def _name(result: CheckResult) -> str:
    return result.subject_name or result.subject_guid
