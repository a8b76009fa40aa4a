"""A few lines of IFC for tests: rooms, doors, walls and stairs from plain numbers in metres.

Everything is written in the unit asked for, so that one plan can be tested in metres, millimetres and feet.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.guid

Entity = Any
UNITS = {"m": 1.0, "mm": 0.001, "ft": 0.3048}
FOOT = 0.3048


class Small:
    """One building under construction. ``turn_deg`` and ``at`` place the building in the world."""

    def __init__(self, schema: str = "IFC4", unit: str = "m", turn_deg: float = 0.0, at=(0.0, 0.0, 0.0)) -> None:
        self.file = ifcopenshell.file(schema=schema)
        self.scale = 1.0 / UNITS[unit]
        self.made: dict[str, Entity] = {}
        self.context = self.file.create_entity(
            "IfcGeometricRepresentationContext",
            ContextType="Model",
            CoordinateSpaceDimension=3,
            Precision=1e-6,
            WorldCoordinateSystem=self._axis((0, 0, 0)),
        )
        project = self.root("IfcProject", Name="test")
        project.RepresentationContexts = [self.context]
        project.UnitsInContext = self.file.create_entity("IfcUnitAssignment", Units=[self._unit(unit)])
        self.building = self.root("IfcBuilding", Name="House", CompositionType="ELEMENT")
        self.building.ObjectPlacement = self.placement(None, at, turn_deg)
        self._aggregate(project, [self.building])

    def _unit(self, unit: str) -> Entity:
        make = self.file.create_entity
        if unit != "ft":
            return make("IfcSIUnit", UnitType="LENGTHUNIT", Prefix="MILLI" if unit == "mm" else None, Name="METRE")
        metre = make("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE")
        size = make("IfcMeasureWithUnit", make("IfcLengthMeasure", FOOT), metre)
        dimensions = make("IfcDimensionalExponents", 1, 0, 0, 0, 0, 0, 0)
        return make("IfcConversionBasedUnit", dimensions, "LENGTHUNIT", "FOOT", size)

    def root(self, class_name: str, **attributes: Any) -> Entity:
        return self.file.create_entity(class_name, GlobalId=ifcopenshell.guid.new(), **attributes)

    def _point(self, at) -> Entity:
        return self.file.create_entity("IfcCartesianPoint", [float(c) * self.scale for c in at])

    def _axis(self, at, turn_deg: float = 0.0) -> Entity:
        a = math.radians(turn_deg)
        x = self.file.create_entity("IfcDirection", (math.cos(a), math.sin(a), 0.0))
        z = self.file.create_entity("IfcDirection", (0.0, 0.0, 1.0))
        return self.file.create_entity("IfcAxis2Placement3D", self._point(at), z, x)

    def placement(self, above: Entity | None, at, turn_deg: float = 0.0) -> Entity:
        relative = above.ObjectPlacement if above is not None else None
        return self.file.create_entity("IfcLocalPlacement", relative, self._axis(at, turn_deg))

    def _aggregate(self, whole: Entity, members: list[Entity]) -> None:
        self.root("IfcRelAggregates", RelatingObject=whole, RelatedObjects=members)

    def contain(self, storey: Entity, element: Entity) -> None:
        self.root("IfcRelContainedInSpatialStructure", RelatedElements=[element], RelatingStructure=storey)

    def storey(self, name: str, z: float, elevation: float | str | None = "z", placed: bool = True) -> Entity:
        """``elevation`` "z" means: as ``z``; None leaves it out. ``placed=False``: the placement stays at 0."""
        storey = self.root("IfcBuildingStorey", Name=name, CompositionType="ELEMENT")
        storey.ObjectPlacement = self.placement(self.building, (0, 0, z if placed else 0.0))
        stated = z if elevation == "z" else elevation
        storey.Elevation = None if stated is None else stated * self.scale
        self._aggregate(self.building, [storey])
        return storey

    def solid(self, outline, height: float, holes=(), z: float = 0.0) -> Entity:
        """An upright prism over ``outline`` with ``holes``, base at ``z``."""
        make = self.file.create_entity
        rings = [make("IfcPolyline", [self._flat(p) for p in (*ring, ring[0])]) for ring in (outline, *holes)]
        profile = (
            make("IfcArbitraryProfileDefWithVoids", "AREA", None, rings[0], rings[1:])
            if holes
            else make("IfcArbitraryClosedProfileDef", "AREA", None, rings[0])
        )
        up = make("IfcDirection", (0.0, 0.0, 1.0))
        return make("IfcExtrudedAreaSolid", profile, self._axis((0, 0, z)), up, height * self.scale)

    def _flat(self, at) -> Entity:
        return self.file.create_entity("IfcCartesianPoint", [float(c) * self.scale for c in at[:2]])

    def shape(self, element: Entity, solids: list[Entity]) -> None:
        kind = "SweptSolid"
        body = self.file.create_entity("IfcShapeRepresentation", self.context, "Body", kind, solids)
        element.Representation = self.file.create_entity("IfcProductDefinitionShape", None, None, [body])

    def space(
        self, storey: Entity, outline, height: float = 2.7, name: str | None = "R1", holes=(), at=(0, 0, 0)
    ) -> Entity:
        space = self.root("IfcSpace", Name=name, CompositionType="ELEMENT")
        space.ObjectPlacement = self.placement(storey, at)
        self.shape(space, [self.solid(outline, height, holes)])
        self._aggregate(storey, [space])
        return space

    def door(self, storey: Entity, at, turn_deg: float = 0.0, width: float | None = 0.9, name: str = "D1") -> Entity:
        door = self.root("IfcDoor", Name=name)
        door.ObjectPlacement = self.placement(storey, at, turn_deg)
        door.OverallWidth = None if width is None else width * self.scale
        door.OverallHeight = 2.1 * self.scale
        self.contain(storey, door)
        return door

    def wall(self, storey: Entity, at, length: float, turn_deg: float = 0.0, thick: float = 0.2) -> Entity:
        wall = self.root("IfcWall", Name="W")
        wall.ObjectPlacement = self.placement(storey, at, turn_deg)
        self.shape(wall, [self.solid(rectangle(0, -thick / 2, length, thick / 2), 2.9)])
        self.contain(storey, wall)
        return wall

    def opening(self, wall: Entity, start: float, width: float, sill: float = 0.0, height: float = 2.1) -> Entity:
        opening = self.root("IfcOpeningElement", Name="O")
        opening.ObjectPlacement = self.placement(wall, (start, 0, sill))
        self.shape(opening, [self.solid(rectangle(0, -0.3, width, 0.3), height)])
        self.root("IfcRelVoidsElement", RelatingBuildingElement=wall, RelatedOpeningElement=opening)
        return opening

    def fill(self, opening: Entity, door: Entity) -> None:
        self.root("IfcRelFillsElement", RelatingOpeningElement=opening, RelatedBuildingElement=door)

    def stair(
        self, storey: Entity, flights: list[list[Entity]], landings: list[Entity] = (), name: str = "S1"
    ) -> Entity:
        """``flights``: solids of each flight; ``landings``: one solid each, all in storey coordinates."""
        stair = self.root("IfcStair", Name=name)
        stair.ObjectPlacement = self.placement(storey, (0, 0, 0))
        parts = [self._part("IfcStairFlight", storey, solids) for solids in flights]
        parts += [self._part("IfcSlab", storey, [solid], PredefinedType="LANDING") for solid in landings]
        if parts:
            self._aggregate(stair, parts)
        self.contain(storey, stair)
        return stair

    def _part(self, class_name: str, storey: Entity, solids: list[Entity], **attributes: Any) -> Entity:
        part = self.root(class_name, **attributes)
        part.ObjectPlacement = self.placement(storey, (0, 0, 0))
        self.shape(part, solids)
        return part

    def board(self, x0: float, y0: float, x1: float, y1: float, top: float) -> Entity:
        """A tread or landing of 4 cm with its upper face at ``top``."""
        return self.solid(rectangle(x0, y0, x1, y1), 0.04, z=top - 0.04)

    def prop(self, element: Entity, pset: str, **values: Any) -> None:
        def wrap(value: Any) -> Entity:
            return self.file.create_entity("IfcBoolean" if isinstance(value, bool) else "IfcLabel", value)

        singles = [self.file.create_entity("IfcPropertySingleValue", k, None, wrap(v), None) for k, v in values.items()]
        held = self.root("IfcPropertySet", Name=pset, HasProperties=singles)
        self.root("IfcRelDefinesByProperties", RelatedObjects=[element], RelatingPropertyDefinition=held)

    def save(self, path: Path) -> Path:
        self.file.write(str(path))
        return path


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
