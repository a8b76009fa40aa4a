"""The length unit of a file."""

from __future__ import annotations

import ifcopenshell
import ifcopenshell.util.unit

from bim.read.entity import Entity


def metres_per_unit(model: ifcopenshell.file) -> tuple[float, bool]:
    """Metres in one length unit of ``model``, and whether the file states the unit at all.

    SI prefixes and conversion-based units (foot, inch) are resolved; without a statement metres are assumed.
    """
    stated = any(_is_length(unit) for assignment in _assignments(model) for unit in assignment.Units or ())
    if not stated:
        return 1.0, False
    scale = float(ifcopenshell.util.unit.calculate_unit_scale(model))
    return (scale, True) if scale > 0 else (1.0, False)


def _assignments(model: ifcopenshell.file) -> list[Entity]:
    projects = model.by_type("IfcProject")
    return [p.UnitsInContext for p in projects if p.UnitsInContext is not None]


def _is_length(unit: Entity) -> bool:
    return getattr(unit, "UnitType", None) == "LENGTHUNIT"
