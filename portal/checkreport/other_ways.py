"""If one way is lost: common paths, dead ends and the loss of each exit, storey by storey. Information, no verdict.

As proposed: stairs of unknown kind count; the figures of the other reading are in the JSON report.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def other_ways_of(report: Row) -> list[Row]:
    """From the top storey down; storeys of which an older report says nothing are left out."""
    rows = [s for s in report["storeys"] if s["spaces"] and s.get("exit_losses") is not None]
    return [_row(s, report) for s in sorted(rows, key=lambda s: -s["order"])]


def _row(storey: Row, report: Row) -> Row:
    common = [_counts(s.get("common_path_m")) for s in report["spaces"] if s["storey"] == storey["guid"]]
    losses = _counts(storey["exit_losses"]) or []
    dead = _counts(storey.get("dead_ends")) or []
    gaps = [pair["gap_m"] for pair in _counts(storey.get("exit_pairs")) or [] if pair.get("gap_m") is not None]
    walks = [loss["worst_m"] for loss in losses if loss["worst_m"] is not None]
    persons = storey.get("persons") or {}
    return {
        "name": storey["name"],
        "common_m": max((way["value_m"] for way in common if way and way["value_m"] is not None), default=None),
        "dead_end_m": max((end["length_m"] for end in dead), default=None),
        "gap_m": min(gaps, default=None),
        "exits": len(losses),
        "loss_m": max(walks, default=None),
        "cut_off": max((len(loss["cut_off"]) for loss in losses), default=0),
        "persons": (persons.get("min"), persons.get("max")) if persons else None,
    }


def _counts(readings: Any) -> Any:
    """The reading in which stairs of unknown kind are exits; None where nothing was analysed."""
    return readings.get("counts") if isinstance(readings, dict) else None
