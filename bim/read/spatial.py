"""Which storey and which building an element belongs to by the file's own relations."""

from __future__ import annotations

from bim.read.entity import Entity, attribute, enum

MAX_STEPS = 50


class Tree:
    """The spatial tree of one file, each answer kept."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, Entity | None]] = {}

    def storey_of(self, element: Entity) -> Entity | None:
        """The ``IfcBuildingStorey`` above ``element`` by containment, aggregation, filling or voiding, else None."""
        return self._above(element, "IfcBuildingStorey")

    def building_of(self, element: Entity) -> Entity | None:
        """The ``IfcBuilding`` above ``element``, else None. A PARTIAL building is a section of the one above it."""
        building = self._above(element, "IfcBuilding")
        for _ in range(MAX_STEPS):
            if building is None or enum(building, "CompositionType") != "PARTIAL":
                break
            whole = _parent(building)
            if whole is None or not whole.is_a("IfcBuilding") or enum(whole, "CompositionType") == "COMPLEX":
                break
            building = whole
        return building

    def _above(self, element: Entity, class_name: str) -> Entity | None:
        known = self._known.setdefault(class_name, {})
        trail: list[int] = []
        current: Entity | None = element
        found: Entity | None = None
        while current is not None and current.id() not in trail and len(trail) < MAX_STEPS:
            if current.id() in known:
                found = known[current.id()]
                break
            if current.is_a(class_name):
                found = current
                break
            trail.append(current.id())
            current = _parent(current)
        known.update(dict.fromkeys(trail, found))
        return found


def _parent(element: Entity) -> Entity | None:
    for relation_name, end in (
        ("ContainedInStructure", "RelatingStructure"),
        ("Decomposes", "RelatingObject"),
        ("Nests", "RelatingObject"),
        ("FillsVoids", "RelatingOpeningElement"),
        ("VoidsElements", "RelatingBuildingElement"),
    ):
        for relation in attribute(element, relation_name) or ():
            parent = attribute(relation, end)
            if parent is not None:
                return parent
    return None
