"""Property sets: looked up by name, the element's own value before its type's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bim.read.entity import Entity, attribute, type_of
from bim.read.text import clean_text, is_placeholder


def _own_sets(entity: Entity) -> Iterator[Entity]:
    for relation in attribute(entity, "IsDefinedBy") or ():
        if relation.is_a("IfcRelDefinesByProperties"):
            yield attribute(relation, "RelatingPropertyDefinition")


def _sets(entity: Entity) -> Iterator[Entity]:
    yield from _own_sets(entity)
    kind = type_of(entity)
    if kind is not None:
        yield from attribute(kind, "HasPropertySets") or ()


def prop(entity: Entity, pset: str, name: str) -> Any:
    """The value of a single-value property, None when not there."""
    return read_set(entity, pset).get(name)


def read_set(entity: Entity, pset: str) -> dict[str, Any]:
    """All stated single values of a property set, by name; the element's own go before its type's."""
    return read_sets(entity, pset)[0]


def read_sets(entity: Entity, *psets: str) -> list[dict[str, Any]]:
    """``read_set`` of several sets in one pass over the element's relations, in the order of ``psets``."""
    values: dict[str, dict[str, Any]] = {pset: {} for pset in psets}
    for found in _sets(entity):
        if found is None or not found.is_a("IfcPropertySet") or (name := attribute(found, "Name")) not in values:
            continue
        for single in attribute(found, "HasProperties") or ():
            if single.is_a("IfcPropertySingleValue") and (stated := attribute(single, "NominalValue")) is not None:
                values[name].setdefault(attribute(single, "Name"), stated.get_argument(0))
    return list(values.values())


def flag(entity: Entity, pset: str, name: str) -> bool | None:
    """A boolean property; None when missing or UNKNOWN."""
    return as_flag(prop(entity, pset, name))


def as_flag(value: Any) -> bool | None:
    """A property's value as a truth, None for anything else."""
    return value if isinstance(value, bool) else None


def label(entity: Entity, pset: str, name: str) -> str:
    """A text property; empty when missing or when it only repeats its own name (an unfilled template)."""
    return as_label(name, prop(entity, pset, name))


def as_label(name: str, value: Any) -> str:
    """A property's value as text; empty when it only repeats the property's own name."""
    text = clean_text(value)
    return "" if is_placeholder(name, text) else text
