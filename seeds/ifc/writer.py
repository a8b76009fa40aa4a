"""The IFC file under construction: units, fixed ids, placements, swept solids. Knows no building."""

from __future__ import annotations

import math
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.guid

from seeds.ifc.layout import Point
from seeds.ifc.variant import UNIT_M, Variant

NAMESPACE = uuid.UUID("6f1c1d6e-2f0e-5b8e-9d53-7f3c5b0f2a11")
TIME_STAMP = "2026-01-01T00:00:00"
UNIX_TIME = 1767225600  # the same moment, UTC
Entity = Any


class Writer:
    """Writes entities in metres into a file of any length unit; the same calls give the same bytes."""

    def __init__(self, how: Variant, building_key: str) -> None:
        self.how = how
        self.file = ifcopenshell.file(schema=how.schema)
        self.key = building_key
        self._unit = UNIT_M[how.unit]
        self._directions: dict[tuple[float, ...], Entity] = {}
        self.owner = self._owner()
        self.body = self._context()

    def add(self, kind: str, **attributes: Any) -> Entity:
        """One entity; attributes that are None are left out."""
        return self.file.create_entity(kind, **{k: v for k, v in attributes.items() if v is not None})

    def root(self, kind: str, path: str, **attributes: Any) -> Entity:
        """A rooted entity with the GlobalId that belongs to ``path``."""
        return self.add(kind, GlobalId=self.guid(path), OwnerHistory=self.owner, **attributes)

    def guid(self, path: str) -> str:
        """The 22-character GlobalId of an element path, equal in every run."""
        return str(ifcopenshell.guid.compress(uuid.uuid5(NAMESPACE, f"{self.how.seed}/{self.key}/{path}").hex))

    def length(self, metres: float) -> float:
        """Metres as a number of the file's unit, free of rounding noise."""
        return round(metres / self._unit, 6)

    def point(self, *coordinates_m: float) -> Entity:
        return self.add("IfcCartesianPoint", Coordinates=[self.length(c) for c in coordinates_m])

    def direction(self, *ratios: float) -> Entity:
        if ratios not in self._directions:
            self._directions[ratios] = self.add("IfcDirection", DirectionRatios=[round(r, 12) for r in ratios])
        return self._directions[ratios]

    def axes(self, at: Sequence[float], x: Sequence[float] = (1, 0, 0), z: Sequence[float] = (0, 0, 1)) -> Entity:
        """A right-handed frame in space."""
        turned = tuple(x) != (1, 0, 0) or tuple(z) != (0, 0, 1)
        return self.add(
            "IfcAxis2Placement3D",
            Location=self.point(*at),
            Axis=self.direction(*map(float, z)) if turned else None,
            RefDirection=self.direction(*map(float, x)) if turned else None,
        )

    def placement(
        self, parent: Entity | None, at: Sequence[float] = (0, 0, 0), x: Sequence[float] = (1, 0, 0)
    ) -> Entity:
        """A local placement relative to ``parent``'s."""
        relative = parent.ObjectPlacement if parent is not None else None
        return self.add("IfcLocalPlacement", PlacementRelTo=relative, RelativePlacement=self.axes(at, x))

    def polygon(self, points: Sequence[Point]) -> Entity:
        """A closed polyline on plan."""
        corners = [self.point(*p) for p in points]
        return self.add("IfcPolyline", Points=[*corners, corners[0]])

    def profile(self, outer: Sequence[Point], holes: Sequence[Sequence[Point]] = ()) -> Entity:
        """An area to be swept."""
        curve = self.polygon(outer)
        if not holes:
            return self.add("IfcArbitraryClosedProfileDef", ProfileType="AREA", OuterCurve=curve)
        inner = [self.polygon(hole) for hole in holes]
        return self.add("IfcArbitraryProfileDefWithVoids", ProfileType="AREA", OuterCurve=curve, InnerCurves=inner)

    def rectangle(self, centre: Point, width_m: float, depth_m: float) -> Entity:
        position = self.add("IfcAxis2Placement2D", Location=self.point(*centre))
        size = {"XDim": self.length(width_m), "YDim": self.length(depth_m)}
        return self.add("IfcRectangleProfileDef", ProfileType="AREA", Position=position, **size)

    def solid(self, profile: Entity, depth_m: float, frame: Entity | None = None) -> Entity:
        """The profile swept along the frame's z."""
        return self.add(
            "IfcExtrudedAreaSolid",
            SweptArea=profile,
            Position=frame or self.axes((0, 0, 0)),
            ExtrudedDirection=self.direction(0.0, 0.0, 1.0),
            Depth=self.length(depth_m),
        )

    def shape(self, *solids: Entity) -> Entity:
        """A product's body."""
        body = self.add(
            "IfcShapeRepresentation",
            ContextOfItems=self.body,
            RepresentationIdentifier="Body",
            RepresentationType="SweptSolid",
            Items=list(solids),
        )
        return self.add("IfcProductDefinitionShape", Representations=[body])

    def save(self, path: Path) -> None:
        """Write the file with a header that holds no clock and no machine."""
        header = self.file.header
        header.file_name.name = path.name
        header.file_name.time_stamp = TIME_STAMP
        header.file_name.author = ("",)
        header.file_name.organization = ("",)
        header.file_name.preprocessor_version = "seeds.ifc"
        header.file_name.originating_system = "seeds.ifc"
        self.file.write(str(path))

    def _owner(self) -> Entity:
        person = self.add("IfcPerson", FamilyName="Demo")
        organisation = self.add("IfcOrganization", Name="云澜示例设计院")
        user = self.add("IfcPersonAndOrganization", ThePerson=person, TheOrganization=organisation)
        names = {"ApplicationFullName": "Demo model generator", "ApplicationIdentifier": "seeds.ifc", "Version": "1"}
        tool = self.add("IfcApplication", ApplicationDeveloper=organisation, **names)
        return self.add(
            "IfcOwnerHistory",
            OwningUser=user,
            OwningApplication=tool,
            ChangeAction="NOCHANGE",
            CreationDate=UNIX_TIME,
        )

    def _context(self) -> Entity:
        origin = self.axes((0, 0, 0))
        model = self.add(
            "IfcGeometricRepresentationContext",
            ContextType="Model",
            CoordinateSpaceDimension=3,
            Precision=1e-6,
            WorldCoordinateSystem=origin,
            TrueNorth=self.direction(*_rotated((0.0, 1.0), self.how.rotate_deg)),
        )
        self.model = model
        return self.add(
            "IfcGeometricRepresentationSubContext",
            ContextIdentifier="Body",
            ContextType="Model",
            ParentContext=model,
            TargetView="MODEL_VIEW",
        )

    def units(self) -> Entity:
        """The unit assignment of the project."""
        return self.add("IfcUnitAssignment", Units=[self._length_unit(), *self._plain_units()])

    def _plain_units(self) -> list[Entity]:
        kinds = (("AREAUNIT", "SQUARE_METRE"), ("VOLUMEUNIT", "CUBIC_METRE"), ("PLANEANGLEUNIT", "RADIAN"))
        return [self.add("IfcSIUnit", UnitType=kind, Name=name) for kind, name in kinds]

    def _length_unit(self) -> Entity:
        prefix = "MILLI" if self.how.unit == "mm" else None
        metre = self.add("IfcSIUnit", UnitType="LENGTHUNIT", Prefix=prefix, Name="METRE")
        if self.how.unit != "ft":
            return metre
        value = self.add("IfcLengthMeasure", wrappedValue=UNIT_M["ft"])
        factor = self.add("IfcMeasureWithUnit", ValueComponent=value, UnitComponent=metre)
        powers = self.add("IfcDimensionalExponents", **_LENGTH_POWERS)
        return self.add(
            "IfcConversionBasedUnit", Dimensions=powers, UnitType="LENGTHUNIT", Name="FOOT", ConversionFactor=factor
        )


_LENGTH_POWERS = {
    "LengthExponent": 1,
    "MassExponent": 0,
    "TimeExponent": 0,
    "ElectricCurrentExponent": 0,
    "ThermodynamicTemperatureExponent": 0,
    "AmountOfSubstanceExponent": 0,
    "LuminousIntensityExponent": 0,
}


def _rotated(vector: Point, degrees: float) -> Point:
    turn = math.radians(degrees)
    x, y = vector
    return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
