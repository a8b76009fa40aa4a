"""What a file says a room is for, and for how many people. As written: what it means is the reviewer's affair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bim.read.entity import Entity, attribute, enum, type_of
from bim.read.psets import as_label
from bim.read.text import clean_text

SAYS_NOTHING = {"SPACE", "INTERNAL", "EXTERNAL", "GFA", "USERDEFINED"}
"""``PredefinedType`` values that name no use."""


def declared_use(space: Entity, occupancy: Mapping[str, Any]) -> str:
    """OccupancyType, else the classification, else a telling PredefinedType; empty when the file says nothing.

    ``occupancy``: values of Pset_SpaceOccupancyRequirements. The type of the space speaks where it is silent itself.
    """
    stated = as_label("OccupancyType", occupancy.get("OccupancyType"))
    kind = type_of(space)
    carriers = [space] if kind is None else [space, kind]
    classes = (text for carrier in carriers for text in _classes(carrier))
    return stated or next(classes, "") or next((p for c in carriers if (p := _predefined(c))), "")


def declared_persons(occupancy: Mapping[str, Any]) -> float | None:
    """OccupancyNumber; None when missing, not a number or negative. Zero is a statement."""
    count = occupancy.get("OccupancyNumber")
    if isinstance(count, bool) or not isinstance(count, int | float):
        return None
    return float(count) if 0 <= count < 1e6 else None


def _classes(carrier: Entity) -> Iterator[str]:
    for relation in attribute(carrier, "HasAssociations") or ():
        if relation.is_a("IfcRelAssociatesClassification") and relation.RelatingClassification is not None:
            found = relation.RelatingClassification
            code = clean_text(attribute(found, "Identification") or attribute(found, "ItemReference"))
            name = clean_text(attribute(found, "Name"))
            text = name if code in name else f"{code} {name}".strip()
            if text and not found.is_a("IfcClassification"):
                yield text


def _predefined(carrier: Entity) -> str:
    stated = enum(carrier, "PredefinedType")
    return "" if stated in SAYS_NOTHING else stated
