"""Data quality of the model for a report: the score by aspect, then each complaint with why and how to mend it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from portal.templatetags.checks import quality_words, severity

ORDER = ("error", "warning", "info")
Row = dict[str, Any]


def quality_of(report: Row) -> Row:
    notes = sorted(report["quality"], key=lambda note: ORDER.index(note["severity"]))
    return {"score": report.get("quality_score"), "notes": [_row(note) for note in notes], "recipes": _recipes(report)}


def _row(note: Row) -> Row:
    return {
        "severity": note["severity"],
        "word": str(severity(note["severity"])),
        "text": quality_words(note),
        "title": _in_language(note.get("title")),
        "why": _in_language(note.get("why")),
        "mend": _in_language(note.get("mend")) if note["severity"] != "info" else "",
        "guids": note["guids"][:6],
        "more": max(0, len(note["guids"]) - 6),
        "accepted": note.get("accepted"),
    }


def _recipes(report: Row) -> list[Row]:
    found = report.get("recipes") or []
    return [
        {"exporter": r["exporter"], "program": r["program"], "steps": [_in_language(step) for step in r["steps"]]}
        for r in found
    ]


def _in_language(text: Any) -> str:
    """The reader's language of a text kept in both; empty for what an older report does not have."""
    if not isinstance(text, dict):
        return ""
    code = "en" if (get_language() or "").startswith("en") else "zh-hans"
    return str(text.get(code, ""))
