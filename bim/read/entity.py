"""Small helpers on IFC entities that hold for IFC2x3, IFC4 and IFC4x3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import ifcopenshell

Entity = Any
"""An ``ifcopenshell.entity_instance``; untyped upstream."""


def by_type(model: ifcopenshell.file, name: str) -> Sequence[Entity]:
    """All instances of a class and its subclasses; none when the schema does not know the class."""
    try:
        found: Sequence[Entity] = model.by_type(name)
    except RuntimeError:
        return ()
    return found


def attribute(entity: Entity, name: str) -> Any:
    """An attribute, None when null, derived or unknown to the schema or the class."""
    try:
        value = getattr(entity, name, None)
    except RuntimeError:
        return None
    return None if isinstance(value, str) and value == "*" else value


def number(entity: Entity, name: str) -> float | None:
    """A numeric attribute as float; None when null or not a finite number."""
    value = attribute(entity, name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e12 else None


def enum(entity: Entity, *names: str) -> str:
    """The first of the named enumeration attributes that says something (not null, not NOTDEFINED)."""
    for name in names:
        value = attribute(entity, name)
        if isinstance(value, str) and value and value != "NOTDEFINED":
            return value
    return ""


def parts(entity: Entity) -> Iterator[Entity]:
    """All elements below ``entity`` by aggregation, depth first; safe against loops."""
    seen = {entity.id()}
    stack = [entity]
    while stack:
        for relation in attribute(stack.pop(), "IsDecomposedBy") or ():
            for child in relation.RelatedObjects or ():
                if child.id() not in seen:
                    seen.add(child.id())
                    stack.append(child)
                    yield child


def type_of(entity: Entity) -> Entity | None:
    """The type object of an element, None without one."""
    for relation in attribute(entity, "IsTypedBy") or ():
        return relation.RelatingType
    for relation in attribute(entity, "IsDefinedBy") or ():
        if relation.is_a("IfcRelDefinesByType"):
            return relation.RelatingType
    return None
