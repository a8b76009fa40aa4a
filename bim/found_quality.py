"""Complaints that only the analysis can make: no final exit, spaces nobody can leave, doors that join nothing."""

from __future__ import annotations

from bim.egress.result import DoorResult, EgressResult
from bim.facts import QualityNote
from bim.read.notes import Notebook


def found_quality(result: EgressResult) -> list[QualityNote]:
    """Notes to stand behind those of reading. A model without any floor has said so there already."""
    notes = Notebook()
    floors = [space for space in result.spaces if space.area_m2]
    if floors and not any(door.exit == "final" for door in result.doors):
        notes.add("exits_none")
    notes.add_if("spaces_unreachable", [space.guid for space in floors if space.travel is None])
    if floors:
        _doors(result, notes)
    return notes.notes


def _doors(result: EgressResult, notes: Notebook) -> None:
    doors = [door for door in result.doors if door.kind == "door"]
    notes.add_if("doors_unlinked", [d.guid for d in doors if d.joins == (None, None)])
    notes.add_if("doors_same_space", [d.guid for d in doors if d.joins[0] is not None and d.joins[0] == d.joins[1]])
    external = {p.step_id for p in result.facts.portals if p.external and p.kind == "door"}
    notes.add_if("external_contradicts", [d.guid for d in doors if d.step_id in external and _joins_two(d)])
    entered = {guid for door in result.doors for guid in door.joins}
    closed = [s.guid for s in result.spaces if s.area_m2 and s.travel is None and s.guid not in entered]
    notes.add_if("spaces_doorless", closed)


def _joins_two(door: DoorResult) -> bool:
    return None not in door.joins and door.joins[0] != door.joins[1]
