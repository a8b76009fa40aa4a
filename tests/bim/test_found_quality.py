"""What only the analysis can complain of: doors that join nothing or one room, rooms without a door."""

from dataclasses import replace

import pytest

from bim.found_quality import found_quality
from tests.bim.plans.made import guid, tower


def codes(result):
    return {n.code: n for n in found_quality(result)}


@pytest.fixture
def sound():
    result = tower()
    for space in result.spaces:
        space.travel = next(s.travel for s in tower().spaces if s.travel)
    result.doors[0].exit = "final"
    return result


def test_a_sound_storey_has_none(sound):
    assert codes(sound) == {}


def test_a_door_with_no_room_on_either_side(sound):
    sound.doors[2].joins = (None, None)
    assert codes(sound)["doors_unlinked"].guids == (sound.doors[2].guid,)


def test_a_door_within_one_room(sound):
    sound.doors[3].joins = (guid("1803"), guid("1803"))
    assert codes(sound)["doors_same_space"].guids == (sound.doors[3].guid,)


def test_an_opening_within_one_room_is_no_complaint(sound):
    sound.doors[3].joins, sound.doors[3].kind = (guid("1803"), guid("1803")), "opening"
    assert "doors_same_space" not in codes(sound)


def test_an_external_door_between_two_rooms(sound):
    portals = sound.facts.portals
    portals[1] = replace(portals[1], external=True)
    assert codes(sound)["external_contradicts"].guids == (portals[1].guid,)
    sound.doors[1].joins = (guid("S1"), None)
    assert "external_contradicts" not in codes(sound)


def test_a_room_without_a_door_that_cannot_be_left(sound):
    hall = next(s for s in sound.spaces if s.name == "hall")
    assert "spaces_doorless" not in codes(sound)  # it is left by a stair
    hall.travel = None
    assert codes(sound)["spaces_doorless"].guids == (hall.guid,)
    assert codes(sound)["spaces_unreachable"].affected == 1


def test_without_any_floor_there_is_nothing_to_say(sound):
    for space in sound.spaces:
        space.area_m2 = None
    sound.doors[0].exit, sound.doors[2].joins = "no", (None, None)
    assert codes(sound) == {}
