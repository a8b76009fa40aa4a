"""Where the file says its model lies on a map. Read and reported, never used to place anything by itself."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, degrees, hypot
from typing import Any

import ifcopenshell.util.unit

from bim.facts import Georeference
from bim.read.entity import Entity, attribute, by_type, number
from bim.read.psets import read_sets
from bim.read.source import Source
from bim.read.text import clean_text

SETS = (("ePSet_MapConversion", "ePSet_ProjectedCRS"), ("ePset_MapConversion", "ePset_ProjectedCRS"))
"""Property sets that carry the same words in IFC2x3, which has no entities for them; both spellings are about."""
_unit: Any = ifcopenshell.util.unit
Value = Callable[[str], float | None]


def read_georeference(source: Source) -> Georeference | None:
    """The first ``IfcMapConversion`` with its ``IfcProjectedCRS``, else the IFC2x3 property sets; None without any.

    Eastings, northings and height are in the unit of the projected system, else of the file (IfcMapConversion in
    IFC4 ADD2 TC1); those of the property sets are metres.
    """
    for conversion in by_type(source.model, "IfcMapConversion"):
        system = attribute(conversion, "TargetCRS")
        found = _made(source, _attributes(conversion), _unit_m(source, system), attribute(system, "Name"))
        if found is not None:
            return found
    for entity in (e for name in ("IfcProject", "IfcSite") for e in by_type(source.model, name)):
        for names in SETS:
            values, said = read_sets(entity, *names)
            found = _made(source, _properties(values), 1.0, said.get("Name"))
            if found is not None:
                return found
    return None


def _made(source: Source, value: Value, unit_m: float, crs: Any) -> Georeference | None:
    east, north = value("Eastings"), value("Northings")
    if east is None or north is None:
        return None
    x, y = value("XAxisAbscissa"), value("XAxisOrdinate")
    turned = x is not None and y is not None and hypot(x, y) > 1e-9
    return Georeference(
        eastings_m=east * unit_m,
        northings_m=north * unit_m,
        height_m=(value("OrthogonalHeight") or 0.0) * unit_m,
        rotation_deg=degrees(atan2(y or 0.0, x or 0.0)) if turned else 0.0,
        scale=value("Scale") or 1.0,
        crs=clean_text(crs)[:100],
        file=source.file.name,
    )


def _attributes(entity: Entity) -> Value:
    return lambda name: number(entity, name)


def _properties(values: dict[str, Any]) -> Value:
    def value(name: str) -> float | None:
        found = values.get(name)
        plain = isinstance(found, int | float) and not isinstance(found, bool)
        return float(found) if plain and found is not None and abs(found) < 1e12 else None

    return value


def _unit_m(source: Source, system: Entity | None) -> float:
    unit = attribute(system, "MapUnit") if system is not None else None
    if unit is None:
        return source.unit_m
    try:
        return float(_scale(unit))
    except (AttributeError, TypeError, ValueError):
        return source.unit_m


def _scale(unit: Entity) -> float:
    """Metres in one of a named length unit."""
    factor = 1.0
    while unit.is_a("IfcConversionBasedUnit"):
        factor *= unit.ConversionFactor.ValueComponent.wrappedValue
        unit = unit.ConversionFactor.UnitComponent
    return factor * float(_unit.get_prefix_multiplier(attribute(unit, "Prefix")))
