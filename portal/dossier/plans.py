"""Floor plans of the newest check; storeys that are drawn alike share one drawing, and the paper says so."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import get_language

from bim.models import CheckPlan
from portal.dossier.model import Model
from portal.dossier.overview import NAMES

VARIABLE = re.compile(
    NAMES.pattern
    + r'|<title>.*?</title>|(?<=>)[^<>]+(?=</text>)| (?:data-guid|data-storey|data-to-plan|aria-label|id)="[^"]*"'
    r"|url\(#fp[^)]*\)|fp[0-9a-f]{8}-",
    re.DOTALL,
)
"""What differs between storeys of one shape: GlobalIds, names and figures. Lines, areas and verdict tints stay."""
MOST_BYTES = 2_500_000
"""Of drawings on one paper: the renderer takes seconds for each megabyte, and somebody is waiting."""
Row = dict[str, Any]


def plans_of(model: Model | None) -> Row | None:
    """``entrance``: the storey with the final exits (page 1); ``drawings``: all storeys, alike ones once;
    ``storeys``: one line for every storey, also for those whose drawing is another one's."""
    if model is None:
        return None
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    found = list(model.check.plans.filter(language=language).select_related("file").order_by("order"))
    drawings = _alike(found)
    entrance = _entrance(model.report)
    first = next((d for d in drawings if entrance in d["guids"]), drawings[0] if drawings else None)
    return {
        "entrance": {"name": first["name"], "svg": first["svg"]} if first else None,
        "drawings": _affordable(drawings, first),
        "storeys": [_storey(s, drawings) for s in sorted(model.report["storeys"], key=lambda s: -s["order"])],
    }


def _affordable(drawings: list[Row], first: Row | None) -> list[Row]:
    """Drawings beyond the most that a paper holds lose their picture, which the paper says; the entrance's is kept."""
    left = MOST_BYTES - (len(first["svg"]) if first else 0)
    kept = []
    for row in drawings:
        left -= 0 if row is first else len(row["svg"])
        kept.append(row if row is first or left >= 0 else {**row, "svg": ""})
    return kept


def _alike(plans: list[CheckPlan]) -> list[Row]:
    by_shape: dict[str, Row] = {}
    for plan in plans:
        svg = plan.file.path.read_text("utf-8")
        shape = VARIABLE.sub("", svg)
        row = by_shape.setdefault(shape, {"name": plan.storey_name, "svg": svg, "guids": [], "names": []})
        row["guids"].append(plan.storey_guid)
        row["names"].append(plan.storey_name or plan.storey_guid)
    return list(by_shape.values())


def _entrance(report: Row) -> str:
    """The storey with most final exits, the lowest of several; without any the lowest above ground."""
    finals = [door["storey"] for door in report["doors"] if door["exit"] == "final"]
    order = {s["guid"]: s["order"] for s in report["storeys"]}
    if finals:
        return str(min(set(finals), key=lambda guid: (-finals.count(guid), order.get(guid, 0))))
    above = [s for s in report["storeys"] if s["above_ground"]] or report["storeys"]
    return str(min(above, key=lambda s: s["order"])["guid"]) if above else ""


def _storey(storey: Row, drawings: list[Row]) -> Row:
    drawn = next((d for d in drawings if storey["guid"] in d["guids"]), None)
    ways = storey["max_storey_exit_m"]
    return {
        "name": storey["name"],
        "elevation_m": storey["elevation_m"],
        "spaces": storey["spaces"],
        "to_exit_m": [ways["counts"], ways["not_counts"]],
        "to_street_m": storey["max_travel_m"],
        "unreachable": len(storey["unreachable"]),
        "drawing": drawn["name"] if drawn else "",
    }
