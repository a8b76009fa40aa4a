"""How a generated model is written: schema, unit, placement, and what is left out or wrong on purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypedDict, Unpack

from seeds.ifc.layout import Building, Storey

Schema = Literal["IFC4", "IFC2X3"]
Unit = Literal["m", "mm", "ft"]
UNIT_M: dict[Unit, float] = {"m": 1.0, "mm": 0.001, "ft": 0.3048}


class VariantOptions(TypedDict, total=False):
    """Keywords every ``write_…`` function takes; the fields of `Variant`."""

    schema: Schema
    unit: Unit
    rotate_deg: float
    offset_m: tuple[float, float, float]
    seed: str
    boundaries: bool
    windows: bool
    no_widths: bool
    no_exits: bool
    no_stairs: bool
    no_spaces: bool
    external_false: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """Options of writing. The defaults give a complete, sound IFC4 file in metres at the origin."""

    schema: Schema = "IFC4"
    unit: Unit = "m"
    rotate_deg: float = 0.0
    """The whole building turned counter-clockwise about the origin, by its placement."""
    offset_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """The whole building moved, by its placement."""
    seed: str = "demo"
    """Part of every GlobalId: two seeds give two files without a common id."""
    boundaries: bool = True
    """Write ``IfcRelSpaceBoundary`` between doors and spaces."""
    windows: bool = True
    no_widths: bool = False
    """``OverallWidth`` is left out on every door."""
    no_exits: bool = False
    """Final exit doors are left out: nobody can leave."""
    no_stairs: bool = False
    no_spaces: bool = False
    external_false: bool = False
    """``IsExternal`` is False on every door, as some exporters write it."""


def variant(**options: Unpack[VariantOptions]) -> Variant:
    """The variant for these keywords."""
    return Variant(**options)


def reduce_building(building: Building, how: Variant) -> Building:
    """The building without what ``how`` leaves out."""
    return replace(building, storeys=tuple(_reduce_storey(storey, how) for storey in building.storeys))


def _reduce_storey(storey: Storey, how: Variant) -> Storey:
    doors = storey.doors
    if how.no_exits:
        doors = tuple(door for door in doors if not door.final)
    if how.external_false:
        doors = tuple(replace(door, external=False) for door in doors)
    return replace(
        storey,
        doors=doors,
        stairs=() if how.no_stairs else storey.stairs,
        windows=storey.windows if how.windows else (),
    )
