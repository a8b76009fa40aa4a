"""Reads for the check page: results in the order in which a person wants them, equal findings together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from bim.models import Check, CheckResult
from bim.rules.metrics import has_upper_limit
from bim.rules.reasons import sentence, word
from bim.rules.schema import PackError
from bim.services.packs import pack_of
from core.verdicts import RestsOn, Verdict

ORDER = [v.value for v in Verdict]
LOUDNESS = ["fail", "review", "no_data", "proposed", "pass"]
LOUD = {Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA}
DISTANCES = ("walked", "straight")
RESTS: dict[str, tuple[str, ...]] = {Verdict.PASS: (RestsOn.PROPOSED, RestsOn.CONFIRMED)}
"""A pass that rests on exits nobody has confirmed is a group of its own."""


@dataclass
class Finding:
    """One row of the list: the worst result of a rule with one verdict, and the others like it."""

    worst: CheckResult
    title: str
    others: list[CheckResult] = field(default_factory=list)

    @property
    def count(self) -> int:
        return 1 + len(self.others)

    @property
    def is_maximum(self) -> bool:
        """Whether the limit is an upper one: distances yes, widths and counts no."""
        return is_maximum(self.worst)


@dataclass
class Group:
    verdict: str
    rests_on: str
    findings: list[Finding]
    count: int
    open: bool


def is_maximum(result: CheckResult) -> bool:
    return has_upper_limit(result.metric)


def groups(check: Check) -> list[Group]:
    """Fail, review, no data, then pass and not applicable folded; a pass on proposed exits is a group of its own."""
    rows = list(check.results.order_by("pk"))
    titles = rule_titles(check)
    found = []
    for verdict in ORDER:
        for rests_on in RESTS.get(verdict, ("",)):
            mine = [r for r in rows if r.verdict == verdict and rests_on in ("", r.rests_on)]
            if mine:
                found.append(Group(verdict, rests_on or "confirmed", _merged(mine, titles), len(mine), verdict in LOUD))
    return found


def worst_on(check: Check, guid: str) -> CheckResult | None:
    """The worst result on one element, None where nothing was judged on it."""
    rows = list(check.results.filter(subject_guid=guid).order_by("pk"))
    return min(rows, key=lambda row: (ORDER.index(row.verdict), _badness(row)), default=None)


def by_element(check: Check) -> dict[str, str]:
    """Worst verdict by GlobalId for the 3D picture; ``proposed`` for a pass that rests on what nobody has confirmed."""
    found: dict[str, str] = {}
    rows = check.results.exclude(verdict=Verdict.NOT_APPLICABLE).values_list("subject_guid", "verdict", "rests_on")
    for guid, verdict, rests_on in rows:
        word = "proposed" if (verdict, rests_on) == (Verdict.PASS, RestsOn.PROPOSED) else verdict
        if guid not in found or LOUDNESS.index(word) < LOUDNESS.index(found[guid]):
            found[guid] = word
    return found


def _merged(results: list[CheckResult], titles: dict[str, str]) -> list[Finding]:
    by_rule: dict[tuple[str, str], list[CheckResult]] = {}
    for result in results:
        by_rule.setdefault((result.rule, result.rests_on), []).append(result)
    found = []
    for (rule, _rests), rows in by_rule.items():
        rows.sort(key=_badness)
        found.append(Finding(rows[0], titles.get(rule, rule), rows[1:]))
    return found


def _badness(result: CheckResult) -> float:
    """The further beyond its limit, the earlier in the list."""
    if result.measured is None or result.limit is None:
        return 0.0
    excess = result.measured - result.limit
    return -excess if is_maximum(result) else excess


def rule_titles(check: Check) -> dict[str, str]:
    """Rule id -> title in the reader's language, from the pack that the check used, as it was then."""
    try:
        pack = pack_of(check)
    except PackError:
        return {}
    return {rule: text.in_language(_language()) for rule, text in pack.titles().items()}


def explained(result: CheckResult) -> dict[str, Any]:
    """The sentences of one result in the reader's language."""
    language = _language()
    details = result.details
    return {
        "reason": sentence(result.reason, language),
        "modifiers": [sentence(m, language) for m in details.get("modifiers", [])],
        "notes": [sentence(n, language) for n in details.get("notes", [])],
        "assumed": [word(a, language) for a in details.get("assumed", [])],
        "evidence": [sentence(e, language) for e in details.get("evidence", [])],
    }


def _language() -> str:
    return get_language() or "zh-hans"


def bars(report: dict[str, Any], current: str) -> list[dict[str, Any]]:
    """The storey selector: each storey with spaces, its greatest way to a storey exit, the worst verdict on ways."""
    farthest = {s["guid"]: 0.0 for s in report["storeys"]}
    for space in report["spaces"]:
        if space["storey"] in farthest and space["storey_exit_m"] is not None:
            farthest[space["storey"]] = max(farthest[space["storey"]], space["storey_exit_m"])
    top = max([*farthest.values(), 1.0])
    rows = []
    for storey in report["storeys"]:
        if not storey["spaces"]:
            continue
        names = {storey["guid"], storey["name"]}
        verdicts = {r["verdict"] for r in report["results"] if r["storey"] in names and r["metric"] in DISTANCES}
        value = farthest[storey["guid"]]
        rows.append(
            {
                "guid": storey["guid"],
                "name": storey["name"],
                "value": value or None,
                "height": round(100 * value / top, 1),
                "verdict": next((v for v in ORDER if v in verdicts), ""),
                "current": storey["guid"] == current,
                "unreachable": len(storey["unreachable"]),
                "street": storey["max_travel_m"],
            }
        )
    return rows
