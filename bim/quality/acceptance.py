"""Which complaints and deviations stay silent because a person accepted them, and which come back.

Works on ``egress-report/1`` as plain data. What was seen when somebody accepted is kept beside the acceptance and
held against the element as it is now: moved or resized by more than a centimetre, measured worse, or held to a
stricter limit, it comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["quality", "rule"]
Key = tuple[Kind, str, str]
"""Kind, quality code or rule, GlobalId (empty for a complaint about the whole model)."""
TOLERANCE_M = 0.01
OPEN = ("fail", "review")
"""Verdicts that can be accepted: a missing figure is not a deviation, and a pass needs no acceptance."""
Back = Literal["", "changed", "worse", "stricter"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """One acceptance that holds. ``seen``: what ``seen_now`` gave at the time."""

    kind: Kind
    code: str
    guid: str
    reason: str
    by: str
    at: str
    seen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return (self.kind, self.code, self.guid)


def open_keys(report: Mapping[str, Any]) -> dict[Key, Mapping[str, Any]]:
    """What can be accepted in a report: complaints by element, and failed or open verdicts, with their rows."""
    found: dict[Key, Mapping[str, Any]] = {}
    for note in report["quality"]:
        for guid in note["guids"] or [""]:
            found[("quality", note["code"], guid)] = note
    for row in report["results"]:
        if row["verdict"] in OPEN:
            found.setdefault(("rule", row["rule"], row["subject"]["guid"]), row)
    return found


def seen_now(report: Mapping[str, Any], key: Key) -> dict[str, Any]:
    """What is known of the element and its figure in this report, to be kept beside an acceptance."""
    kind, rule, guid = key
    seen: dict[str, Any] = {"place": _place(report, guid)}
    if kind == "rule":
        row = _worst([r for r in report["results"] if (r["rule"], r["subject"]["guid"]) == (rule, guid)])
        figures = ("measured", "measured_upper", "limit", "unit", "metric", "verdict")
        seen |= {name: row.get(name) for name in figures} if row else {}
    return seen


def mark(report: Mapping[str, Any], accepted: Iterable[Accepted]) -> dict[str, Any]:
    """The report with what is accepted marked, listed and counted; nothing else of it changes.

    ``accepted`` rows of quality and results get who, when and why; the list ``accepted`` has each once, with ``back``
    empty, or the reason why it is heard again.
    """
    known = open_keys(report)
    rows: list[dict[str, Any]] = []
    silent: dict[Key, dict[str, Any]] = {}
    for one in accepted:
        if one.key in known:
            row = _row(one, _back(one.seen, seen_now(report, one.key)))
            rows.append(row)
            if not row["back"]:
                silent[one.key] = row
    return {
        **report,
        "quality": [_marked_note(note, silent) for note in report["quality"]],
        "results": [_marked_result(row, silent) for row in report["results"]],
        "accepted": rows,
    }


def count(report: Mapping[str, Any]) -> int:
    """How many complaints and deviations are silent in a marked report."""
    return sum(not row["back"] for row in report.get("accepted", ()))


def _row(one: Accepted, back: Back) -> dict[str, Any]:
    names = ("kind", "code", "guid", "reason", "by", "at")
    return {**{name: getattr(one, name) for name in names}, "back": back}


def _marked_note(note: Mapping[str, Any], silent: Mapping[Key, dict[str, Any]]) -> dict[str, Any]:
    mine = [guid for guid in note["guids"] or [""] if ("quality", note["code"], guid) in silent]
    whole = len(mine) >= max(1, note.get("affected") or len(note["guids"]))
    return {**note, "accepted": {"guids": mine, "all": whole and bool(mine)}}


def _marked_result(row: Mapping[str, Any], silent: Mapping[Key, dict[str, Any]]) -> dict[str, Any]:
    said = silent.get(("rule", row["rule"], row["subject"]["guid"])) if row["verdict"] in OPEN else None
    return {**row, "accepted": {name: said[name] for name in ("reason", "by", "at")} if said else None}


def _back(seen: Mapping[str, Any], now: Mapping[str, Any]) -> Back:
    if _differs(seen.get("place"), now.get("place")):
        return "changed"
    if now.get("verdict") == "fail" and seen.get("verdict") == "review":
        return "worse"
    upper = is_upper(now)
    if _beyond(seen.get("measured"), now.get("measured"), upper) or _beyond(
        seen.get("measured_upper"), now.get("measured_upper"), upper
    ):
        return "worse"
    return "stricter" if _beyond(seen.get("limit"), now.get("limit"), not upper) else ""


def is_upper(row: Mapping[str, Any]) -> bool:
    """Whether a row's limit is one from above: distances are, widths and numbers are not."""
    return row.get("unit") == "m" and "width" not in str(row.get("metric") or "")


def _beyond(old: float | None, new: float | None, upper: bool) -> bool:
    """Whether ``new`` is on the wrong side of ``old`` by more than the tolerance; known against unknown is."""
    if old is None or new is None:
        return old is not new
    return (new - old if upper else old - new) > TOLERANCE_M


def _worst(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row of one rule and element that is furthest beyond its limit; a fail before a review."""

    def badness(row: Mapping[str, Any]) -> tuple[bool, float]:
        measured, limit = row.get("measured"), row.get("limit")
        excess = 0.0 if measured is None or limit is None else measured - limit
        return (row["verdict"] == "fail", excess if is_upper(row) else -excess)

    return max((r for r in rows if r["verdict"] in OPEN), key=badness, default=None)


def _place(report: Mapping[str, Any], guid: str) -> dict[str, Any] | None:
    """Box and size in metres of a door, space or stair; None for what has none."""
    for rows, size in (("doors", "width_m"), ("spaces", "area_m2"), ("stairs", "width_m")):
        for row in report[rows]:
            if row["guid"] == guid:
                return {"box": row.get("box_m"), "size": row[size]}
    return None


def _differs(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> bool:
    if old is None or new is None:
        return old is not new
    if old["box"] is None or new["box"] is None:
        return old["box"] is not new["box"] or _apart(old["size"], new["size"])
    corners = zip([c for p in old["box"] for c in p], [c for p in new["box"] for c in p], strict=True)
    return any(_apart(a, b) for a, b in corners) or _apart(old["size"], new["size"])


def _apart(old: float | None, new: float | None) -> bool:
    """Whether two figures differ by more than the tolerance (metres, or square metres of area)."""
    if old is None or new is None:
        return old is not new
    return abs(old - new) > TOLERANCE_M
