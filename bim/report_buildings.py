"""What a report says of the buildings of its delivery: one row each, and whose every storey and verdict is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from bim.egress.result import EgressResult
from bim.facts import Georeference
from bim.report_rows import DIGITS, Row, number


def add_buildings(report: Row, result: EgressResult, owners: Sequence[str]) -> None:
    """Fill ``buildings``, ``building.georeference``, and ``building`` of storeys and results.

    ``owners``: GUID of the building of each result, in order.
    """
    home = {s.guid: s.building for s in result.facts.storeys}
    storeys = Counter(home.get(s.guid, "") for s in result.storeys)
    spaces = Counter(home.get(s.storey, "") for s in result.spaces)
    report["buildings"] = [
        {
            "guid": b.guid,
            "name": b.name,
            "reference_z_m": number(b.reference_z_m),
            "height_m": number(b.height_m),
            "storeys_above": b.storeys_above,
            "storeys": storeys[b.guid],
            "spaces": spaces[b.guid],
            "files": list(b.files),
        }
        for b in result.buildings
    ]
    report["building"]["georeference"] = _georeference(result.facts.georeference)
    for row in report["storeys"]:
        row["building"] = home.get(row["guid"], "")
    for row, owner in zip(report["results"], owners, strict=True):
        row["building"] = owner


def _georeference(found: Georeference | None) -> Row | None:
    """As the file states it; never a place that a person has confirmed."""
    if found is None:
        return None
    return {k: round(v, DIGITS) if isinstance(v, float) else v for k, v in asdict(found).items()}
