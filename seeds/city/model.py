"""The demo city as data. Inputs only: no verdict, no hazard, no event is invented here.

Longitudes and latitudes in degrees, lon first (CGCS2000); footprints are closed rings. Lengths in metres.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LonLat = tuple[float, float]
Ring = tuple[LonLat, ...]
AreaLevel = Literal["city", "district", "street", "community", "grid"]
OrganisationKind = Literal["authority", "manager", "maintainer", "appraiser", "fire_service", "committee"]


@dataclass(frozen=True, slots=True)
class Area:
    """A node of the area tree. ``parent`` is the code of the node above, empty for the city."""

    code: str
    parent: str
    level: AreaLevel
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """``key`` is used by buildings to name their manager; ``area`` is the code of the area an authority answers for."""

    key: str
    kind: OrganisationKind
    name: str
    name_en: str
    credit_code: str
    phone: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Estate:
    """An estate 小区. ``manager`` is an organisation key, empty where nobody manages it."""

    key: str
    name: str
    name_en: str
    community: str
    manager: str


@dataclass(frozen=True, slots=True)
class Lift:
    """A lift of a building."""

    code: str
    name: str
    name_en: str
    certificate: str
    installed_year: int
    residential: bool
    retrofitted: bool


@dataclass(frozen=True, slots=True)
class Building:
    """A building with what a survey form says of it. ``None`` and "" mean that the survey left it open."""

    key: str
    """Local number, such as YL-WC-0031-003."""
    census_number: str
    name: str
    name_en: str
    address: str
    address_en: str
    community: str
    grid: str
    estate: str
    footprint: Ring
    lon: float
    lat: float
    kind: str
    """Kind of block it stands in: tower, mid, walk_up, self_built, …"""
    use: str
    use_zh: str
    structure: str
    structure_zh: str
    structure_detail_zh: str
    year_built: int
    storeys_above: int
    storeys_below: int
    height_m: float
    dwellings: int
    entrances: int
    floor_area_m2: float
    owner: str
    manager: str
    title_registered: bool
    professional: bool
    protected_zh: str
    altered_year: int | None
    retrofit_year: int | None
    visible_damage: bool
    surveyor: str
    surveyed_on: str
    lifts: tuple[Lift, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of the base map, GeoJSON in spirit: ``geometry`` is a GeoJSON geometry, lon/lat."""

    layer: Literal["water", "green", "road", "block"]
    kind: str
    name: str
    name_en: str
    geometry: dict[str, object]
    width_m: float = 0.0


@dataclass(frozen=True, slots=True)
class City:
    """Everything. Codes and keys link the parts."""

    seed: int
    bounds: tuple[float, float, float, float]
    """West, south, east, north."""
    centre: LonLat
    areas: tuple[Area, ...]
    organisations: tuple[Organisation, ...]
    estates: tuple[Estate, ...]
    buildings: tuple[Building, ...]
    base_map: tuple[Feature, ...]
    models: dict[str, str] = field(default_factory=dict)
    """``tower``, ``walk_up``, ``office`` → key of the building for which `seeds.ifc` makes the model."""
    new_ground: tuple[NewGround, ...] = ()
    """Blocks still empty: `seeds.city.sample` fills them with newly surveyed buildings."""

    def building(self, key: str) -> Building:
        """The building with this key; KeyError when there is none."""
        for building in self.buildings:
            if building.key == key:
                return building
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class NewGround:
    """An empty block: west, south, east, north in the city's own metres, and the area it belongs to."""

    rect: tuple[float, float, float, float]
    community: str
    grid: str
    road: tuple[str, str]
