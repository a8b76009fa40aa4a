"""Some buildings out of a delivery of several, with what one may walk into from them. Pure: facts in, facts out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bim.facts import ModelBuilding, ModelFacts, QualityNote
from bim.facts_parts import only, touching
from bim.read.errors import Unreadable
from bim.read.messages import NOTES
from bim.read.notes import Notebook


def keep_buildings(facts: ModelFacts, wanted: Collection[str]) -> ModelFacts:
    """The buildings ``wanted`` (GUIDs), those that touch them, and what belongs to none; all of it without ``wanted``.

    Nobody can be said to leave a tower through its podium when the podium is not there, so what touches stays; whose
    results are reported is decided by ``chosen``. ±0.00 is that of the first of the wanted. Complaints about others
    are left out. Raises ``Unreadable`` for a GUID that is no building of the delivery.
    """
    if not wanted:
        return facts
    rows = {b.guid: b for b in facts.buildings}
    for guid in wanted:
        if guid not in rows:
            have = ", ".join(f"{b.guid} ({b.name})" if b.name else b.guid for b in facts.buildings) or "-"
            raise Unreadable("building_unknown", guid=guid, have=have)
    chosen = tuple(guid for guid in rows if guid in wanted)
    kept = touching(facts, [chosen])[0]
    first = rows[chosen[0]]
    found = replace(only(facts, kept), chosen=chosen, reference_z_m=first.reference_z_m)
    found.building_name = ", ".join(rows[g].name for g in chosen if rows[g].name) or facts.building_name
    found.quality = [*_about(facts, found), *_said(facts, chosen, kept)]
    return found


def _said(facts: ModelFacts, chosen: Collection[str], kept: Collection[str]) -> list[QualityNote]:
    notes = Notebook()
    around = [b for b in facts.buildings if b.guid in kept and b.guid not in chosen]
    away = [b for b in facts.buildings if b.guid not in kept]
    if away:
        notes.add("buildings_left_out", [b.guid for b in away], names=_names(away))
    if around:
        notes.add("buildings_touch", [b.guid for b in around], names=_names(around))
    return notes.notes


def _about(facts: ModelFacts, part: ModelFacts) -> list[QualityNote]:
    """Complaints without those elements that are left out; one that concerned only them is gone."""
    gone = _guids(facts) - _guids(part)
    found = []
    for note in facts.quality:
        left = tuple(guid for guid in note.guids if guid not in gone)
        if len(left) == len(note.guids):
            found.append(note)
        elif left:
            context = {**note.context, **({"count": len(left)} if "count" in note.context else {})}
            message = NOTES[note.code][1] % context if note.code in NOTES else note.message
            found.append(replace(note, guids=left, context=context, message=message, affected=len(left)))
    return found


def _guids(facts: ModelFacts) -> set[str]:
    rows = (facts.buildings, facts.storeys, facts.spaces, facts.portals, facts.stairs, facts.obstacles, facts.lifts)
    return {row.guid for group in rows for row in group}


def _names(buildings: Collection[ModelBuilding]) -> str:
    return ", ".join(b.name or b.guid for b in buildings)
