"""What a building of each sort is like: era, structure, storeys, height, dwellings, lifts, condition. Drawn by lot."""

from __future__ import annotations

import random
from dataclasses import dataclass

MASONRY = ("masonry", "砌体")
CONCRETE = ("concrete", "钢筋混凝土")
STEEL = ("steel", "钢")
TIMBER = ("timber", "木")
OTHER = ("other", "其他")


@dataclass(frozen=True, slots=True)
class Sort:
    """Ranges for one sort of building. ``lifts_an_entrance`` counts where storeys reach ``lifts_from``."""

    use: str
    use_zh: str
    years: tuple[int, int]
    storeys: tuple[int, ...]
    storey_m: float
    structures: tuple[tuple[tuple[str, str], str, int], ...]
    """``((code, label), second level, weight)``."""
    below: tuple[int, ...] = (0,)
    lifts_from: int = 7
    lifts_an_entrance: int = 1
    entrance_m: float = 0.0
    """Length of slab to one entrance; 0 = one entrance, no dwellings counted by entrance."""
    flats_a_floor: int = 0


_OLD_BRICK = ((MASONRY, "", 8), (MASONRY, "底部框架-抗震墙", 2))
_FRAME = ((CONCRETE, "框架", 8), (CONCRETE, "框剪", 2))
_WALL = ((CONCRETE, "剪力墙", 8), (CONCRETE, "框剪", 2))
_SHED = ((STEEL, "", 6), (CONCRETE, "框架", 3), (MASONRY, "", 1))
_HOUSE = ((MASONRY, "", 14), (CONCRETE, "框架", 4), (TIMBER, "", 1), (OTHER, "", 1))
_ONE = (0, 0, 1)

SORTS: dict[str, Sort] = {
    "walk_up": Sort("residential", "住宅", (1976, 1999), (4, 5, 6, 6, 6, 7), 2.8, _OLD_BRICK, (0,), 9, 1, 16, 2),
    "workers": Sort("residential", "住宅", (1985, 1985), (6,), 2.8, ((MASONRY, "", 1),), (0,), 9, 1, 18, 2),
    "mid": Sort("residential", "住宅", (2000, 2014), (6, 7, 9, 11, 11), 2.9, _FRAME, _ONE, 7, 1, 18, 2),
    "tower": Sort("residential", "住宅", (2007, 2023), (18, 24, 26, 28, 32, 33), 2.9, _WALL, (1, 2), 7, 2, 99, 4),
    "tower_slab": Sort("residential", "住宅", (2016, 2016), (18,), 2.9, ((CONCRETE, "剪力墙", 1),), (0,), 7, 3, 99, 8),
    "house": Sort("residential", "住宅", (1968, 2018), (1, 2, 2, 3, 3, 4, 5), 3.0, _HOUSE, (0,), 99, 0, 99, 1),
    "kindergarten": Sort("kindergarten", "中小学幼儿园教学", (2005, 2020), (2, 3), 3.6, _FRAME),
    "mall": Sort("retail", "商业-商场", (1998, 2018), (3, 4, 5), 5.0, _FRAME, (0, 1, 2), 3, 4),
    "shops": Sort("retail", "商业-其他", (1990, 2015), (1, 2, 3), 3.9, _FRAME),
    "office": Sort("office", "办公-其他", (2008, 2008), (5,), 3.6, ((CONCRETE, "框架", 1),), (0,), 4, 1),
    "office_tower": Sort("office", "办公-其他", (2002, 2021), (9, 14, 18, 22, 26), 3.9, _WALL, (1, 2), 4, 4),
    "hotel": Sort("hotel", "商业-酒店旅馆", (1996, 2019), (8, 12, 16, 20), 3.5, _WALL, (1, 2), 4, 3),
    "teaching": Sort("teaching", "中小学幼儿园教学", (1988, 2016), (3, 4, 5), 3.7, _FRAME),
    "gym": Sort("assembly", "体育", (2001, 2018), (1, 2), 7.5, ((STEEL, "", 5), (CONCRETE, "框架", 5))),
    "dormitory": Sort("residential", "中小学幼儿园宿舍", (1992, 2014), (4, 5, 6), 3.2, _FRAME, (0,), 9),
    "clinic": Sort("medical_other", "医疗", (1995, 2015), (3, 4, 5), 3.9, _FRAME, _ONE, 3, 3),
    "ward": Sort("medical_ward", "医疗", (1998, 2016), (9, 12, 15), 3.8, _WALL, (1,), 4, 4),
    "medical": Sort("medical_other", "医疗", (1990, 2012), (3, 4, 6), 3.7, _FRAME, (0,), 5, 1),
    "shed": Sort("industrial", "工业", (1986, 2020), (1, 1, 2), 7.0, _SHED),
    "workshop": Sort("industrial", "工业", (1982, 2012), (2, 3, 4), 4.5, _FRAME, (0,), 4, 1),
    "warehouse": Sort("storage", "仓储", (1980, 2016), (1, 1, 2), 7.5, _SHED),
    "warehouse_old": Sort("storage", "仓储", (1968, 1968), (1,), 6.5, ((TIMBER, "", 1),)),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Drawn values of one building."""

    year: int
    structure: tuple[str, str]
    detail: str
    storeys: int
    below: int
    height_m: float
    entrances: int
    dwellings: int
    floor_area_m2: float
    lifts: int
    lift_year: int
    retrofitted_lift: bool


def block_year(what: str, rng: random.Random) -> int:
    """The year around which a block was built."""
    low, high = SORTS[what].years
    return rng.randint(low, high)


def draw(what: str, area_m2: float, length_m: float, year: int, rng: random.Random) -> Facts:
    """Facts of a building of this sort on a footprint of this size, about ``year``."""
    sort = SORTS[what]
    low, high = sort.years
    built = min(high, max(low, year + rng.choice((-1, 0, 0, 0, 1))))
    storeys = _storeys(sort, built, rng)
    entrances = max(1, round(length_m / sort.entrance_m)) if sort.entrance_m else 1
    structure, detail = _structure(sort, rng)
    lifts, lift_year, added = _lifts(sort, storeys, entrances, built, rng)
    return Facts(
        year=built,
        structure=structure,
        detail=detail,
        storeys=storeys,
        below=rng.choice(sort.below),
        height_m=round(storeys * sort.storey_m + rng.choice((0.3, 0.6, 0.9)), 1),
        entrances=entrances,
        dwellings=_dwellings(what, sort, storeys, entrances),
        floor_area_m2=round(area_m2 * storeys * 0.97, 1),
        lifts=lifts,
        lift_year=lift_year,
        retrofitted_lift=added,
    )


def _dwellings(what: str, sort: Sort, storeys: int, entrances: int) -> int:
    """A house is one dwelling; the slab tower gives one flat of its ground storey to the entrance hall."""
    if sort.flats_a_floor <= 1:
        return sort.flats_a_floor
    return storeys * entrances * sort.flats_a_floor - (what == "tower_slab")


def _storeys(sort: Sort, year: int, rng: random.Random) -> int:
    """Walk-ups without lifts stop at six storeys before 1988 or so."""
    choice = rng.choice(sort.storeys)
    return min(choice, 6) if year < 1988 and sort.use == "residential" else choice


def _structure(sort: Sort, rng: random.Random) -> tuple[tuple[str, str], str]:
    kinds = [(structure, detail) for structure, detail, _ in sort.structures]
    return rng.choices(kinds, [weight for *_, weight in sort.structures])[0]


def _lifts(sort: Sort, storeys: int, entrances: int, year: int, rng: random.Random) -> tuple[int, int, bool]:
    """Number, year, and whether they were added later to a walk-up."""
    if storeys >= sort.lifts_from and year >= 1986:
        each = sort.lifts_an_entrance + (1 if sort.use == "residential" and storeys >= 12 and entrances > 1 else 0)
        extra = 1 if storeys >= 28 else 0
        return each * entrances + extra, year, False
    walk_up = sort.flats_a_floor > 1 and sort.lifts_from == 9 and sort.years[0] < sort.years[1]
    if walk_up and storeys >= 5 and rng.random() < 0.06:
        return entrances, rng.randint(2018, 2025), True
    return 0, 0, False
