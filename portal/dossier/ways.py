"""Ways in and up: final exits and stairs as the newest check found them, under the numbers of the plans."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import Any

from bim.models.reviews import STAIR_VALUES
from portal.dossier.model import Model

SAME_STAIR_M = 3.0
"""Flights of different storeys whose middles lie this near on plan are one stair, as on the plans."""
SIGN = re.compile(r'<g class="fp-exit[^"]*" data-guid="([^"]*)"><title>([ES]\d+)')
Row = dict[str, Any]


def ways_of(model: Model | None) -> Row | None:
    """Exits and stairs with their numbers on the plans; None without a checked model."""
    if model is None:
        return None
    report, signs = model.report, _signs(model)
    storeys = {s["guid"]: s for s in report["storeys"]}
    exits = [_exit(door, storeys, signs) for door in report["doors"] if door["exit"] == "final"]
    own = [stair for stair in report["stairs"] if stair["inside_flat"]]
    shared = [stair for stair in report["stairs"] if not stair["inside_flat"]]
    return {
        "exits": sorted(exits, key=lambda row: _in_order(row["sign"])),
        "stairs": sorted((_stair(group, storeys, signs, report) for group in _grouped(shared)), key=_stair_order),
        "in_flats": len(own),
        "checked_on": model.check.created_at,
        "version": model.check.version.number,
    }


def _signs(model: Model) -> dict[str, str]:
    """GlobalId -> E1, S2 … as printed on the plans."""
    plans = model.check.plans.select_related("file")
    first = plans.values_list("language", flat=True).first()
    texts = [plan.file.path.read_text("utf-8") for plan in plans.filter(language=first)]
    return {guid: label for text in texts for guid, label in SIGN.findall(text)}


def _exit(door: Row, storeys: dict[str, Row], signs: dict[str, str]) -> Row:
    width = door["clear_width_m"]
    return {
        "sign": signs.get(door["guid"], ""),
        "name": door["name"] or door["tag"],
        "storey": storeys[door["storey"]]["name"] if door["storey"] in storeys else "",
        "confirmed": door["status"] == "confirmed",
        "clear_m": [width["min"], width["max"]] if width else None,
    }


def _grouped(stairs: list[Row]) -> list[list[Row]]:
    """Flights above one another as one stair."""
    groups: list[tuple[tuple[float, float], list[Row]]] = []
    loose: dict[str, list[Row]] = defaultdict(list)
    for stair in stairs:
        at = _middle(stair)
        if at is None:
            loose[stair["name"]].append(stair)
            continue
        near = next((rows for place, rows in groups if math.dist(place, at) <= SAME_STAIR_M), None)
        if near is None:
            groups.append((at, [stair]))
        else:
            near.append(stair)
    return [rows for _place, rows in groups] + list(loose.values())


def _middle(stair: Row) -> tuple[float, float] | None:
    points = stair["line"]
    if not points:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _stair(flights: list[Row], storeys: dict[str, Row], signs: dict[str, str], report: Row) -> Row:
    ends = {end for f in flights for end in (f["from_storey"], f["to_storey"]) if end in storeys}
    served = sorted((storeys[guid] for guid in ends), key=lambda s: s["order"])
    kinds = sorted({f["kind"] for f in flights})
    widths = [f["width_m"] for f in flights if f["width_m"] is not None]
    return {
        "sign": _stair_sign(flights, signs, report),
        "name": next((f["name"] for f in flights if f["name"]), ""),
        "lowest": served[0]["name"] if served else "",
        "highest": served[-1]["name"] if served else "",
        "kinds": [str(dict(STAIR_VALUES).get(kind, kind)) for kind in kinds],
        "known": kinds != ["unknown"],
        "confirmed": all(f["status"] == "confirmed" for f in flights),
        "width_m": min(widths, default=None),
    }


def _stair_sign(flights: list[Row], signs: dict[str, str], report: Row) -> str:
    own = {f["guid"] for f in flights}
    doors = {d["guid"] for d in report["doors"] if d["leads_to_stair"] in own}
    return min((signs[guid] for guid in own | doors if signs.get(guid, "").startswith("S")), default="")


def _in_order(sign: str) -> tuple[int, int]:
    return (0, int(sign[1:])) if sign else (1, 0)


def _stair_order(row: Row) -> tuple[int, int, str]:
    return (*_in_order(row["sign"]), row["name"])
