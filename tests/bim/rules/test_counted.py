"""Loads as the rules read them."""

from __future__ import annotations

from bim.rules.counted import counted
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from tests.bim.rules.builders import result, room, storey


def loads(*spaces, words="use=exhibition"):
    return counted(load_pack("gb50016-2018"), parse_params(words.split()), result(spaces=spaces, storeys=[storey()]))


def test_assumed_uses_may_hold_nobody():
    found = loads(room("R", area_m2=100.0), room("Q", area_m2=100.0, use="exhibition"))
    assert found.spaces == {"R": (0.0, 75.0), "Q": (75.0, 75.0)}
    assert found.storeys == {"S1": (75, 150)}


def test_an_unknown_room_leaves_the_storey_unknown():
    found = loads(room("R", use="office", area_m2=10.0), room("Q", occupants=3.0))
    assert found.of_space("R") is None and found.of_storey("S1") is None and found.of_space("Q").high == 3.0
