"""Which storey an element belongs to by the file's own relations."""

from __future__ import annotations

from bim.read.entity import Entity, attribute

MAX_STEPS = 50


def storey_of(element: Entity) -> Entity | None:
    """The ``IfcBuildingStorey`` above ``element`` by containment, aggregation, filling or voiding; None without one."""
    seen: set[int] = set()
    current: Entity | None = element
    for _ in range(MAX_STEPS):
        if current is None or current.id() in seen:
            return None
        if current.is_a("IfcBuildingStorey"):
            return current
        seen.add(current.id())
        current = _parent(current)
    return None


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
