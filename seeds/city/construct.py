"""From a slot on a block to a building with its number, name, address and facts."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from shapely import Polygon

from seeds.city.facts import SORTS, Facts, block_year, draw
from seeds.city.frame import lon_lat, ring
from seeds.city.layouts import Slot
from seeds.city.lifts import LiftYard
from seeds.city.model import Building, Estate
from seeds.city.names import DISTRICTS, Name
from seeds.city.naming import building_name
from seeds.city.zoning import Zone

MANAGERS_OF = {"office": "demo", "commercial": "jinhe", "hospital": "anju"}
"""Managers of what is no estate; the rest looks after itself."""
SURVEYED = ("2021-03", "2021-05", "2021-09", "2021-11", "2022-03", "2022-06", "2022-08")


@dataclass(frozen=True, slots=True)
class Site:
    """What all buildings of one block share. ``place`` names city, district, street and community."""

    seed: int
    zone: Zone
    district: int
    community: str
    grid: str
    place: tuple[Name, ...]
    road: Name
    number: int
    name: Name
    estate: Estate | None

    def rng(self, *what: object) -> random.Random:
        """Lots of its own for each question, so that one more question changes no other answer."""
        block = self.zone.block
        return random.Random(f"{self.seed}/{block.column}/{block.row}/{what}")


@dataclass(slots=True)
class Constructor:
    """Keeps the running numbers."""

    _serials: Counter[str] = field(default_factory=Counter)
    _blocks: dict[tuple[int, int], int] = field(default_factory=dict)
    _yard: LiftYard = field(default_factory=LiftYard)

    def building(self, site: Site, slot: Slot, number: int) -> Building:
        """The ``number``-th building of a block."""
        rng = site.rng("facts", number)
        year = block_year(slot.what, site.rng("year", slot.what))
        outline = Polygon(slot.outline)
        facts = draw(slot.what, outline.area, slot.length_m, year, rng)
        middle = outline.representative_point()
        lon, lat = lon_lat((middle.x, middle.y))
        self._serials[site.community] += 1
        (name, name_en), (address, address_en) = _words(site, slot, number)
        sort = SORTS[slot.what]
        return Building(
            key=self._key(site, number),
            census_number=f"{site.community}{self._serials[site.community]:05d}",
            name=name,
            name_en=name_en,
            address=address,
            address_en=address_en,
            community=site.community,
            grid=site.grid,
            estate=site.estate.key if site.estate else "",
            footprint=ring(slot.outline),
            lon=lon,
            lat=lat,
            kind=slot.what,
            use=sort.use,
            use_zh=sort.use_zh,
            structure=facts.structure[0],
            structure_zh=facts.structure[1],
            structure_detail_zh=facts.detail,
            year_built=facts.year,
            storeys_above=facts.storeys,
            storeys_below=facts.below,
            height_m=facts.height_m,
            dwellings=facts.dwellings,
            entrances=facts.entrances,
            floor_area_m2=facts.floor_area_m2,
            owner=_owner(slot.what, facts.year),
            manager=site.estate.manager if site.estate else MANAGERS_OF.get(site.zone.kind, ""),
            lifts=self._yard.lifts(facts, residential=sort.use == "residential"),
            **_condition(slot.what, facts, rng),  # type: ignore[arg-type]
        )

    def _key(self, site: Site, number: int) -> str:
        """YL, the district's letters, the block's running number in the city, the building's in the block."""
        place = (site.zone.block.column, site.zone.block.row)
        block = self._blocks.setdefault(place, len(self._blocks) + 1)
        return f"YL-{DISTRICTS[site.district][1]}-{block:04d}-{number:03d}"


def _words(site: Site, slot: Slot, number: int) -> tuple[Name, Name]:
    """Name and address in both languages."""
    head = "".join(zh for zh, _ in site.place)
    tail = ", ".join(en for _, en in reversed(site.place[:3]))
    if slot.what == "house":
        house = number * 2 if site.zone.kind == "huaili" else number
        name = (f"{site.name[0]}{house}号自建房", f"{house} {site.name[1]}, self-built house")
        return name, (f"{head}{site.name[0]}{house}号", f"{house} {site.name[1]}, {tail}")
    if slot.what in ("office", "warehouse_old") or (slot.what == "shops" and not site.estate):
        name = _by_road(site, slot, number)
    else:
        name = building_name(slot.what, number, site.name, flats=site.estate is not None)
    at = (f"{head}{site.road[0]}{site.number}号", f"{site.number} {site.road[1]}, {tail}")
    if slot.what == "office":
        return name, at
    return name, (f"{at[0]}{number}号楼", f"Building {number}, {at[1]}")


def _by_road(site: Site, slot: Slot, number: int) -> Name:
    road, road_en = site.road
    if slot.what == "office":
        return f"{road}办公楼", f"{road_en} Office Building"
    if slot.what == "warehouse_old":
        return f"{road}老仓库", f"{road_en} Old Warehouse"
    return f"{road}{site.number}号商铺{number}", f"Shops {number}, {site.number} {road_en}"


def _owner(what: str, year: int) -> str:
    if what == "house":
        return "个人"
    if what in ("walk_up", "workers"):
        return "云澜机械厂(房改房)" if year < 1995 else "全体业主"
    if SORTS[what].use == "residential":
        return "全体业主"
    return "云澜城市资产经营公司"


def _condition(what: str, facts: Facts, rng: random.Random) -> dict[str, object]:
    """Registration, alteration, damage: the older, the worse."""
    age = 2022 - facts.year
    damage = rng.random() < min(0.35, 0.004 * age + (0.06 if what == "house" else 0.0))
    altered = age > 10 and rng.random() < (0.2 if what == "house" else 0.08)
    retrofitted = age > 25 and what != "house" and rng.random() < 0.07
    return {
        "title_registered": what != "house" or rng.random() < 0.6,
        "professional": what != "house" or rng.random() < 0.1,
        "protected_zh": "历史建筑" if facts.structure[0] == "timber" and rng.random() < 0.5 else "否",
        "altered_year": rng.randint(facts.year + 5, 2021) if altered else None,
        "retrofit_year": rng.randint(max(facts.year + 10, 2009), 2021) if retrofitted else None,
        "visible_damage": damage,
        "surveyor": f"调查员{rng.randint(1, 24):02d}",
        "surveyed_on": f"{rng.choice(SURVEYED)}-{rng.randint(1, 28):02d}",
    }
