"""Verdicts on the way inside a room or flat. By hand: dead-end value 22 m; with sprinklers 27.5 m at letter C."""

from __future__ import annotations

import pytest

from bim.egress.result import Distance
from bim.rules.evaluate import evaluate
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from core.verdicts import Verdict
from tests.bim.rules.builders import HOUSING, OFFICE, door, flat_door, result, room, walk

SPRINKLERED = OFFICE.replace("sprinklered=false", "sprinklered=true")


def judge(*spaces, words: str = OFFICE, rule: str = "public_in_room", doors=()):
    rows = evaluate(load_pack("gb50016-2018"), parse_params(words.split()), result(doors, spaces))
    return [row for row in rows if row.rule == rule]


@pytest.mark.parametrize(
    ("words", "metres", "verdict"),
    [
        (OFFICE, 22.0, Verdict.PASS),
        (OFFICE, 22.1, Verdict.FAIL),
        # whether Note 3 carries over is C: 22 is safe, 27.5 is too far either way, between a person decides
        (SPRINKLERED, 22.0, Verdict.PASS),
        (SPRINKLERED, 25.0, Verdict.REVIEW),
        (SPRINKLERED, 27.6, Verdict.FAIL),
    ],
)
def test_in_a_room(words, metres, verdict):
    (found,) = judge(room(inside=walk(metres)), words=words)
    assert (found.verdict, found.clause, found.confidence) == (verdict, "5.5.17-3", "B")


def test_the_doubtful_note_is_named():
    (found,) = judge(room(inside=walk(25.0)), words=SPRINKLERED)
    assert "whether Note 3 holds inside rooms" in sentence(found.reason)
    assert (found.limit, found.limit_upper) == (22.0, 27.5)


def test_circulation_and_stairs_are_no_rooms():
    assert not judge(room("C1", walk(50.0), is_circulation=True), room("T1", walk(50.0), is_stair_space=True))


@pytest.mark.parametrize("reason", ["no_geometry", "no_exit", "not_connected", ""])
def test_a_room_without_a_measure_is_no_data(reason):
    (found,) = judge(room(reason=reason))
    assert (found.verdict, found.measured) == (Verdict.NO_DATA, None)
    assert "not measured" in sentence(found.reason)


def test_a_sales_hall_has_30_m():
    words = OFFICE.replace("office", "retail")
    doors = (door("D1"), door("D2"))
    (open_,) = judge(room(inside=walk(29.0)), words=words, doors=doors)
    assert (open_.verdict, open_.limit, open_.limit_upper) == (Verdict.REVIEW, 22.0, 30.0)
    (hall,) = judge(room(inside=walk(29.0)), words=f"{words} hall=true", doors=doors)
    assert (hall.verdict, hall.clause) == (Verdict.PASS, "5.5.17-4")


def test_a_flat_is_judged_once_on_its_farthest_space():
    near, far = room("R1", walk(6.0), flat="A"), room("R2", walk(23.0), flat="A")
    other = room("R3", walk(9.0), flat="B")
    rows = judge(near, far, other, room("C1", walk(99.0)), words=HOUSING, rule="residential_in_flat")
    assert {row.subject.guid: row.verdict for row in rows} == {
        "R2": Verdict.FAIL,
        "R3": Verdict.PASS,
        "C1": Verdict.NOT_APPLICABLE,
    }


def test_housing_without_recognised_flats_says_so():
    (found,) = judge(room("R1", walk(6.0)), words=HOUSING, rule="residential_in_flat")
    assert (found.verdict, found.subject.type) == (Verdict.NO_DATA, "building")


def test_a_flat_with_an_unmeasured_space_does_not_pass():
    (found,) = judge(room("R1", walk(6.0), flat="A"), room("R2", flat="A"), words=HOUSING, rule="residential_in_flat")
    assert (found.verdict, found.measured) == (Verdict.NO_DATA, 6.0)


def test_flights_inside_a_flat_count_by_their_horizontal_length():
    """10 m level, a flight of 3 m rise over 4 m (5 m of walk), 3 m level: 10 + 1.5 x 4 + 3 = 19, not 18."""
    path = ((0.0, 0.0, 3.0), (10.0, 0.0, 3.0), (14.0, 0.0, 0.0), (17.0, 0.0, 0.0))
    inside = Distance(18.0, 0.0, path, "F1")
    (found,) = judge(room("R1", inside, flat="A"), words=HOUSING, rule="residential_in_flat", doors=(flat_door(),))
    assert found.measured == pytest.approx(19.0)
    assert found.verdict is Verdict.PASS
    assert "1.5 times" in sentence(found.notes[0])
    assert sentence(found.notes[1]).startswith("Walked 18 m, counted 19 m")
