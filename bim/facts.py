"""What a delivery of IFC files says, after reading and before any judgement.

Pure dataclasses between ``bim.read`` (the only package that talks to ifcopenshell) and ``bim.egress``.
Lengths in metres, angles in degrees, coordinates in the file's world axes with placements applied, never
re-centred. ``guid`` may repeat in bad files, so every element also carries ``step_id`` (its ``#number``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shapely import MultiPolygon, Polygon

Point2 = tuple[float, float]
Point3 = tuple[float, float, float]
Area = Polygon | MultiPolygon

PortalKind = Literal["door", "opening", "virtual"]
StairMethod = Literal["treads", "run", "manual"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class ModelBuilding:
    """An ``IfcBuilding`` of the delivery. The same GUID in several files of one delivery is one building."""

    guid: str
    step_id: int
    name: str
    reference_z_m: float = 0.0
    """World height of its own ±0.00."""
    files: tuple[str, ...] = ()
    """Names of the delivered files that hold a part of it."""
    guids: tuple[str, ...] = ()
    """GlobalIds under which those files know it; ``guid`` is the first."""


@dataclass(frozen=True, slots=True)
class Georeference:
    """Where the model's origin lies on a map, as the file states it (``IfcMapConversion``, ``IfcProjectedCRS``).

    Never used to place a registered building by itself: many files carry a made-up one.
    """

    eastings_m: float
    northings_m: float
    height_m: float
    rotation_deg: float
    """Counter-clockwise from the map's east to the model's x, (-180, 180]."""
    scale: float
    crs: str
    """Name of the projected system as written (``EPSG:4547``), empty where the file names none."""
    file: str


@dataclass(frozen=True, slots=True)
class Storey:
    """An ``IfcBuildingStorey``. ``elevation_m`` is absolute; None when the file gives none and no space tells."""

    guid: str
    step_id: int
    name: str
    elevation_m: float | None
    building: str = ""
    """GUID of its ``IfcBuilding``, empty where the file has none."""


@dataclass(frozen=True, slots=True)
class Space:
    """An ``IfcSpace``. ``floor`` is its plan outline (holes kept), None without usable geometry."""

    guid: str
    step_id: int
    name: str
    long_name: str
    storey: str
    floor: Area | None
    floor_z_m: float
    height_m: float | None = None
    object_type: str = ""
    external: bool | None = None
    public: bool | None = None
    """Pset_SpaceCommon.PubliclyAccessible, where given."""
    declared_use: str = ""
    """What the file says the space is for (OccupancyType, classification, PredefinedType), as written."""
    declared_persons: float | None = None
    """Pset_SpaceOccupancyRequirements.OccupancyNumber, where given."""
    derived: bool = False
    """True where the file has no such IfcSpace and the room was derived from slabs and walls: a draft."""


@dataclass(frozen=True, slots=True)
class Portal:
    """A door, an unfilled opening or a virtual boundary: a segment on plan through which one may walk.

    ``line`` is the portal's full width on plan at the wall's axis (its ends are the jambs), ``normal`` a unit
    vector across it. ``width_m`` is the nominal width as declared (``OverallWidth``), None when undeclared: then
    ``line`` comes from geometry and says so in ``notes``.
    """

    guid: str
    step_id: int
    kind: PortalKind
    name: str
    storey: str
    line: tuple[Point2, Point2]
    normal: Point2
    base_z_m: float
    width_m: float | None
    height_m: float | None = None
    external: bool | None = None
    fire_exit: bool | None = None
    fire_rating: str = ""
    operation: str = ""
    tag: str = ""
    boundary_spaces: tuple[str, ...] = ()
    """GUIDs of spaces by IfcRelSpaceBoundary: a cross-check only, geometry is the truth."""
    boundary_external: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StairRun:
    """A stair or ramp as one walk from a lower to an upper level, all its flights and landings chained."""

    guid: str
    step_id: int
    name: str
    storey: str
    line: tuple[Point3, ...]
    """Walking line from bottom to top, along the pitch (treads' centres), landings included."""
    width_m: float | None
    footprint: Area | None
    method: StairMethod
    is_ramp: bool = False
    risers: int | None = None
    riser_m: float | None = None
    going_m: float | None = None
    fire_exit: bool | None = None
    external: bool | None = None
    shape_type: str = ""
    notes: tuple[str, ...] = ()
    tag: str = ""
    """The authoring tool's own id of the element (``Tag``)."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A column or other fixed solid that stands on a floor."""

    guid: str
    step_id: int
    storey: str
    outline: Area


@dataclass(frozen=True, slots=True)
class Lift:
    """An ``IfcTransportElement`` (ELEVATOR). Listed, never a way out."""

    guid: str
    step_id: int
    name: str
    storey: str
    at: Point3 | None


@dataclass(frozen=True, slots=True)
class QualityNote:
    """One complaint about the delivery that a designer can act on. ``message`` says what, why and how to mend."""

    code: str
    severity: Severity
    message: str
    guids: tuple[str, ...] = ()
    context: dict[str, str | int | float] = field(default_factory=dict)
    affected: int = 0
    """Different elements concerned, also those that ``guids`` has no room for; 0 for the delivery as a whole."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One delivered file as it came in. ``sha256`` is of the bytes delivered, before any repair."""

    name: str
    sha256: str
    schema: str
    bytes: int
    repairs: tuple[str, ...] = ()
    exporter: str = ""


@dataclass(slots=True)
class ModelFacts:
    """Everything read from one delivery (one or several files). Order follows the files' names, however they came."""

    files: list[SourceFile]
    building_name: str = ""
    chosen: tuple[str, ...] = ()
    """GUIDs of the buildings that were asked for; others in ``buildings`` are there because one may walk into them."""
    georeference: Georeference | None = None
    buildings: list[ModelBuilding] = field(default_factory=list)
    storeys: list[Storey] = field(default_factory=list)
    spaces: list[Space] = field(default_factory=list)
    portals: list[Portal] = field(default_factory=list)
    stairs: list[StairRun] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    lifts: list[Lift] = field(default_factory=list)
    terrain_z_m: float | None = None
    """Level of modelled terrain at the building, where there is any."""
    reference_z_m: float = 0.0
    """World height of the building's ±0.00."""
    north_deg: float | None = None
    """Clockwise angle from the plan's +y to true north, None when the file gives none."""
    quality: list[QualityNote] = field(default_factory=list)
    timing_s: dict[str, float] = field(default_factory=dict)
    """CPU seconds: ``open``, ``geometry``."""
