"""Property sets, gathered so that equal ones are written once for all their elements."""

from __future__ import annotations

from collections.abc import Mapping

from seeds.ifc.writer import Entity, Writer

Value = bool | int | float | str
_LENGTHS = frozenset({"RiserHeight", "TreadLength"})
_LABELS = {"Reference": "IfcIdentifier", "YearOfConstruction": "IfcLabel"}


class PropertySets:
    """Collects ``(set name, properties) → elements``; `write` emits them in the order first seen."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._groups: dict[tuple[str, tuple[tuple[str, Value], ...]], list[Entity]] = {}

    def give(self, element: Entity, name: str, values: Mapping[str, Value | None]) -> None:
        """Give an element a property set; None values are left out, an empty set is not written."""
        kept = tuple((key, value) for key, value in values.items() if value is not None)
        if kept:
            self._groups.setdefault((name, kept), []).append(element)

    def write(self) -> None:
        for number, ((name, values), elements) in enumerate(self._groups.items()):
            path = f"pset/{number}/{name}"
            properties = [self._single(key, value) for key, value in values]
            pset = self._writer.root("IfcPropertySet", path, Name=name, HasProperties=properties)
            self._writer.root(
                "IfcRelDefinesByProperties",
                f"{path}/rel",
                RelatedObjects=elements,
                RelatingPropertyDefinition=pset,
            )

    def _single(self, key: str, value: Value) -> Entity:
        kind = _kind(key, value)
        if key in _LENGTHS:
            value = self._writer.length(float(value))
        nominal = self._writer.add(kind, wrappedValue=value)
        return self._writer.add("IfcPropertySingleValue", Name=key, NominalValue=nominal)


def _kind(key: str, value: Value) -> str:
    if isinstance(value, bool):
        return "IfcBoolean"
    if key in _LENGTHS:
        return "IfcPositiveLengthMeasure"
    if isinstance(value, int):
        return "IfcInteger" if key == "NumberOfStoreys" else "IfcCountMeasure"
    return _LABELS.get(key, "IfcLabel")
