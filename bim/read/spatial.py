"""Which storey an element belongs to by the file's own relations."""

from __future__ import annotations

from bim.read.entity import Entity, attribute

MAX_STEPS = 50


class Tree:
    """The spatial tree of one file, each answer kept."""

    def __init__(self) -> None:
        self._known: dict[int, Entity | None] = {}

    def storey_of(self, element: Entity) -> Entity | None:
        """The ``IfcBuildingStorey`` above ``element`` by containment, aggregation, filling or voiding, else None."""
        trail: list[int] = []
        current: Entity | None = element
        storey: Entity | None = None
        while current is not None and current.id() not in trail and len(trail) < MAX_STEPS:
            if current.id() in self._known:
                storey = self._known[current.id()]
                break
            if current.is_a("IfcBuildingStorey"):
                storey = current
                break
            trail.append(current.id())
            current = _parent(current)
        self._known.update(dict.fromkeys(trail, storey))
        return storey


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
