"""Names of roads, estates and buildings, each given out once."""

from __future__ import annotations

from dataclasses import dataclass, field

from seeds.city import names
from seeds.city.ground import Ground
from seeds.city.names import Name
from seeds.city.zoning import Zone

SET_ESTATES: dict[str, Name] = {
    "tingsong": ("听松苑", "Tingsong Court"),
    "workers_1": ("工人新村一区", "Workers' Village Zone 1"),
    "workers_2": ("工人新村二区", "Workers' Village Zone 2"),
}
NEW_ESTATE = "云栖家园"
"""The estate that is still to be surveyed: `seeds.city.sample`."""
ESTATE_SUFFIXES = {"walk_up": names.OLD_ESTATES, "mid": names.MID_ESTATES, "tower": names.NEW_ESTATES}
TITLES: dict[str, Name] = {
    "mall": ("商场", "Mall"),
    "office_tower": ("大厦", "Tower"),
    "hotel": ("宾馆", "Hotel"),
    "shops": ("商业街", "Shops"),
    "teaching": ("教学楼", "Teaching Building"),
    "gym": ("体育馆", "Gymnasium"),
    "dormitory": ("宿舍楼", "Dormitory"),
    "clinic": ("门诊楼", "Outpatient Building"),
    "ward": ("住院楼", "Ward Building"),
    "medical": ("医技楼", "Medical Building"),
    "shed": ("厂房", "Shed"),
    "workshop": ("车间", "Workshop"),
    "warehouse": ("仓库", "Warehouse"),
    "kindergarten": ("幼儿园", "Kindergarten"),
}
CAMPUSES: dict[str, tuple[Name, ...]] = {
    "school": (("小学", "Primary School"), ("中学", "Middle School")),
    "hospital": (("医院", "Hospital"), ("中医院", "Traditional Medicine Hospital")),
    "industrial": (("机械厂", "Machine Works"), ("纺织厂", "Textile Mill"), ("物流园", "Logistics Park")),
    "commercial": (("广场", "Plaza"), ("中心", "Centre")),
}


def road_names(ground: Ground, zones: list[Zone]) -> dict[tuple[str, int], Name]:
    """Names by ``(axis, index)``: 滨河路 on the river, 听松路 south of 听松苑, 临渡路 west of the office."""
    court = next(zone.block for zone in zones if zone.kind == "tingsong")
    office = next(zone.block for zone in zones if zone.kind == "office")
    fixed = {("x", court.row): "听松路", ("y", office.column): "临渡路"}
    bank = _first_north_of_river(ground)
    fixed.setdefault(("x", bank), "滨河路")
    found: dict[tuple[str, int], Name] = {}
    for roads, pool, index in (
        (ground.roads_ew, names.ROADS_EW, court.row),
        (ground.roads_ns, names.ROADS_NS, office.column),
    ):
        known = dict(pool)
        rest = tuple(entry for entry in pool if entry[0] not in fixed.values())
        free = iter(range(len(roads)))
        for road in sorted(roads, key=lambda r: (abs(r.index - index), r.index)):
            place = (road.axis, road.index)
            zh = fixed.get(place)
            found[place] = (zh, known[zh]) if zh else names.numbered_road(rest, next(free))
    return found


def _first_north_of_river(ground: Ground) -> int:
    top = ground.river.bounds[3]
    return next(road.index for road in ground.roads_ew if road.at_m > top)


@dataclass(slots=True)
class Namer:
    """Gives each estate and campus a name that nothing else bears."""

    used: set[str] = field(default_factory=lambda: {name for name, _ in SET_ESTATES.values()} | {NEW_ESTATE})
    _next: dict[str, int] = field(default_factory=dict)

    def estate(self, kind: str) -> Name:
        if kind in SET_ESTATES:
            return SET_ESTATES[kind]
        return self._fresh(kind, ESTATE_SUFFIXES[kind])

    def campus(self, kind: str) -> Name:
        return self._fresh(kind, CAMPUSES[kind])

    def lane(self, kind: str) -> Name:
        return names.LANES[0] if kind == "huaili" else names.numbered(names.LANES[1:], self._count("lane"))

    def park(self, kind: str) -> Name:
        return names.numbered(names.PARKS, self._count("park"))

    def _count(self, kind: str) -> int:
        number = self._next.get(kind, 0)
        self._next[kind] = number + 1
        return number

    def _fresh(self, kind: str, suffixes: tuple[Name, ...]) -> Name:
        stems = len(names.STEMS)
        while True:
            k = self._count(kind)
            zh, en = names.numbered(names.STEMS, k % stems + stems * (k // stems // len(suffixes)))
            suffix_zh, suffix_en = suffixes[(k + k // stems) % len(suffixes)]
            if zh + suffix_zh not in self.used:
                self.used.add(zh + suffix_zh)
                return zh + suffix_zh, f"{en} {suffix_en}"


def building_name(what: str, number: int, whole: Name, *, flats: bool) -> Name:
    """Name of the ``number``-th building of an estate or campus."""
    if flats and what != "kindergarten":
        return f"{whole[0]}{number}号楼", f"{whole[1]} Building {number}"
    zh, en = TITLES[what]
    return f"{whole[0]}{number}号{zh}", f"{whole[1]} {en} {number}"
