"""Storey by storey: the farthest ways, other ways, persons. Figures that a report does not have are None, not 0."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def storeys_of(report: Row) -> list[Row]:
    """From the top storey down, storeys without spaces left out."""
    rows = [s for s in report["storeys"] if s["spaces"]]
    return [_row(s, report) for s in sorted(rows, key=lambda s: -s["order"])]


def _row(storey: Row, report: Row) -> Row:
    ways = storey["max_storey_exit_m"]
    mine = [s for s in report["spaces"] if s["storey"] == storey["guid"]]
    return {
        "name": storey["name"],
        "elevation_m": storey["elevation_m"],
        "area_m2": storey["area_m2"],
        "to_exit_m": [ways["counts"], ways["not_counts"]],
        "to_street_m": storey["max_travel_m"],
        "in_room_m": max((s["max_in_room_m"] for s in mine if s["max_in_room_m"] is not None), default=None),
        "exits": len(storey["storey_exits"]),
        "open_exits": len(storey["unknown_exits"]),
        "unreachable": len(storey["unreachable"]),
    }
