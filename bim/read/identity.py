"""Who is who in a file: building name, repeated GlobalIds, elements without shape, space boundaries."""

from __future__ import annotations

from collections import Counter

from bim.read.boundaries import Boundaries
from bim.read.entity import Entity, attribute, by_type
from bim.read.source import Source
from bim.read.text import clean_text


def read_building_name(source: Source) -> str:
    """Name of the first named ``IfcBuilding``, else of the project."""
    for class_name in ("IfcBuilding", "IfcProject"):
        for entity in by_type(source.model, class_name):
            name = clean_text(entity.Name) or clean_text(attribute(entity, "LongName"))
            if name:
                return name
    return ""


def note_repeated_guids(source: Source) -> None:
    """Complain of GlobalIds that stand at several objects, products and project included."""
    counts = Counter(str(attribute(entity, "GlobalId")) for entity in by_type(source.model, "IfcObjectDefinition"))
    source.notes.add_if("guid_repeated", sorted(guid for guid, count in counts.items() if count > 1))


def note_losses(source: Source) -> None:
    """Say which elements came out without triangles, class by class, and which only by a second kernel."""
    for code, steps in (
        ("geometry_lost", source.shapes.lost),
        ("geometry_absent", source.shapes.absent),
        ("geometry_retried", source.shapes.retried),
    ):
        by_class: dict[str, list[str]] = {}
        for step in steps:
            entity: Entity = source.model.by_id(step)
            by_class.setdefault(entity.is_a(), []).append(str(entity.GlobalId))
        for what, guids in by_class.items():
            source.notes.add(code, guids, what=what)


def note_skipped(source: Source) -> None:
    """Say which elements were left out on request, class by class."""
    by_class: dict[str, list[str]] = {}
    for entity in source.skipped.values():
        by_class.setdefault(entity.is_a(), []).append(str(entity.GlobalId))
    for what, guids in by_class.items():
        source.notes.add("element_skipped", guids, what=what)


def note_boundaries(source: Source, boundaries: Boundaries) -> None:
    """Say whether space boundaries are there for all spaces, for some or for none."""
    spaces = by_type(source.model, "IfcSpace")
    if spaces and not boundaries.bounded:
        source.notes.add("boundaries_none")
        return
    source.notes.add_if("boundaries_partial", [str(s.GlobalId) for s in spaces if s.id() not in boundaries.bounded])
