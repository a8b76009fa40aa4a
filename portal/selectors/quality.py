"""Reads for the page of data quality: complaints with their words, deviations by rule, what is accepted, recipes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bim.models import Check
from bim.quality.acceptance import OPEN
from bim.quality.catalogue import complaints
from portal.selectors.checks import rule_titles

SEVERITIES = ("error", "warning", "info")
ASPECTS = {
    "identity": _("File and ids"),
    "spaces": _("Spaces"),
    "doors": _("Doors"),
    "exits": _("Exits"),
    "stairs": _("Stairs and lifts"),
    "levels": _("Levels"),
}
BACK = {
    "changed": _("the element has changed"),
    "worse": _("the figure is worse"),
    "stricter": _("the limit is stricter"),
}
Row = dict[str, Any]


def scores(report: Mapping[str, Any]) -> list[Row]:
    """One row per aspect, in the order of the table."""
    told = report["quality_score"]["aspects"]
    return [{"name": name, "value": told[key]} for key, name in ASPECTS.items() if key in told]


def notes(report: Mapping[str, Any]) -> list[Row]:
    """Complaints, errors first; ``items``: elements that are still heard, with their names."""
    names = _names(report)
    rows = sorted(report["quality"], key=lambda note: SEVERITIES.index(note["severity"]))
    return [_note(note, names) for note in rows if not note["accepted"]["all"]]


def _note(note: Mapping[str, Any], names: Mapping[str, str]) -> Row:
    language, known = get_language() or "zh-hans", complaints().get(note["code"])
    silent = set(note["accepted"]["guids"])
    guids = note["guids"] if note["guids"] else [""]
    texts = {name: getattr(known, name).in_language(language) if known else "" for name in ("title", "why", "mend")}
    items = [
        {"value": f"quality|{note['code']}|{guid}", "guid": guid, "name": names.get(guid, "")}
        for guid in guids
        if guid not in silent
    ]
    return {"note": note, **texts, "items": items, "silent": len(silent), "aspects": known.aspects if known else ()}


def deviations(check: Check, report: Mapping[str, Any]) -> list[Row]:
    """Failed and open verdicts that nobody accepted, by rule, each element once."""
    titles = rule_titles(check)
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in report["results"]:
        if row["verdict"] in OPEN and not row["accepted"]:
            guid = row["subject"]["guid"]
            name = row["subject"]["name"] or guid
            item = {"value": f"rule|{row['rule']}|{guid}", "guid": guid, "name": name, "verdict": row["verdict"]}
            found[row["rule"]].setdefault(guid, {**item, "row": row})
    return [
        {"rule": rule, "title": titles.get(rule, rule), "items": list(items.values())} for rule, items in found.items()
    ]


def accepted(check: Check, report: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
    """(silent ones, those that came back), each with a title, the element's name and why it came back."""
    titles, names, language = rule_titles(check), _names(report), get_language() or "zh-hans"
    rows = []
    for one in report["accepted"]:
        known = complaints().get(one["code"]) if one["kind"] == "quality" else None
        title = known.title.in_language(language) if known else titles.get(one["code"], one["code"])
        value = f"{one['kind']}|{one['code']}|{one['guid']}"
        more = {"title": title, "name": names.get(one["guid"], ""), "value": value, "why": BACK.get(one["back"], "")}
        rows.append({**one, **more})
    return [r for r in rows if not r["back"]], [r for r in rows if r["back"]]


def recipes(report: Mapping[str, Any]) -> list[Row]:
    """What to set in the programs seen, in the reader's language."""
    key = "en" if (get_language() or "").startswith("en") else "zh-hans"
    return [
        {**row, "steps": [{"text": step[key], "checked": step["checked"]} for step in row["steps"]]}
        for row in report["recipes"]
    ]


def _names(report: Mapping[str, Any]) -> dict[str, str]:
    rows = [*report["storeys"], *report["stairs"], *report["spaces"], *report["doors"]]
    return {r["guid"]: " ".join(dict.fromkeys(t for t in (r["name"], r.get("long_name")) if t)) for r in rows}
