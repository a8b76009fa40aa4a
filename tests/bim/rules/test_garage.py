"""GB 50067-2014 6.0.6 over GB 55037: 45 m to an exit for persons, 60 m with sprinklers or, at grade, to the outside."""

from __future__ import annotations

import pytest

from bim.rules.evaluate import evaluate
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from tests.bim.rules.builders import door, exit_door, reading, result, room, stair, walk

PACK = "gb50067-2014"


def judge(metres: float, target: str, words: str = "sprinklered=false", straight: float | None = None):
    way = reading(walk(metres, target, straight=straight))
    doors = (exit_door("EXIT"), exit_door("OUT", "final"))
    params = parse_params(f"use=parking {words}".split())
    rows = evaluate(load_pack(PACK), params, result(doors, (room("G1", storey_exit=way),), (stair(),)))
    return next(row for row in rows if row.rule == "garage_to_exit")


@pytest.mark.parametrize(
    ("metres", "target", "words", "verdict", "limit"),
    [
        (45.0, "EXIT", "sprinklered=false", "pass", 45.0),
        (45.1, "EXIT", "sprinklered=false", "fail", 45.0),
        (60.0, "EXIT", "sprinklered=true", "pass", 60.0),
        (60.1, "EXIT", "sprinklered=true", "fail", 60.0),
        (50.0, "EXIT", "", "review", 45.0),
        # straight outdoors on the ground floor
        (60.0, "OUT", "sprinklered=false", "pass", 60.0),
        (60.1, "OUT", "", "fail", 60.0),
    ],
)
def test_distance(metres, target, words, verdict, limit):
    found = judge(metres, target, words)
    assert (found.verdict.value, found.limit, found.clause, found.confidence) == (verdict, limit, "6.0.6", "B")


def test_the_straight_line_is_meant():
    assert judge(50.0, "EXIT", straight=40.0).verdict.value == "review"


def test_what_holds_for_every_building_holds_and_what_speaks_of_others_does_not():
    params = parse_params(["use=parking", "sprinklered=false"])
    model = result(
        (door(clear_width_m=(0.7, 0.7)), exit_door("OUT", "final", clear_width_m=(0.9, 0.9))), (), (stair(),)
    )
    rules = {row.rule for row in evaluate(load_pack(PACK), params, model)}
    assert "floor_width" in rules
    assert rules.isdisjoint({"public_width", "residential_width", "public_exits", "one_door_rooms"})
