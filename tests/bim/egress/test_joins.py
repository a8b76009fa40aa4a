"""Which spaces a portal joins."""

import pytest

from bim.egress import analyse
from tests.bim.egress.build import Model, by_guid, moved


def two_rooms(gap=0.2):
    m = Model()
    m.storey("G", 0.0)
    m.room("west", 0, 0, 4, 3)
    m.room("east", 4 + gap, 0, 8, 3)
    return m


def joins(model, guid="d"):
    return by_guid(analyse(model.facts).doors)[guid].joins


@pytest.mark.parametrize("x", [4.0, 4.1, 4.2, 3.9, 4.35])
def test_placement_line_on_either_face_or_inside_a_room(x):
    m = two_rooms()
    m.door("d", x, 1.5, axis="y")
    assert joins(m) == ("west", "east")


def test_thick_wall_and_no_wall_at_all():
    for gap in (0.0, 0.6):
        m = two_rooms(gap)
        m.door("d", 4 + gap / 2, 1.5, axis="y")
        assert joins(m) == ("west", "east")


def test_outer_door_has_a_space_on_one_side():
    m = two_rooms()
    m.door("d", -0.1, 1.5, axis="y")
    assert joins(m) == (None, "west")


def test_a_narrow_lobby_is_not_jumped_over():
    m = Model()
    m.storey("G", 0.0)
    m.room("a", 0, 0, 4, 3)
    m.room("lobby", 4.2, 0, 4.8, 3)
    m.room("b", 5.0, 0, 9, 3)
    m.door("d", 4.1, 1.5, axis="y")
    m.door("e", 4.9, 1.5, axis="y")
    assert (joins(m), joins(m, "e")) == (("a", "lobby"), ("lobby", "b"))


def test_spaces_of_another_storey_are_not_joined():
    m = two_rooms()
    m.storey("U", 3.0)
    m.room("above", 0, 0, 8, 3, 3.0)
    m.door("d", 4.1, 1.5, axis="y")
    assert joins(m) == ("west", "east")


def test_unfilled_openings_and_virtual_boundaries_join_too():
    for kind in ("opening", "virtual"):
        m = two_rooms(0.0)
        m.door("d", 4.0, 1.5, axis="y", kind=kind)
        m.door("out", -0.1, 1.5, axis="y")
        assert joins(m) == ("west", "east")
        assert by_guid(analyse(m.facts).spaces)["east"].travel is not None


def test_boundaries_only_cross_check():
    m = two_rooms()
    m.door("d", 4.1, 1.5, axis="y", boundary_spaces=("west", "elsewhere"))
    row = by_guid(analyse(m.facts).doors)["d"]
    assert row.joins == ("west", "east")
    assert any("other spaces" in sentence for sentence in row.evidence)


def test_turned_and_far_away():
    m = two_rooms()
    m.door("d", 4.1, 1.5, axis="y")
    assert by_guid(analyse(moved(m.facts, 37, 5e5, 3e6)).doors)["d"].joins == ("west", "east")


def test_a_step_of_half_a_metre_is_walked():
    m = Model()
    m.storey("G", 0.0)
    m.room("low", 0, 0, 4, 3, 0.0)
    m.room("high", 4.2, 0, 8, 3, 0.5, storey="G")
    m.door("d", 4.1, 1.5, axis="y", z=0.25)
    m.door("out", -0.1, 1.5, axis="y")
    rows = by_guid(analyse(m.facts).spaces)
    # (8, 0|3) -> (4.2, 1.5): sqrt(3.8² + 1.5²); the step 0.2 by 0.5; then 4 m straight to (0, 1.5)
    expected = (3.8**2 + 1.5**2) ** 0.5 + (0.2**2 + 0.5**2) ** 0.5 + 4
    assert rows["high"].travel.value_m == pytest.approx(expected, abs=1e-3)
