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


FORWARD, INVERSE = 1, 2
"""What ``get_attribute_category`` of ifcopenshell says of an attribute that is stated or that points back."""
ABSENT, BACKWARDS = -1, -2
_PLACES: dict[tuple[str, str], int] = {}
"""Class (with its schema) and attribute → index of the argument, or one of the two above."""


def attribute(entity: Entity, name: str) -> Any:
    """An attribute, None when null, derived or unknown to the schema or the class.

    Asked a hundred thousand times a model, so where an attribute stands is looked up once per class.
    """
    key = (entity.is_a(True), name)
    place = _PLACES.get(key)
    if place is None:
        place = _PLACES[key] = _place(entity, name)
    if place == ABSENT:
        return None
    try:
        value = entity._get_inverse(name) if place == BACKWARDS else entity.get_argument(place)
    except RuntimeError:
        return None
    return None if isinstance(value, str) and value == "*" else value


def _place(entity: Entity, name: str) -> int:
    category = entity.get_attribute_category(name)
    if category == FORWARD:
        return int(entity.get_argument_index(name))
    return BACKWARDS if category == INVERSE else ABSENT


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
            for child in attribute(relation, "RelatedObjects") or ():
                if child.id() not in seen:
                    seen.add(child.id())
                    stack.append(child)
                    yield child


def type_of(entity: Entity) -> Entity | None:
    """The type object of an element, None without one."""
    for relation in attribute(entity, "IsTypedBy") or ():
        return attribute(relation, "RelatingType")
    for relation in attribute(entity, "IsDefinedBy") or ():
        if relation.is_a("IfcRelDefinesByType"):
            return attribute(relation, "RelatingType")
    return None
