"""Lifts: listed with their place, never a way out."""

from __future__ import annotations

from bim.facts import Lift, Point3
from bim.read.entity import Entity, by_type, enum, type_of
from bim.read.source import Source
from bim.read.storeys import Storeys
from bim.read.text import clean_text


def read_lifts(source: Source, storeys: Storeys) -> list[Lift]:
    """Every ``IfcTransportElement`` that is an elevator by its own or its type's statement."""
    lifts = []
    for element in by_type(source.model, "IfcTransportElement"):
        kind = type_of(element)
        stated = enum(element, "PredefinedType", "OperationType") or (
            enum(kind, "PredefinedType", "OperationType") if kind is not None else ""
        )
        if stated != "ELEVATOR" and not (stated == "" and _named_lift(clean_text(element.Name))):
            continue
        at = _place(source, element)
        storey = storeys.key_of(element, at[2] if at is not None else None)
        lifts.append(Lift(str(element.GlobalId), source.step(element), clean_text(element.Name), storey, at))
    source.notes.add_if("lift_unplaced", [lift.guid for lift in lifts if lift.at is None])
    return lifts


def _place(source: Source, element: Entity) -> Point3 | None:
    """Middle of the shape's base, else where the placement is."""
    mesh = source.shapes.meshes.get(element.id())
    if mesh is not None:
        low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
        return float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2, float(low[2])
    matrix = source.placements.of(element)
    return None if matrix is None else (float(matrix[0, 3]), float(matrix[1, 3]), float(matrix[2, 3]))


def _named_lift(name: str) -> bool:
    return any(word in name.casefold() for word in ("lift", "elevator", "电梯"))
