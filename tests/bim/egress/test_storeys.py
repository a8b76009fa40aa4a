"""Storey rows and the building's height."""

import pytest

from bim.egress import Reviews, analyse
from tests.bim.egress.build import Model, by_guid
from tests.bim.egress.samples import two_storeys


def test_storey_maxima_come_from_its_spaces():
    result = analyse(two_storeys().facts)
    for storey in result.storeys:
        mine = [s.travel for s in result.spaces if s.storey == storey.guid and s.travel]
        assert storey.max_travel_m == max(d.value_m for d in mine)
        assert storey.bound_m == max(d.upper_m for d in mine)


def test_order_height_and_count():
    result = analyse(two_storeys().facts)
    assert [(s.guid, s.order, s.above_ground) for s in result.storeys] == [("G", 0, True), ("U", 1, True)]
    # rooms are 2.8 m high: the upper ceiling lies at 3.0 + 2.8
    assert (result.height_m, result.storeys_above) == (pytest.approx(5.8), 2)


def test_basements_and_roof_structures_make_no_height():
    m = two_storeys()
    m.storey("B", -3.0)
    m.room("cellar", 0, 0, 12, 6, -3.0)
    m.storey("R", 6.0)
    m.room("hood", 0, 0, 2.4, 4, 6.0)
    m.door("hood-door", 2.5, 1, axis="y", z=6.0)
    result = analyse(m.facts)
    assert [(s.guid, s.above_ground) for s in result.storeys] == [("B", False), ("G", True), ("U", True), ("R", True)]
    assert (result.height_m, result.storeys_above) == (pytest.approx(5.8), 2)


def test_two_ways_needs_two_different_exits():
    m = two_storeys()
    m.door("out2", 8, -1.1, external=True)
    kind = Reviews(stairs={"stair": "enclosed"})
    rows = by_guid(analyse(m.facts, reviews=kind).storeys)
    assert (rows["G"].two_ways, rows["U"].two_ways) == (True, False)


def test_storey_without_elevation_takes_it_from_its_spaces():
    m = Model()
    m.storey("X", None)
    m.room("a", 0, 0, 4, 4, 3.0, storey="X")
    assert analyse(m.facts).storeys[0].elevation_m == 3.0


def test_storeys_without_rooms_above_leave_the_height_open():
    m = two_storeys()
    m.storey("roof", 6.0)
    assert analyse(m.facts).storeys_above == 2
    m.storey("more", 9.0)
    result = analyse(m.facts)
    assert (result.height_m, result.storeys_above) == (None, None)


def test_two_entrances_of_a_terrace_are_not_two_ways():
    m = Model()
    m.storey("G", 0.0)
    for x in (0, 10):
        m.room(f"house{x}", x, 0, x + 8, 6)
        m.door(f"front{x}", x + 4, -0.1)
    assert by_guid(analyse(m.facts).storeys)["G"].two_ways is False
