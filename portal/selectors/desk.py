"""The verdicts of a report that is in no table, in the order and grouping of the check page."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from bim.rules.load import load_pack
from bim.rules.reasons import sentence
from bim.rules.schema import PackError
from portal.selectors.checks import LOUD, ORDER, RESTS, is_maximum

COUNTS = ("fail", "review", "no_data", "pass", "pass_proposed", "not_applicable")


def shown(report: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """Verdict, what it rests on, number; nothing that is zero."""
    found = report["summary"]
    return [
        ("pass", "proposed", found[name]) if name == "pass_proposed" else (name, "confirmed", found[name])
        for name in COUNTS
        if found.get(name)
    ]


def groups_of(report: Mapping[str, Any], pack: str) -> list[dict[str, Any]]:
    """Fail, review, no data, then pass and not applicable folded: each rule once, with its worst and the number."""
    titles, storeys = _titles(pack), {s["guid"]: s["name"] for s in report["storeys"]}
    rows = [_row(r, storeys) for r in report["results"]]
    groups = []
    for verdict in ORDER:
        for rests_on in RESTS.get(verdict, ("",)):
            mine = [r for r in rows if r.verdict == verdict and rests_on in ("", r.rests_on)]
            if mine:
                rules = dict.fromkeys(r.rule for r in mine)
                found = [_finding([r for r in mine if r.rule == rule], titles.get(rule, rule)) for rule in rules]
                about = {"verdict": verdict, "rests_on": rests_on or "confirmed", "open": verdict in LOUD}
                groups.append({**about, "count": len(mine), "findings": found})
    return groups


def _row(row: Mapping[str, Any], storeys: Mapping[str, str]) -> SimpleNamespace:
    reason = sentence(row["reason"], get_language() or "zh-hans") if row["reason"] else ""
    subject = row["subject"]
    where = storeys.get(row["storey"]) or row["storey"]
    return SimpleNamespace(**{**row, "reason": reason}, subject_name=subject["name"] or subject["guid"], where=where)


def _finding(rows: list[SimpleNamespace], title: str) -> dict[str, Any]:
    worst = max(rows, key=_badness)
    return {"title": title, "worst": worst, "count": len(rows)}


def _badness(row: Any) -> float:
    if row.measured is None or row.limit is None:
        return 0.0
    excess = row.measured - row.limit
    return float(excess if is_maximum(row) else -excess)


def _titles(pack: str) -> dict[str, str]:
    language = get_language() or "zh-hans"
    try:
        return {rule: text.in_language(language) for rule, text in load_pack(pack, settings.PACK_DIRS).titles().items()}
    except PackError:
        return {}
