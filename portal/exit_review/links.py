"""Ways between storeys that people have linked, and what a new one may join."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bim.egress import words
from bim.models import Review

NEAR = 3
"""A link may join storeys this far apart."""
LOOSE = frozenset({words.FOOT_LOOSE, words.HEAD_LOOSE, words.NO_SPACE, words.NO_WAY_OUT})


def links_of(report: Mapping[str, Any], said: Mapping[tuple[str, str], Review], storey: str) -> dict[str, Any]:
    """``links``: what holds; ``lower``, ``upper``: spaces to choose from; ``loose``: stairs that need a link."""
    names = {s["guid"]: s["name"] for s in report["storeys"]}
    spaces = {s["guid"]: _space(s, names) for s in report["spaces"]}
    order = {s["guid"]: s["order"] for s in report["storeys"]}
    here = order.get(storey)
    near = [g for g, o in order.items() if here is None or abs(o - here) <= NEAR]
    rows = [row for (kind, _guid), row in said.items() if kind == Review.Kind.LINK and row.value]
    floors = [s for s in report["spaces"] if s["area_m2"]]
    return {
        "links": [(row, spaces.get(row.data["from"], ""), spaces.get(row.data["to"], "")) for row in rows],
        "lower": _sorted(floors, [storey] if here is not None else near, spaces),
        "upper": _sorted(floors, [g for g in near if here is None or g != storey], spaces),
        "loose": [
            (s["guid"], s["name"] or s["guid"], names.get(s["from_storey"], ""))
            for s in report["stairs"]
            if LOOSE.intersection(s["evidence"])
        ],
    }


def _space(row: Mapping[str, Any], storeys: Mapping[str, str]) -> str:
    return f"{storeys.get(row['storey'], '')} · {row['name'] or row['long_name'] or row['guid']}"


def _sorted(floors: list[Any], storeys: list[str], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Common ways and stairwells first: that is where stairs end."""
    mine = [s for s in floors if s["storey"] in storeys]
    mine.sort(key=lambda s: (not (s["stair_space"] or s["circulation"]), labels[s["guid"]]))
    return [(s["guid"], labels[s["guid"]]) for s in mine]
