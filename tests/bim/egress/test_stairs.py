"""Where stairs land, how they chain, mouths and lobbies."""

from math import hypot, sqrt

import pytest
from shapely import box

from bim.egress import Reviews, analyse
from tests.bim.egress.build import Model, by_guid
from tests.bim.egress.samples import DOG_LEG, two_storeys


def hall(kind="unknown"):
    """A stair in the middle of a hall on two storeys: straight, from (5, 2, 0) to (5, 6, 3); way out at (0, 1)."""
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
        m.room(f"hall-{name}", 0, 0, 20, 10, z)
    m.door("out", -0.1, 1, axis="y", external=True)
    m.stair("stair", ((5, 2, 0), (5, 6, 3)), footprint=box(4.4, 2, 5.6, 6))
    return m, Reviews(stairs={"stair": kind}) if kind != "unknown" else Reviews()


def test_stair_in_a_hall_has_no_well_and_is_suggested_open():
    m, _ = hall()
    result = analyse(m.facts)
    assert not by_guid(result.spaces)["hall-U"].is_stair_space
    assert result.stairs[0].suggested == "open_stair"


def test_a_counting_stair_without_a_well_ends_the_walk_at_its_mouth():
    m, reviews = hall("outdoor")
    found = by_guid(analyse(m.facts, reviews=reviews).spaces)["hall-U"].storey_exit
    # farthest corner of 20 x 10 from the mouth (5, 6): (20, 0): sqrt(15² + 6²)
    assert found.counts.value_m == pytest.approx(hypot(15, 6), abs=1e-3)
    assert found.counts.target == "stair"


def test_at_grade_a_mouth_is_no_exit():
    m, reviews = hall("outdoor")
    found = by_guid(analyse(m.facts, reviews=reviews).spaces)["hall-G"].storey_exit
    assert found.counts.target == "out"


def test_open_stair_is_walked_down_to_the_street():
    m, reviews = hall("open_stair")
    found = by_guid(analyse(m.facts, reviews=reviews).spaces)["hall-U"].storey_exit.counts
    # (20, 0) to (5, 6), 5 m of stair, (5, 2) to (0, 1)
    assert found.value_m == pytest.approx(hypot(15, 6) + 5 + hypot(5, 1), abs=1e-3)


def test_the_step_from_floor_to_first_tread_belongs_to_the_walk():
    m, _ = hall()
    m.facts.stairs.clear()
    m.stair("stair", ((5, 2, 0.15), (5, 6, 2.85)))
    found = by_guid(analyse(m.facts).spaces)["hall-U"].travel
    assert found.value_m == pytest.approx(hypot(15, 6) + 0.15 + hypot(4, 2.7) + 0.15 + hypot(5, 1), abs=1e-3)


def test_head_in_a_hole_of_the_floor_lands_straight_ahead():
    m, _ = hall()
    upper = next(i for i, s in enumerate(m.facts.spaces) if s.guid == "hall-U")
    shape = m.facts.spaces[upper].floor.difference(box(4.4, 2, 5.6, 6.3))
    m.facts.spaces.pop(upper)
    m.room("hall-U", 0, 0, 0, 0, 3.0, floor=shape)
    found = by_guid(analyse(m.facts).spaces)["hall-U"].travel
    # from (20, 0) to (5, 6.3) over the corner of the hole (5.6, 6.3), then 0.3 m back to the last tread
    expected = hypot(14.4, 6.3) + 0.6 + 0.3 + 5 + hypot(5, 1)
    assert found.value_m == pytest.approx(expected, abs=1e-3)


def test_flights_modelled_as_two_stairs_are_chained_over_the_half_landing():
    whole = two_storeys()
    split = two_storeys()
    split.facts.stairs.clear()
    split.stair("lower", DOG_LEG[:2], footprint=box(0, 0, 1.2, 3))
    split.stair("upper", DOG_LEG[2:], footprint=box(1.2, 0, 2.4, 3))
    expected = by_guid(analyse(whole.facts).spaces)["room"].travel.value_m
    assert by_guid(analyse(split.facts).spaces)["room"].travel.value_m == pytest.approx(expected, abs=1e-9)


def test_well_modelled_as_one_tall_space():
    m = two_storeys()
    m.facts.spaces[:] = [s for s in m.facts.spaces if not s.guid.startswith("well")]
    m.room("well", 0, -1, 2.4, 4, 0.0, height_m=6.0)
    plain = by_guid(analyse(two_storeys().facts).spaces)
    rows = by_guid(analyse(m.facts).spaces)
    assert rows["room"].travel.value_m == pytest.approx(plain["room"].travel.value_m)
    assert rows["room"].storey_exit.counts.target == "into-U"


def with_lobby():
    """The upper corridor of the sample is cut: a lobby 2.6..5 x -1..1 lies before the stairwell."""
    m = two_storeys()
    m.facts.spaces[:] = [s for s in m.facts.spaces if s.guid != "corridor-U"]
    m.room("lobby", 2.6, -1, 5, 1, 3.0)
    m.room("rest", 5.2, -1, 12, 1, 3.0)
    m.door("lobby-door", 5.1, 0, axis="y", z=3.0)
    return m


def test_smoke_proof_stair_ends_the_walk_at_its_lobby():
    found = by_guid(analyse(with_lobby().facts, reviews=Reviews(stairs={"stair": "smoke_proof"})).spaces)
    assert found["rest"].storey_exit.counts.target == "lobby-door"
    assert found["rest"].storey_exit.counts.value_m == pytest.approx(hypot(6.8, 1), abs=1e-3)
    assert found["lobby"].storey_exit.counts.value_m == 0


def test_enclosed_stair_with_a_lobby_ends_at_the_stairs_own_door():
    found = by_guid(analyse(with_lobby().facts, reviews=Reviews(stairs={"stair": "enclosed"})).spaces)
    assert found["rest"].storey_exit.counts.target == "into-U"


def test_lobby_suggests_smoke_proof():
    assert analyse(with_lobby().facts).stairs[0].suggested == "smoke_proof"


def test_storeys_and_length_of_a_stair():
    row = analyse(two_storeys().facts).stairs[0]
    assert (row.from_storey, row.to_storey) == ("G", "U")
    assert row.length_m == pytest.approx(2 * sqrt(11.25) + 1.2)


def test_one_stair_through_three_storeys_is_left_at_the_floor_between():
    m, _ = hall()
    m.facts.stairs.clear()
    m.storey("T", 6.0)
    m.room("hall-T", 0, 0, 20, 10, 6.0)
    line = ((5, 2, 0), (5, 6, 3), (7, 6, 3), (7, 2, 6))
    m.stair("stair", line, footprint=box(4.4, 2, 7.6, 6))
    rows = by_guid(analyse(m.facts).spaces)
    # from the middle floor the lower flight alone: it is left at (5, 6), see test_open_stair_... The way there passes
    # the upper flight where it is half a metre high: at (7.6, 6 - 4 · 0.5 / 3)
    way = hypot(12.4, 16 / 3) + hypot(2.6, 2 / 3)
    assert rows["hall-U"].travel.value_m == pytest.approx(way + 5 + hypot(5, 1), abs=1e-3)
    # from the top: (20, 10) to the head (7, 2): both flights and 2 m of landing between them
    assert rows["hall-T"].travel.value_m == pytest.approx(hypot(13, 8) + 5 + 2 + 5 + hypot(5, 1), abs=1e-3)


def test_tall_hall_with_a_gallery_that_is_no_space_of_its_own():
    """The stair covers a twentieth of a hall two storeys high and arrives inside it; an upper room opens there."""
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
    m.room("hall", 0, 0, 10, 10, height_m=6.0)
    m.room("room", 10.2, 0, 14, 4, z=3.0)
    m.door("out", -0.1, 1, axis="y", external=True)
    m.door("up", 10.1, 2, axis="y", z=3.0)
    m.stair("stair", ((5, 2, 0), (5, 6, 3)), footprint=box(4.4, 2, 5.6, 6))
    result = analyse(m.facts)
    assert by_guid(result.doors)["up"].joins == ("hall", "room")
    # From (14, 0) or (14, 4) to the door, to the head of the stair, down, and to the way out at (0, 1).
    way = by_guid(result.spaces)["room"].travel
    assert way.value_m == pytest.approx(hypot(3.8, 2) + 0.2 + hypot(5, 4) + 5 + hypot(5, 1), abs=0.1)
