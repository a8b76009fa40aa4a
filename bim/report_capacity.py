"""Rows of ``egress-report/1`` on people: corridors, bottlenecks, occupant loads, evacuation time.

Adds to a report that is built already; rows run parallel to the result's. Times are information, never a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from bim.egress.measured import Bottleneck, Corridor
from bim.egress.result import EgressResult
from bim.egress.several import of_buildings
from bim.occupancy.evacuation import Evacuation, Place, evacuate
from bim.occupancy.loads import Crowd, Occupancy, SpaceLoad, occupancy
from bim.occupancy.network import Gaps, network
from bim.report_rows import Row, number
from bim.rules import reasons
from bim.rules.model import Pack
from bim.rules.params import Params

SOURCE = "SFPE Handbook of Fire Protection Engineering, 5th edition, chapter 59 (hydraulic model), first order"
CONFIDENCE = "B"
WAIT_S = 1.0
"""Shorter waits are not told one by one."""


def add_capacity(report: dict[str, Any], result: EgressResult, pack: Pack, params: Params) -> None:
    """Adds ``corridors``, ``evacuation``, ``persons`` of storeys, ``load`` and ``bottleneck`` of spaces."""
    report["corridors"] = [corridor_row(corridor) for corridor in result.corridors]
    loads: dict[str, SpaceLoad] = {}
    storeys: dict[str, Crowd] = {}
    buildings = []
    for guid, part in _parts(result):
        people = occupancy(pack.families.densities, params.use, part)
        loads |= people.spaces
        storeys |= {storey.guid: people.of_storey(storey.guid) for storey in part.storeys if storey.spaces}
        buildings.append({"building": guid, **evacuation_row(part, people, params.premovement_s)})
    for row, space in zip(report["spaces"], result.spaces, strict=True):
        row["load"] = load_row(loads[space.guid]) if space.guid in loads else None
        row["bottleneck"] = bottleneck_row(space.bottleneck)
    for row, storey in zip(report["storeys"], result.storeys, strict=True):
        row["persons"] = crowd_row(storeys[storey.guid]) if storey.guid in storeys else None
    report["evacuation"] = {
        "source": SOURCE,
        "confidence": CONFIDENCE,
        "premovement_s": number(params.premovement_s or 0.0),
        "premovement_given": params.premovement_s is not None,
        "buildings": buildings,
    }


def _parts(result: EgressResult) -> Iterable[tuple[str, EgressResult]]:
    """Each building by itself; those asked for together are one."""
    names = [building.guid for building in result.facts.buildings]
    if len(names) < 2 or result.facts.chosen:
        return [(names[0] if names else "", result)]
    parts = [(guid, of_buildings(result, [guid])) for guid in [*names, ""]]
    return [(guid, part) for guid, part in parts if part.spaces]


def corridor_row(corridor: Corridor) -> Row:
    return {
        "space": corridor.space,
        "storey": corridor.storey,
        "width_m": number(corridor.width_m),
        "width_upper_m": number(corridor.width_m + corridor.error_m),
        "at": [[number(c) for c in point] for point in corridor.at],
        "loaded": corridor.loaded,
        "length_m": number(corridor.length_m),
    }


def bottleneck_row(found: Bottleneck | None) -> Row | None:
    if found is None:
        return None
    low, high = found.width_m
    return {
        "guid": found.guid,
        "kind": found.kind,
        "width_m": {"min": number(low), "max": number(high)},
        "at": [number(c) for c in found.at],
    }


def load_row(load: SpaceLoad) -> Row:
    """``persons`` None with a ``reason`` where nobody knows; ``densities``: what the pack gives, with its clause."""
    return {
        "persons": _ends(load.persons.low, load.persons.high) if load.persons else None,
        "basis": load.basis,
        "use": load.use,
        "status": load.status,
        "reason": load.reason,
        "densities": [
            {
                "value": list(item.native) if item.native else None,
                "unit": item.unit,
                "area": item.area,
                "clause": item.clause,
                "edition": item.edition,
                "confidence": item.letter,
                "rows": [row for _, row in item.rows],
            }
            for item in load.densities
        ],
    }


def crowd_row(crowd: Crowd) -> Row:
    """Whole persons; ``max`` None where rooms (``unknown``) have no number."""
    low, high = crowd.whole
    return {**_ends(low, high), "unknown": list(crowd.unknown), "assumed": crowd.assumed, "confidence": crowd.letter}


def _ends(low: float, high: float) -> Row:
    return {"min": number(low), "max": number(high) if math.isfinite(high) else None}


def evacuation_row(result: EgressResult, people: Occupancy, premovement_s: float | None) -> Row:
    """With the most persons each storey may hold; where that is unknown, with those that are known (``complete``)."""
    crowds = {storey.guid: people.of_storey(storey.guid) for storey in result.storeys}
    persons = {guid: crowd.least if crowd.most is None else crowd.most for guid, crowd in crowds.items()}
    plan, gaps = network(result, persons)
    found = evacuate(plan, premovement_s or 0.0)
    unknown = sum(len(crowd.unknown) for crowd in crowds.values())
    complete = not (unknown or gaps.no_exit or gaps.no_width)
    names = _names(result)
    told = [*_notes(gaps, unknown, premovement_s is not None, names), *_steps(found, names)]
    return {
        "total_s": number(found.total_s) if not gaps.no_exit else None,
        "complete": complete,
        "persons": number(sum(persons.values())),
        "storeys": [
            {"storey": guid, "persons": number(persons[guid]), "cleared_s": number(found.storeys.get(guid))}
            for guid in persons
            if persons[guid] > 0
        ],
        "places": [place_row(place) for place in found.places],
        "steps": told,
        "steps_text": [reasons.sentence(code) for code in told],
    }


def place_row(place: Place) -> Row:
    return {
        "kind": place.kind,
        "guid": place.guid,
        "storey": place.storey,
        "persons": number(place.persons),
        "persons_per_s": number(place.per_s),
        "first_s": number(place.first_s),
        "last_s": number(place.last_s),
        "queue": number(place.queue),
        "wait_s": number(place.wait_s),
    }


def _names(result: EgressResult) -> dict[str, str]:
    pairs = [(door.guid, door.name) for door in result.doors] + [(stair.guid, stair.name) for stair in result.stairs]
    pairs += [(storey.guid, storey.name) for storey in result.storeys]
    return {guid: name or guid for guid, name in pairs}


def _notes(gaps: Gaps, unknown: int, given: bool, names: dict[str, str]) -> list[str]:
    found = [] if given else [reasons.code("evac_no_premovement")]
    if unknown:
        found.append(reasons.code("evac_persons_unknown", rooms=unknown))
    found += [reasons.code("evac_no_exit", storey=names.get(guid, guid)) for guid in gaps.no_exit]
    if gaps.no_width:
        found.append(reasons.code("evac_no_width", count=len(gaps.no_width)))
    if gaps.no_steps:
        found.append(reasons.code("evac_no_steps", count=len(gaps.no_steps)))
    return found


def _steps(found: Evacuation, names: dict[str, str]) -> list[str]:
    """Who waits where, in the order in which the queues begin; then the end."""
    waits = sorted((place for place in found.places if place.wait_s >= WAIT_S), key=lambda place: place.first_s)
    told = [
        reasons.code(
            f"evac_wait_{place.kind}", storey=names.get(place.storey, ""), name=names.get(place.guid, ""),
            queue=round(place.queue, 1), wait=round(place.wait_s, 1), until=round(place.last_s, 1),
        )
        for place in waits
    ]  # fmt: skip
    if found.total_s is not None:
        told.append(reasons.code("evac_total", total=round(found.total_s, 1)))
    return told
