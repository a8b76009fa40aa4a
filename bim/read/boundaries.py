"""Space boundaries: which spaces the file says touch an element. A cross-check, never the truth."""

from __future__ import annotations

from dataclasses import dataclass, field

from bim.read.entity import Entity, attribute, by_type
from bim.read.source import Source


@dataclass(slots=True)
class Boundaries:
    """By element id: space GUIDs and whether one side is external; plus the virtual boundaries for ``virtual``."""

    spaces: dict[int, list[str]] = field(default_factory=dict)
    external: set[int] = field(default_factory=set)
    bounded: set[int] = field(default_factory=set)
    virtual: list[Entity] = field(default_factory=list)

    def spaces_of(self, element: Entity) -> tuple[str, ...]:
        """Space GUIDs without repeats, in file order."""
        return tuple(dict.fromkeys(self.spaces.get(element.id(), ())))


def read_boundaries(source: Source) -> Boundaries:
    """Index of all ``IfcRelSpaceBoundary``. Boundaries of an opening count for the door that fills it."""
    found = Boundaries()
    for relation in by_type(source.model, "IfcRelSpaceBoundary"):
        space = attribute(relation, "RelatingSpace")
        if space is None or not space.is_a("IfcSpace"):
            continue
        found.bounded.add(space.id())
        element = attribute(relation, "RelatedBuildingElement")
        if _is_virtual(relation, element):
            found.virtual.append(relation)
        guid = str(attribute(space, "GlobalId"))
        external = str(attribute(relation, "InternalOrExternalBoundary") or "").startswith("EXTERNAL")
        for touched in _touched(element):
            found.spaces.setdefault(touched.id(), []).append(guid)
            if external:
                found.external.add(touched.id())
    return found


def _is_virtual(relation: Entity, element: Entity | None) -> bool:
    if element is not None and element.is_a("IfcVirtualElement"):
        return True
    return element is None and attribute(relation, "PhysicalOrVirtualBoundary") == "VIRTUAL"


def _touched(element: Entity | None) -> list[Entity]:
    if element is None:
        return []
    fillings = [attribute(r, "RelatedBuildingElement") for r in attribute(element, "HasFillings") or ()]
    return [element, *fillings]
