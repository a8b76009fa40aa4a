"""What tiles and list say of buildings: who sees them, how they stand, and that map and list count alike."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.models import Function
from portal.tiles import buildings as tiles
from portal.tiles import listing as list_module
from portal.tiles.listing import listing, read_box
from portal.tiles.scales import SCALES
from registry.models import Building
from tests.factories.buildings import make_building, make_identifier, make_responsibility
from tests.factories.people import make_area, make_member, make_organisation
from tests.portal.tiles.made import LAT, LON, asked, check, hazard, house, layers, names, tile_at

pytestmark = pytest.mark.django_db
WORLD = (-180.0, -85.0, 180.0, 85.0)


@pytest.fixture
def area():
    return make_area(level="street")


@pytest.fixture
def officer(area):
    return make_member(area=area)


def test_footprint_with_its_words(area, officer):
    building = house(area, name="听松苑3号楼", name_en="Tingsong 3", stage="in_use", use="office", year_built=1979)
    make_identifier(building=building, value="YL-3")
    hazard(building)
    hazard(building, days=-2)
    with translation.override("zh-hans"):
        (found,) = layers(officer, tile_at(LON, LAT, 16))["buildings"]
    assert found == {
        "uuid": str(building.uuid),
        "name": "听松苑3号楼",
        "code": "YL-3",
        "n": 2,
        "hazards": "overdue",
        "egress": "no_model",
        "year": "y1980",
        "built": 1979,
        "stage": "in_use",
        "use": "office",
    }
    with translation.override("en"):
        assert layers(officer, tile_at(LON, LAT, 16))["buildings"][0]["name"] == "Tingsong 3"


def test_a_building_without_a_footprint_is_a_small_square(area, officer):
    make_building(area=area, lon=LON, lat=LAT, name="点")
    assert names(officer, tile_at(LON, LAT, 14)) == {"点"}


def test_a_footprint_over_a_border_is_in_both_tiles(area, officer):
    tile = tile_at(LON, LAT, 16)
    east = tile.bounds[2]
    middle = (tile.bounds[1] + tile.bounds[3]) / 2
    house(area, lon=east - 0.00005, lat=middle, name="骑")
    house(area, lon=east - 0.0005, lat=middle, name="内")
    neighbour = tiles.Tile(16, tile.x + 1, tile.y)
    assert names(officer, tile) == {"骑", "内"}
    assert names(officer, neighbour) == {"骑"}


def test_two_mirrored_tenants_see_their_own(area, officer):
    other = make_area(level="street")
    stranger = make_member(area=other)
    mine = house(area, name="甲")
    theirs = house(other, name="乙")
    hazard(theirs, imminent=True)
    for zoom in (14, 15, 16):
        assert names(officer, tile_at(LON, LAT, zoom)) == {"甲"}
        assert names(stranger, tile_at(LON, LAT, zoom)) == {"乙"}
    # Both stand on the same spot: the circles must not add up, nor tell of the other's hazard.
    (circle,) = layers(officer, tile_at(LON, LAT, 8))["clusters"]
    assert circle == {"n": 1, "mix": "0,0,0,1"}
    assert listing(asked(officer), WORLD).total == 1
    assert [row.building for row in listing(asked(officer), WORLD).rows] == [mine]


def test_a_firm_sees_no_hazard_before_its_order(area):
    firm = make_organisation()
    manager = make_member(Function.MANAGER, organisation=firm)
    building = house(area)
    make_responsibility(building=building, organisation=firm)
    hazard(building, imminent=True)
    assert layers(manager, tile_at(LON, LAT, 16))["buildings"][0]["hazards"] == "none"
    hazard(building, days=5)
    assert layers(manager, tile_at(LON, LAT, 16))["buildings"][0]["hazards"] == "open"


def test_nobody_sees_nothing(area):
    house(area)
    assert layers(make_member(area=make_area()), tile_at(LON, LAT, 16)) == {}


@pytest.mark.parametrize(
    ("hazards", "kind"),
    [
        ([], "none"),
        ([{"state": "closed", "closing_kind": "engineering", "closed_on": dt.date(2026, 1, 1)}], "none"),
        ([{}], "open"),
        ([{"days": 0}], "open"),
        ([{"days": -1}, {}], "overdue"),
        ([{"days": -1}, {"imminent": True}], "imminent"),
    ],
)
def test_hazard_kind(area, officer, hazards, kind):
    building = house(area)
    for fields in hazards:
        hazard(building, **fields)
    assert layers(officer, tile_at(LON, LAT, 16))["buildings"][0]["hazards"] == kind


@pytest.mark.parametrize(
    ("summary", "kind"),
    [
        ({"fail": 1, "review": 2, "pass": 9}, "fail"),
        ({"review": 1, "no_data": 1, "pass": 9}, "review"),
        ({"no_data": 1, "pass": 9}, "no_data"),
        ({"pass_proposed": 1, "pass": 9}, "proposed"),
        ({"pass": 9, "not_applicable": 3}, "pass"),
        ({"not_applicable": 3}, "no_data"),
        ({}, "no_data"),
    ],
)
def test_egress_kind_on_the_building_and_in_the_circle(area, officer, summary, kind):
    check(house(area), **summary)
    assert layers(officer, tile_at(LON, LAT, 16))["buildings"][0]["egress"] == kind
    (circle,) = layers(officer, tile_at(LON, LAT, 10), "scale=egress")["clusters"]
    mix = dict(zip(SCALES["egress"].codes(), circle["mix"].split(","), strict=True))
    assert {code for code, n in mix.items() if n != "0"} == {kind}


def test_only_the_newest_check_of_a_model_counts(area, officer):
    building = house(area)
    check(building, fail=3)
    check(building, **{"pass": 5})
    assert layers(officer, tile_at(LON, LAT, 16))["buildings"][0]["egress"] == "pass"


@pytest.fixture
def town(area):
    """24 buildings over about 5 km. By hand: 2 imminent, 3 overdue, 4 open, 15 without; 2 years unknown."""
    houses = [
        house(area, lon=LON + (i % 6) * 0.011, lat=LAT + (i // 6) * 0.009, year_built=None if i > 21 else 1960 + 3 * i)
        for i in range(24)
    ]
    for n, building in enumerate(houses[:9]):
        fields = {"imminent": True} if n < 2 else {"days": -3} if n < 5 else {"days": 9}
        hazard(building, **fields)
    check(houses[20], fail=1)
    check(houses[21], **{"pass": 1})
    return houses


@pytest.mark.parametrize("zoom", [0, 5, 9, 12, 13])
@pytest.mark.parametrize("words", ["", "scale=egress", "scale=year", "show=overdue,open", "use=residential"])
def test_circles_add_up_to_the_list(area, officer, town, zoom, words):
    reached = {tile_at(b.lon, b.lat, zoom) for b in town}
    circles = [c for tile in reached for c in layers(officer, tile, words).get("clusters", [])]
    listed = listing(asked(officer, words), WORLD)
    assert sum(c["n"] for c in circles) == listed.total > 0
    mixes = [list(map(int, c["mix"].split(","))) for c in circles]
    shown = asked(officer, words).shown
    by_kind = [n if not shown or kind.code in shown else 0 for kind, n in listed.kinds]
    assert [sum(column) for column in zip(*mixes, strict=True)] == by_kind


@pytest.mark.parametrize("zoom", [14, 16])
def test_footprints_are_as_many_as_the_list(officer, town, zoom):
    reached = {tile_at(b.lon, b.lat, zoom) for b in town}
    drawn = {b["uuid"] for tile in reached for b in layers(officer, tile, "show=imminent").get("buildings", [])}
    assert len(drawn) == listing(asked(officer, "show=imminent"), WORLD).total == 2


def test_counts_by_kind_are_those_made_by_hand(officer, town):
    found = listing(asked(officer), WORLD)
    assert {kind.code: n for kind, n in found.kinds} == {"imminent": 2, "overdue": 3, "open": 4, "none": 15}
    assert [row.stand.hazard for row in found.rows[:5]] == ["imminent"] * 2 + ["overdue"] * 3
    years = listing(asked(officer, "scale=year"), WORLD)
    # 1960 + 3 i for i = 0..21: below 1980 i <= 6, below 2000 i <= 13, below 2015 i <= 18.
    assert [n for _kind, n in years.kinds] == [2, 7, 7, 5, 3]


@pytest.mark.parametrize("chunk", [2, 2000])
def test_most_urgent_first_however_many_there_are(officer, town, monkeypatch, chunk):
    """By hand: two imminent, three overdue, four in time, then those without by name; the view leaves out the first."""
    monkeypatch.setattr(list_module, "CHUNK", chunk)
    rows = listing(asked(officer), (LON + 0.001, LAT - 1, LON + 1, LAT + 1)).rows
    assert [row.stand.hazard for row in rows[:7]] == ["imminent"] + ["overdue"] * 3 + ["open"] * 3
    assert len(rows) == 20 and town[0] not in [row.building for row in rows]


def test_kinds_part_the_buildings(officer, town):
    for code in SCALES:
        members = SCALES[code].members(officer)
        sizes = [Building.objects.filter(member).count() for member in members]
        assert sum(sizes) == 24
        for i, one in enumerate(members):
            for other in members[:i]:
                assert not Building.objects.filter(Q(one) & Q(other)).exists()


def test_the_view_cuts_the_list(officer, town):
    # The first two columns of the first row: longitudes LON and LON + 0.011.
    box = (LON - 0.001, LAT - 0.001, LON + 0.012, LAT + 0.001)
    assert {row.building for row in listing(asked(officer), box).rows} == set(town[:2])


def test_a_building_without_a_position_is_told_of(area, officer):
    make_building(area=area, lon=None, lat=None)
    found = listing(asked(officer), WORLD)
    assert (found.total, found.unplaced) == (0, 1)


def test_a_crowded_tile_falls_back_to_circles(officer, town, monkeypatch):
    monkeypatch.setattr(tiles, "LIMIT", 1)
    reached = {tile_at(b.lon, b.lat, 14) for b in town}
    found = [layers(officer, tile) for tile in reached]
    circles = sum(c["n"] for layer in found for c in layer.get("clusters", []))
    alone = sum(len(layer.get("buildings", [])) for layer in found)
    assert circles + alone == 24 and circles > 0


def test_queries_do_not_grow_with_the_buildings(area, officer, town):
    with CaptureQueriesContext(connection) as few:
        layers(officer, tile_at(LON, LAT, 14))
    for i in range(30):
        hazard(house(area, lon=LON + i * 1e-4))
    with CaptureQueriesContext(connection) as many:
        assert len(layers(officer, tile_at(LON, LAT, 14))["buildings"]) > 30
    assert len(many) == len(few) <= 10


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "3,0,1,1", "0,9,1,1", "nan,0,1,1", "inf,0,1,1"])
def test_a_bad_box_is_refused(text):
    with pytest.raises(ValueError):
        read_box(text)
