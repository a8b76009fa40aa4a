"""Number of exits of a storey. By hand: housing needs 2 above 650 m², above 54 m, or with a flat door more than
15 m (up to 27 m high) or 10 m (27 to 54 m) from the exit; public buildings need 2 but for small cases."""

from __future__ import annotations

import pytest

from bim.egress.result import StoreyPart
from bim.rules.evaluate import evaluate
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from core.verdicts import Verdict
from tests.bim.rules.builders import HOUSING, OFFICE, exit_door, flat_door, reading, result, room, stair, storey, walk

ONE = (exit_door("E1", leads_to_stair="T1"),)
TWO = (*ONE, exit_door("E2", leads_to_stair="T2"))
SMALL = {"area_m2": 100.0}


def judge(floor, *doors, words: str = OFFICE, spaces=(), stairs=(), **extra):
    params = parse_params(words.split())
    rows = evaluate(load_pack("gb55037-2022"), params, result(doors, spaces, stairs, (floor,), **extra))
    found = [row for row in rows if row.metric == "count"]
    return found[0] if found else None


def test_two_exits_pass():
    found = judge(storey(exits=("E1", "E2"), two_ways=True), *TWO)
    assert (found.verdict, found.measured, found.limit, found.clause) == (Verdict.PASS, 2, 2, "7.4.1")


def test_two_doors_into_one_stair_are_one_exit():
    doors = (*ONE, exit_door("E2", leads_to_stair="T1"))
    assert judge(storey(exits=("E1", "E2"), two_ways=False), *doors).verdict is Verdict.FAIL


def test_two_exits_that_are_no_two_ways_are_review():
    assert judge(storey(exits=("E1", "E2"), two_ways=False), *TWO).verdict is Verdict.REVIEW


def test_one_exit_on_a_large_storey_fails():
    assert judge(storey(exits=("E1",)), *ONE).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("words", "persons", "verdict"),
    [
        # upper floor of at most three storeys, 100 m² net (133 at most gross): 50 persons at grade 2, 25 at grade 3
        ("storeys=3 fire_grade=2", 50, Verdict.PASS),
        ("storeys=3 fire_grade=2", 51, Verdict.FAIL),
        ("storeys=3 fire_grade=3", 25, Verdict.PASS),
        ("storeys=3 fire_grade=3", 26, Verdict.FAIL),
        ("storeys=2 fire_grade=4", 15, Verdict.PASS),
        ("storeys=3 fire_grade=4", 15, Verdict.FAIL),
        ("storeys=4 fire_grade=2", 10, Verdict.FAIL),
        # unknown persons or grade: a person decides
        ("storeys=3 fire_grade=2", None, Verdict.REVIEW),
        ("storeys=3", 20, Verdict.REVIEW),
    ],
)
def test_one_exit_of_a_small_upper_storey(words, persons, verdict):
    floor = storey(exits=("E1",), **SMALL)
    found = judge(floor, *ONE, words=f"use=office {words}", spaces=(room(occupants=persons),))
    assert found.verdict is verdict


def test_one_exit_is_never_enough_for_uses_the_case_excludes():
    floor = storey(exits=("E1",), **SMALL)
    found = judge(floor, *ONE, words="use=medical_other storeys=3 fire_grade=2", spaces=(room(occupants=5),))
    assert found.verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("area", "persons", "verdict"),
    # gross area is net / 0.75 at most: 150 m² may be 200, 160 m² may be 213
    [(150.0, 50, "pass"), (160.0, 50, "review"), (201.0, 50, "fail"), (150.0, 51, "fail")],
)
def test_ground_storey_with_one_door(area, persons, verdict):
    floor = storey(exits=("OUT",), area_m2=area)
    found = judge(floor, exit_door("OUT", "final"), spaces=(room(occupants=persons),))
    assert found.verdict.value == verdict


def test_unknown_stairs_leave_the_count_open():
    found = judge(storey(exits=("E1",), unknown_exits=("E2",)), *TWO)
    assert (found.verdict, found.measured, found.measured_upper) == (Verdict.REVIEW, 1, 2)


def test_an_unknown_door_into_a_stair_that_counts_already_adds_nothing():
    doors = (*ONE, exit_door("E2", leads_to_stair="T1"))
    assert judge(storey(exits=("E1",), unknown_exits=("E2",)), *doors).verdict is Verdict.FAIL


def test_no_exit_found_is_no_data_where_stairs_are_missing_or_unknown():
    assert judge(storey()).verdict is Verdict.NO_DATA
    for unsure in (stair(kind="unknown", status="proposed"), stair(kind="open_stair", status="proposed")):
        assert judge(storey(), stairs=(unsure,)).verdict is Verdict.NO_DATA


def test_no_exit_fails_where_every_stair_is_confirmed_as_none():
    """0 exits, 1 needed at least. A basement stays with a person."""
    stairs = (stair(kind="open_stair", status="confirmed"),)
    found = judge(storey(), stairs=stairs)
    assert (found.verdict, found.measured, found.reason.split("|")[0]) == (Verdict.FAIL, 0, "exits_too_few")
    assert judge(storey(above_ground=False), stairs=stairs).verdict is Verdict.REVIEW


def test_a_stair_that_leads_nowhere_is_told_as_the_reason():
    found = judge(storey(), stairs=(stair(kind="enclosed", status="confirmed", leads_out=False),))
    assert (found.verdict, found.reason) == (Verdict.NO_DATA, "stair_no_way_out")


@pytest.mark.parametrize(
    ("second", "verdict", "reason"),
    [
        (StoreyPart(("R2",), ("E2", "E3")), Verdict.PASS, "exits_enough"),
        (StoreyPart(("R2",), (), ()), Verdict.NO_DATA, "part_no_exit"),
        (StoreyPart(("R2",), ("E2",), ("E3",)), Verdict.REVIEW, "exits_stair_unknown"),
        (StoreyPart(("R2",), ("E2",)), Verdict.REVIEW, "exits_not_two_ways"),
        (StoreyPart(("R2",), ("E2", "E3"), (), ("R2",)), Verdict.REVIEW, "part_cut_off"),
    ],
)
def test_a_part_of_a_storey_does_not_hide_behind_the_other(second, verdict, reason):
    """Two needed. The first part has its two; the second is judged by its own."""
    doors = [exit_door(f"E{n}", leads_to_stair=f"T{n}") for n in (1, 2, 3, 4)]
    floor = storey(
        exits=("E1", "E4", *second.storey_exits), two_ways=True, parts=(StoreyPart(("R1",), ("E1", "E4")), second)
    )
    found = judge(floor, *doors, spaces=(room("R1"), room("R2")))
    assert (found.verdict, found.reason.split("|")[0]) == (verdict, reason)


def test_a_basement_is_for_a_person():
    assert judge(storey(exits=("E1",), above_ground=False), *ONE).verdict is Verdict.REVIEW


class TestHousing:
    def judge(self, metres: float, height_m: float, floor=None, doors=ONE, **extra):
        words = HOUSING.replace("height_m=18", f"height_m={height_m}")
        way = reading(walk(metres, "E1"))
        return judge(floor or storey(exits=("E1",), **SMALL), flat_door(way=way), *doors, words=words, **extra)

    @pytest.mark.parametrize(
        ("metres", "height_m", "verdict"),
        [
            (15.0, 27, Verdict.PASS),
            (15.1, 27, Verdict.FAIL),
            (10.0, 54, Verdict.PASS),
            (10.1, 54, Verdict.FAIL),
            (10.1, 27, Verdict.PASS),
            (5.0, 54.1, Verdict.FAIL),
        ],
    )
    def test_triggers(self, metres, height_m, verdict):
        found = self.judge(metres, height_m)
        assert (found.verdict, found.clause, found.confidence) == (verdict, "7.3.1", "B")

    @pytest.mark.parametrize(("area", "verdict"), [(480.0, "pass"), (500.0, "review"), (651.0, "fail")])
    def test_floor_area(self, area, verdict):
        """650 m² gross; the rooms' net area is at least three quarters of it."""
        assert self.judge(5.0, 18, storey(exits=("E1",), area_m2=area)).verdict.value == verdict

    def test_two_exits_must_be_two_ways_for_each_unit(self):
        floor = {"exits": ("E1", "E2"), "area_m2": 100.0}
        assert self.judge(5.0, 60, storey(**floor, two_ways=True), TWO).verdict is Verdict.PASS
        assert self.judge(5.0, 60, storey(**floor, two_ways=None), TWO).verdict is Verdict.REVIEW

    def test_unknown_height_is_review(self):
        words = HOUSING.replace("height_m=18 ", "")
        floor = storey(exits=("E1",), **SMALL)
        found = judge(floor, flat_door(way=reading(walk(5.0, "E1"))), *ONE, words=words)
        assert found.verdict is Verdict.REVIEW

    def test_a_storey_without_flat_doors_has_a_row_of_its_own(self):
        params = parse_params(HOUSING.split())
        floors = (storey("S1", ("E1",), **SMALL), storey("S2", ("E2",)), storey("S3"))
        spaces = (room("R1", flat="R1"), room("R2", storey="S2"), room("W", storey="S3", is_circulation=True))
        model = result((flat_door(way=reading(walk(5.0, "E1"))), *ONE), spaces, (), floors)
        rows = [row for row in evaluate(load_pack("gb55037-2022"), params, model) if row.metric == "count"]
        assert [(r.subject.guid, r.verdict, r.reason.split("|")[0]) for r in rows] == [
            ("S1", Verdict.PASS, "exits_enough"),
            ("S2", Verdict.NO_DATA, "no_flats_here"),
        ]

    def test_housing_without_recognised_flat_doors_says_so(self):
        found = judge(storey(exits=("E1",)), *ONE, words=HOUSING)
        assert (found.verdict, found.subject.type) == (Verdict.NO_DATA, "building")
