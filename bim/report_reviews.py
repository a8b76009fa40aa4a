"""What the review page and newer versions need of a report: where elements stand, their signs, uses and flats."""

from __future__ import annotations

from typing import Any

from bim.check_reviews import Fitted
from bim.egress.result import EgressResult
from bim.fingerprints import outer_ring
from bim.plans.signs import exit_signs
from bim.report_rows import number

MILLIMETRES = 3


def add_reviews(report: dict[str, Any], result: EgressResult, fitted: Fitted) -> None:
    """Adds ``reviews`` and fields of ``spaces``, ``doors`` and ``stairs``; rows run parallel to the result's."""
    report["reviews"] = fitted.as_dict()
    _spaces(report["spaces"], result)
    signs = exit_signs(result)
    for row, door in zip(report["doors"], result.doors, strict=True):
        row["flat_door_status"] = door.flat_door_status
        row["sign"] = signs[door.guid].label if door.guid in signs else ""
    for row, stair in zip(report["stairs"], result.stairs, strict=True):
        row["suggested"] = stair.suggested
        row["sign"] = signs[stair.guid].label if stair.guid in signs else ""


def _spaces(rows: list[dict[str, Any]], result: EgressResult) -> None:
    places = {(s.guid, s.step_id): s for s in result.facts.spaces}
    for row, space in zip(rows, result.spaces, strict=True):
        place = places[space.guid, space.step_id]
        ring = outer_ring(place.floor) if place.floor is not None else ()
        row["z_m"] = number(place.floor_z_m)
        row["outline"] = [[round(x, MILLIMETRES), round(y, MILLIMETRES)] for x, y in ring]
        row["use"] = space.use
        row["use_status"] = space.use_status
        row["use_evidence"] = list(space.use_evidence)
        row["use_confidence"] = space.use_confidence
        row["flat_status"] = space.flat_status
        row["flat_evidence"] = list(space.flat_evidence)
        row["flat_confidence"] = space.flat_confidence
