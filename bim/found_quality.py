"""Complaints that only the analysis can make: no final exit, and spaces that nobody can leave."""

from __future__ import annotations

from bim.egress.result import EgressResult
from bim.facts import QualityNote
from bim.read.notes import Notebook


def found_quality(result: EgressResult) -> list[QualityNote]:
    """Notes to stand behind those of reading. A model without any floor has said so there already."""
    notes = Notebook()
    floors = [space for space in result.spaces if space.area_m2]
    if floors and not any(door.exit == "final" for door in result.doors):
        notes.add("exits_none")
    notes.add_if("spaces_unreachable", [space.guid for space in floors if space.travel is None])
    return notes.notes
