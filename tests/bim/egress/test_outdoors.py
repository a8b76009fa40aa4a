"""Doors whose other side is no plain room: terraces with a space of their own, tall rooms, steps, thick walls."""

from dataclasses import replace

import pytest

from bim.egress import words
from bim.egress.analyse import analyse
from tests.bim.egress.build import Model, by_guid


def door_of(model, guid="d"):
    return by_guid(analyse(model.facts).doors)[guid]


def house(**terrace):
    """A hall with a door ``d`` north to a terrace, three more rooms behind open doors."""
    m = Model()
    m.storey("1F", terrace.get("z", 0.0))
    z = terrace.pop("z", 0.0)
    m.room("hall", 0, 0, 6, 6, z=z)
    for i in range(3):
        m.room(f"r{i}", -4, 2 * i, -0.2, 2 * i + 1.8, z=z)
        m.door(f"i{i}", -0.1, 2 * i + 0.9, axis="y", z=z)
    m.room("terrace", 0, 6.2, 6, 9, z=z, **terrace)
    m.door("d", 3, 6.1, z=z)
    return m


def test_door_to_a_space_that_the_model_calls_external_is_a_final_exit():
    row = door_of(house(external=True))
    assert row.exit == "final"
    assert words.EXTERNAL_SPACE in row.evidence
    assert row.joins == ("hall", "terrace")
    rooms = by_guid(analyse(house(external=True).facts).spaces)
    assert rooms["r2"].travel is not None
    assert rooms["terrace"].travel is not None


def test_door_to_a_terrace_that_is_not_called_external_joins_two_rooms():
    assert door_of(house()).exit == "no"


def test_balcony_above_grade_is_no_exit():
    m = house(external=True, z=3.0)
    m.facts.reference_z_m = 0.0
    assert door_of(m).exit == "no"


def test_where_every_room_is_called_external_the_word_says_nothing():
    m = house(external=True)
    m.facts.spaces = [replace(s, external=True) for s in m.facts.spaces]
    assert door_of(m).exit == "no"


def test_court_inside_the_building_is_no_exit():
    m = Model()
    m.storey("1F", 0.0)
    for guid, box in {"s": (0, 0, 10, 3), "n": (0, 7, 10, 10), "w": (0, 3.1, 3, 6.9), "e": (7, 3.1, 10, 6.9)}.items():
        m.room(guid, *box)
    m.room("court", 3.2, 3.2, 6.8, 6.8, external=True)
    m.door("d", 5, 3.1)
    row = door_of(m)
    assert (row.exit, words.ENCLOSED_AREA in row.evidence) == ("no", True)


def test_door_high_above_the_floor_of_a_tall_room_is_no_exit():
    m = Model()
    m.storey("0F", -2.0)
    m.storey("1F", 0.0)
    m.room("hall", 0, 0, 6, 6, z=-2.0, height_m=6.0)
    m.room("r", 0, 6.2, 6, 9, z=0.0)
    m.door("d", 3, 6.1, z=0.0)
    row = door_of(m)
    assert (row.exit, words.OVER_ROOM in row.evidence) == ("no", True)


@pytest.mark.parametrize(("drop", "joined"), [(0.9, True), (1.3, False)])
def test_a_few_steps_behind_the_door_join_the_lower_room(drop, joined):
    m = Model()
    m.storey("1F", 0.0)
    m.room("r", 0, 0, 4, 4)
    m.room("garage", 0, 4.2, 4, 9, z=-drop, storey="1F", height_m=2.6 + drop)
    m.door("d", 2, 4.1)
    assert (door_of(m).joins == ("r", "garage")) is joined
    assert door_of(m).exit == "no"


def test_door_at_the_face_of_a_very_thick_wall_is_found():
    m = Model()
    m.storey("1F", 0.0)
    m.room("r", 0, 0, 4, 4)
    m.door("d", 2, 5.2)  # 1.2 m of masonry, the door stands at its outer face
    row = door_of(m)
    assert (row.joins, row.exit) == (("r", None), "final")


@pytest.mark.parametrize(
    ("name", "kind"), [("Elevator Door 900", "no"), ("电梯门", "no"), ("Lift and slide 2400", "final")]
)
def test_lift_doors_are_told_by_their_name(name, kind):
    m = Model()
    m.storey("1F", 0.0)
    m.room("r", 0, 0, 4, 4)
    m.door("d", 2, 4.1)
    m.facts.portals[0] = replace(m.facts.portals[0], name=name)
    assert door_of(m).exit == kind
