"""The demo city is believable, sound in its geometry, and the same every time."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
import shapely

from registry.models.choices import Structure, Use
from seeds.city import make_city
from seeds.city.frame import lon_lat


@pytest.fixture(scope="module")
def city():
    return make_city()


@pytest.fixture(scope="module")
def outlines(city):
    return [shapely.Polygon(building.footprint) for building in city.buildings]


def test_it_has_as_many_buildings_as_asked_for(city):
    assert len(city.buildings) == 2000
    assert len(make_city(40).buildings) == 40
    assert len(make_city(777).buildings) == 777


def test_too_few_are_refused():
    with pytest.raises(ValueError, match="at least 40"):
        make_city(39)


def test_footprints_are_valid_closed_and_of_few_corners(city, outlines):
    assert shapely.is_valid(outlines).all()
    assert all(building.footprint[0] == building.footprint[-1] for building in city.buildings)
    corners = {len(building.footprint) - 1 for building in city.buildings}
    assert min(corners) == 4
    assert max(corners) <= 14
    assert sum(len(building.footprint) > 5 for building in city.buildings) > 600


def test_footprints_do_not_overlap_one_another_nor_the_river(city, outlines):
    tree = shapely.STRtree(outlines)
    left, right = tree.query(outlines, predicate="intersects")
    assert (left == right).all()
    water = [shapely.geometry.shape(f.geometry) for f in city.base_map if f.layer in ("water", "green")]
    assert len(tree.query(water, predicate="intersects")[0]) == 0


def test_footprints_keep_off_the_roads(city, outlines):
    tree = shapely.STRtree(outlines)
    degree_m = 111_000
    roads = [
        shapely.geometry.shape(f.geometry).buffer(f.width_m / 2 / degree_m) for f in city.base_map if f.layer == "road"
    ]
    assert len(tree.query(roads, predicate="intersects")[0]) == 0


def test_points_lie_in_their_footprints_and_in_the_city(city, outlines):
    west, south, east, north = city.bounds
    for building, outline in zip(city.buildings, outlines, strict=True):
        assert outline.contains(shapely.Point(building.lon, building.lat))
        assert west < building.lon < east
        assert south < building.lat < north


def test_a_degree_is_as_long_as_on_the_ellipsoid():
    """By pyproj, which the module does not use: 1 km along either axis of the city to a metre."""
    from pyproj import Geod

    geod = Geod(ellps="GRS80")
    for point in ((1000.0, 0.0), (0.0, 1000.0), (-700.0, -700.0)):
        _, _, length = geod.inv(*lon_lat((0.0, 0.0)), *lon_lat(point))
        assert length == pytest.approx((point[0] ** 2 + point[1] ** 2) ** 0.5, abs=1.0)


def test_areas_hang_together(city):
    codes = {area.code: area for area in city.areas}
    levels = Counter(area.level for area in city.areas)
    assert (levels["city"], levels["district"], levels["street"]) == (1, 3, 9)
    assert len(codes) == len(city.areas)
    assert [area.code for area in city.areas if area.parent not in codes] == ["990100000000"]
    assert {len(area.code) for area in city.areas if area.level != "grid"} == {12}
    above = {"district": "city", "street": "district", "community": "street", "grid": "community"}
    assert all(codes[a.parent].level == above[a.level] for a in city.areas if a.parent)
    assert len({area.name for area in city.areas}) == len(city.areas)


def test_buildings_belong_to_areas_estates_and_managers_that_exist(city):
    levels = {area.code: area.level for area in city.areas}
    managers = {o.key for o in city.organisations if o.kind == "manager"} | {""}
    estates = {estate.key for estate in city.estates} | {""}
    for building in city.buildings:
        assert levels[building.community] == "community"
        assert building.grid.startswith(building.community)
        assert levels[building.grid] == "grid"
        assert building.estate in estates
        assert building.manager in managers
    streets = {building.community[:9] for building in city.buildings}
    assert len(streets) == 9


def test_every_street_has_a_building_even_in_a_small_city():
    assert len({building.community[:9] for building in make_city(400).buildings}) == 9


@pytest.mark.parametrize("field", ["key", "census_number"])
def test_numbers_are_unique(city, field):
    assert len({getattr(building, field) for building in city.buildings}) == 2000


def test_names_are_unique(city):
    assert len({building.name for building in city.buildings}) == 2000
    assert len({estate.name for estate in city.estates}) == len(city.estates)
    codes = [lift.code for building in city.buildings for lift in building.lifts]
    assert len(set(codes)) == len(codes)
    assert {len(code) for code in codes} == {17}


def test_words_are_those_of_the_registry(city):
    assert {building.use for building in city.buildings} <= set(Use.values)
    assert {building.structure for building in city.buildings} <= set(Structure.values)


def test_eras_structures_and_lifts_fit_together(city):
    for building in city.buildings:
        assert 1960 <= building.year_built <= 2024
        assert 2.6 <= building.height_m / building.storeys_above <= 8.6
        if building.storeys_above >= 12:
            assert building.structure == "concrete"
            assert len(building.lifts) >= 2
        if building.kind in ("walk_up", "workers"):
            assert all(lift.retrofitted for lift in building.lifts)
        if building.altered_year is not None:
            assert building.altered_year > building.year_built
    old = [b for b in city.buildings if b.kind in ("walk_up", "workers")]
    assert sum(not b.lifts for b in old) > 0.85 * len(old)
    assert any(b.lifts for b in old)


def test_old_buildings_have_more_damage(city):
    old = [b.visible_damage for b in city.buildings if b.year_built < 1990]
    new = [b.visible_damage for b in city.buildings if b.year_built > 2005]
    assert sum(old) / len(old) > 2 * sum(new) / len(new) > 0


def test_the_three_buildings_with_models_are_as_their_models_say(city):
    """Storeys, lifts and entrances of `seeds.ifc`; the tower's ground storey has 7 flats, the others 8."""
    tower, walk_up, office = (city.building(city.models[kind]) for kind in ("tower", "walk_up", "office"))
    assert (tower.name, tower.storeys_above, len(tower.lifts), tower.dwellings) == ("听松苑3号楼", 18, 3, 143)
    assert (walk_up.name, walk_up.storeys_above, len(walk_up.lifts), walk_up.dwellings) == (
        "工人新村二区7号楼",
        6,
        0,
        36,
    )
    assert (office.name, office.storeys_above, len(office.lifts), office.use) == ("临渡路办公楼", 5, 1, "office")
    assert {b.community[:9] for b in (tower, walk_up, office)} == {"990102002"}
    assert {b.manager for b in (tower, walk_up, office)} == {"demo"}


def test_roads_have_names_and_bridges_cross_the_river(city):
    roads = [f for f in city.base_map if f.layer == "road"]
    assert all(road.name and road.name_en for road in roads)
    assert {"听松路", "临渡路", "滨河路"} <= {road.name for road in roads}
    river = next(shapely.geometry.shape(f.geometry) for f in city.base_map if f.kind == "river")
    crossing = {f.kind for f in roads if shapely.geometry.shape(f.geometry).intersects(river)}
    assert crossing == {"arterial"}


def test_the_same_seed_gives_the_same_city_in_another_process():
    script = "from seeds.city import make_city; import zlib; print(zlib.crc32(repr(make_city(300)).encode()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert make_city(300) == make_city(300)
    assert make_city(300) != make_city(300, seed=7)
