"""The whole demo city from a number and a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from shapely import Polygon

from seeds.city.base_map import base_map
from seeds.city.construct import Constructor, Site
from seeds.city.division import Division, divide
from seeds.city.frame import ORIGIN, lon_lat
from seeds.city.ground import Ground, make_ground
from seeds.city.layouts import lay_out
from seeds.city.model import Building, City, Estate, NewGround
from seeds.city.names import Name
from seeds.city.naming import ESTATE_SUFFIXES, SET_ESTATES, Namer, road_names
from seeds.city.organisations import MANAGERS, make_organisations
from seeds.city.zoning import Zone, zones

SEED = 20240620
DENSITIES = (11.0, 10.0, 9.0, 8.0, 6.5, 5.0)
"""Buildings to a block: the ground is drawn as tight as it holds them, so that few blocks stay empty."""


def make_city(buildings: int = 2000, seed: int = SEED) -> City:
    """A city of exactly ``buildings`` buildings. Equal arguments give an equal city, in any process.

    Raises ValueError for fewer than 40 buildings: the story needs its three with models.
    """
    if buildings < 40:
        raise ValueError("the demo city needs at least 40 buildings; ask for more")
    for density in DENSITIES:
        ground = make_ground(buildings, seed, density)
        division = divide(ground)
        plan = zones(ground, division, seed)
        works = _Works(seed, ground, division, road_names(ground, plan))
        for zone in plan:
            works.build(zone, buildings)
        if len(works.buildings) == buildings:
            return _city(works, plan)
    raise ValueError(f"no ground holds {buildings} buildings with seed {seed}: choose another seed")


def _city(works: _Works, plan: list[Zone]) -> City:
    ground, division = works.ground, works.division
    return City(
        seed=works.seed,
        bounds=_bounds(ground),
        centre=ORIGIN,
        areas=division.areas,
        organisations=make_organisations(division.areas),
        estates=tuple(works.estates),
        buildings=tuple(works.buildings),
        base_map=base_map(ground, plan, works.roads, works.namer),
        models=works.models,
        new_ground=tuple(works.new_ground),
    )


def _bounds(ground: Ground) -> tuple[float, float, float, float]:
    west, south, east, north = ground.bounds
    corners = [lon_lat((x, y)) for x in (west, east) for y in (south, north)]
    lons, lats = [c[0] for c in corners], [c[1] for c in corners]
    return min(lons), min(lats), max(lons), max(lats)


@dataclass(slots=True)
class _Works:
    """The city while it is being built, block by block."""

    seed: int
    ground: Ground
    division: Division
    roads: dict[tuple[str, int], Name]
    namer: Namer = field(default_factory=Namer)
    buildings: list[Building] = field(default_factory=list)
    estates: list[Estate] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    new_ground: list[NewGround] = field(default_factory=list)
    constructor: Constructor = field(default_factory=Constructor)

    def build(self, zone: Zone, limit: int) -> None:
        """Put a block's buildings into the city until ``limit`` is reached."""
        if zone.block.wet or zone.kind == "park":
            return
        site = self._site(zone)
        if zone.kind == "new_ground":
            self.new_ground.append(NewGround(zone.block.rect, site.community, site.grid, site.road))
            return
        slots = lay_out(zone.kind, zone.block.rect, site.rng("layout"))
        for number, slot in enumerate(slots, start=1):
            if len(self.buildings) >= limit:
                break
            if number == 1 and site.estate is not None:
                self.estates.append(site.estate)
            assert Polygon(slot.outline).is_valid
            building = self.constructor.building(site, slot, number)
            self.buildings.append(building)
            if slot.model:
                self.models[slot.model] = building.key

    def _site(self, zone: Zone) -> Site:
        block = zone.block
        district, _, community, grid = self.division.of[block.column, block.row]
        name = self._name(zone.kind)
        estate = None
        if zone.kind in ESTATE_SUFFIXES or zone.kind in SET_ESTATES:
            estate = self._estate(zone, name, community)
        return Site(
            seed=self.seed,
            zone=zone,
            district=district,
            community=community,
            grid=grid,
            place=tuple(self._chain(community)),
            road=self._road(zone),
            number=12 if zone.kind == "tingsong" else 66 if zone.kind == "office" else block.column * 8 + 6,
            name=name,
            estate=estate,
        )

    def _chain(self, community: str) -> Iterator[Name]:
        """Names from the city down to the community."""
        for code in ("990100000000", community[:6] + "000000", community[:9] + "000", community):
            yield self.division.names[code]

    def _road(self, zone: Zone) -> Name:
        """The road on whose side a block has its number: the one to the south, for the office the one to the west."""
        if zone.kind == "office":
            return self.roads["y", zone.block.column]
        return self.roads["x", zone.block.row]

    def _name(self, kind: str) -> Name:
        if kind in ("self_built", "huaili"):
            return self.namer.lane(kind)
        if kind in ESTATE_SUFFIXES or kind in SET_ESTATES:
            return self.namer.estate(kind)
        if kind in ("office", "new_ground"):
            return ("临渡路", "Lindu Road")
        return self.namer.campus(kind)

    def _estate(self, zone: Zone, name: Name, community: str) -> Estate:
        """New estates have a manager, half of the old ones none."""
        number = len(self.estates)
        manager = MANAGERS[number % len(MANAGERS)][0]
        if zone.kind in SET_ESTATES:
            manager = "demo"
        elif zone.kind == "walk_up" and number % 2:
            manager = ""
        return Estate(f"E{number + 1:04d}", name[0], name[1], community, manager)
