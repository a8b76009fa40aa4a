"""What the newest check of the model says: counts, and the worst verdicts with figure, limit and clause."""

from __future__ import annotations

from typing import Any

from portal.dossier.model import Model
from portal.selectors.checks import Finding, explained, groups
from portal.templatetags.checks import basis, limit, measured, params

LOUD = ("fail", "review", "no_data")
COUNTS = ("fail", "review", "no_data", "pass", "pass_proposed", "not_applicable")
SHOWN = 24


def verdicts_of(model: Model | None) -> dict[str, Any] | None:
    """None without a check: the paper then says that nothing was checked."""
    if model is None:
        return None
    check, report = model.check, model.report
    storeys = {s["guid"]: s["name"] for s in report["storeys"]}
    findings = [(group.verdict, one) for group in groups(check) if group.verdict in LOUD for one in group.findings]
    return {
        "uuid": str(check.uuid),
        "version": check.version.number,
        "file": check.version.original_name,
        "sha256": check.version.file.sha256,
        "newer": model.newer,
        "checked_on": check.created_at,
        "pack": check.pack,
        "edition": check.pack_edition,
        "params": params(check.params),
        "counts": [{"verdict": name, "count": check.summary.get(name, 0)} for name in COUNTS],
        "worst": [_row(verdict, one, storeys) for verdict, one in findings[:SHOWN]],
        "more": max(len(findings) - SHOWN, 0),
        "quality": _quality(report),
        "not_judged": [f"{row['clause']}" for row in report["not_judged"]],
    }


def _row(verdict: str, finding: Finding, storeys: dict[str, str]) -> dict[str, Any]:
    result = finding.worst
    return {
        "verdict": verdict,
        "title": finding.title,
        "subject": result.subject_name or result.subject_guid,
        "storey": storeys.get(result.storey, result.storey),
        "measured": measured(result),
        "limit": limit(result),
        "clause": f"{result.edition} {result.clause}",
        "confidence": result.confidence,
        "basis": str(basis(result.basis)),
        "reason": explained(result)["reason"],
        "others": finding.count - 1,
    }


def _quality(report: dict[str, Any]) -> dict[str, int]:
    found = [note["severity"] for note in report["quality"]]
    return {"errors": found.count("error"), "warnings": found.count("warning")}
