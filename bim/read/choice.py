"""One building out of a delivery of several, with what one may walk into from it."""

from __future__ import annotations

from collections.abc import Collection

import shapely
from shapely.geometry.base import BaseGeometry

from bim.facts import ModelBuilding, ModelFacts
from bim.read.errors import Unreadable
from bim.read.notes import Notebook

TOUCH_M = 2.0
"""Buildings whose rooms or stairs come nearer than this on plan may be joined by a door, a bridge or a podium."""


def keep_buildings(facts: ModelFacts, wanted: Collection[str], notes: Notebook) -> None:
    """Leave the buildings ``wanted`` (GUIDs) in ``facts``, those that touch them, and what belongs to none.

    Nobody can be said to leave a tower through its podium when the podium is not there, so what touches stays; whose
    results are reported is decided by ``facts.chosen``. Nothing is changed without ``wanted``. Raises ``Unreadable``
    for a GUID that is no building of the delivery.
    """
    if not wanted:
        return
    rows = {b.guid: b for b in facts.buildings}
    for guid in wanted:
        if guid not in rows:
            have = ", ".join(f"{b.guid} ({b.name})" if b.name else b.guid for b in facts.buildings) or "-"
            raise Unreadable("building_unknown", guid=guid, have=have)
    facts.chosen = tuple(guid for guid in rows if guid in wanted)
    kept = _with_neighbours(facts, set(wanted))
    _restrict(facts, kept)
    around, away = (
        [b for b in facts.buildings if b.guid not in wanted and (b.guid in kept) == near] for near in (1, 0)
    )
    facts.buildings = [b for b in facts.buildings if b.guid in kept]
    first = rows[facts.chosen[0]]
    facts.reference_z_m, facts.building_name = first.reference_z_m, first.name or facts.building_name
    if away:
        notes.add("buildings_left_out", [b.guid for b in away], names=_names(away))
    if around:
        notes.add("buildings_touch", [b.guid for b in around], names=_names(around))


def _with_neighbours(facts: ModelFacts, wanted: set[str]) -> set[str]:
    areas = _areas(facts)
    kept, grown = set(wanted), True
    while grown:
        near = {
            other
            for other in areas.keys() - kept
            if any(mine in areas and areas[mine].distance(areas[other]) < TOUCH_M for mine in kept)
        }
        kept |= near
        grown = bool(near)
    return kept


def _areas(facts: ModelFacts) -> dict[str, BaseGeometry]:
    home = {s.guid: s.building for s in facts.storeys}
    found: dict[str, list[BaseGeometry]] = {}
    for storey, area in [(s.storey, s.floor) for s in facts.spaces] + [(s.storey, s.footprint) for s in facts.stairs]:
        if area is not None and home.get(storey):
            found.setdefault(home[storey], []).append(area)
    return {key: shapely.union_all(areas) for key, areas in found.items()}


def _restrict(facts: ModelFacts, kept: Collection[str]) -> None:
    facts.storeys = [s for s in facts.storeys if not s.building or s.building in kept]
    on = {"", *(s.guid for s in facts.storeys)}
    facts.spaces = [s for s in facts.spaces if s.storey in on]
    facts.portals = [p for p in facts.portals if p.storey in on]
    facts.stairs = [s for s in facts.stairs if s.storey in on]
    facts.obstacles = [o for o in facts.obstacles if o.storey in on]
    facts.lifts = [x for x in facts.lifts if x.storey in on]


def _names(buildings: Collection[ModelBuilding]) -> str:
    return ", ".join(b.name or b.guid for b in buildings)
