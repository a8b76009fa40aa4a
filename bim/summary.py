"""A report in a few lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

WORDS = (
    ("fail", "fail"),
    ("review", "review"),
    ("no_data", "no data"),
    ("pass_proposed", "pass, if the proposed exits are right"),
    ("pass", "pass"),
    ("not_applicable", "not applicable"),
)
MOST = 12
HOW_TO = "docs/how-to/export-from-authoring-tools.md"


def summary_lines(report: Mapping[str, Any]) -> list[str]:
    """File, quality, storeys, counts, and the loudest verdicts with what was measured against what."""
    return [*_head(report), *_storeys(report), *_counts(report), *_loudest(report)]


def _head(report: Mapping[str, Any]) -> Iterator[str]:
    file, pack = report["file"], report["pack"]
    yield f"{file['name']}  {file['schema']}  {file['bytes']:,} bytes  sha256 {file['sha256'][:12]}"
    given = " ".join(f"{k}={v}" for k, v in report["params"].items())
    yield f"Pack {pack['id']} ({pack['edition']})  {given or 'no parameters given'}"
    notes = Counter(n["severity"] for n in report["quality"])
    yield f"Data quality: {notes['error']} errors, {notes['warning']} warnings, {notes['info']} notes"
    yield _score(report["quality_score"])
    for note in (n for n in report["quality"] if n["severity"] == "error"):
        yield f"  {note['message']}"
    for row in (r for r in report["recipes"] if r["exporter"]):
        yield f"Seen: {row['exporter']}. What to set in {row['program']}: see {HOW_TO}"


def _score(score: Mapping[str, Any]) -> str:
    """Total, aspects that fall short, and whether it is enough."""
    short = [f"{aspect} {value:g}" for aspect, value in score["aspects"].items() if value < 100]
    why = "no spaces, so nothing can be measured" if score["reason"] else ", ".join(short)
    demand = f"; {score['minimum']:g} demanded: {'met' if score['met'] else 'NOT MET'}" if score["minimum"] else ""
    return f"Data quality score: {score['total']:g} of 100" + (f" ({why})" if why else "") + demand


def _storeys(report: Mapping[str, Any]) -> Iterator[str]:
    for storey in report["storeys"]:
        exits = storey["max_storey_exit_m"]["counts"]
        lost = len(storey["unreachable"])
        yield (
            f"  {storey['name'] or storey['guid']}: {storey['spaces']} spaces, to a storey exit {_metres(exits)}, "
            f"to the street {_metres(storey['max_travel_m'])}" + (f", {lost} without a way out" if lost else "")
        )


def _counts(report: Mapping[str, Any]) -> Iterator[str]:
    counts = report["summary"]
    yield "Verdicts: " + (", ".join(f"{counts[key]} {words}" for key, words in WORDS if counts[key]) or "none")


def _loudest(report: Mapping[str, Any]) -> Iterator[str]:
    loud = [r for v in ("fail", "review", "no_data") for r in report["results"] if r["verdict"] == v]
    for row in loud[:MOST]:
        limit = f" (limit {row['limit']:g} {row['unit']})" if row["limit"] is not None else ""
        measured = f" {row['measured']:.3f} {row['unit']}" if row["measured"] is not None else ""
        name = row["subject"]["name"] or row["subject"]["guid"]
        reason = f": {row['reason_text']}" if row["reason_text"] else ""
        yield f"  {row['verdict']}  {row['rule']}  {name}{measured}{limit}  {row['edition']} {row['clause']}{reason}"
    if len(loud) > MOST:
        yield f"  and {len(loud) - MOST} more; --json FILE writes them all"


def _metres(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} m"
