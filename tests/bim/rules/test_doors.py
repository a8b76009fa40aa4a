"""Verdicts on the way from a room's or flat's door to the storey exit.

By hand: office, low, grade 1-2: 40 m between two exits, 22 m at a dead end; high-rise 40 and 20.
"""

from __future__ import annotations

import pytest

from bim.rules.evaluate import evaluate
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from core.verdicts import RestsOn, Verdict
from tests.bim.rules.builders import HOUSING, OFFICE, door, exit_door, flat_door, reading, result, stair, walk


def judge(*doors, words: str = OFFICE, rule: str = "public_door_to_exit", **extra):
    """The one distance judgement of the first door."""
    stairs = extra.pop("stairs", (stair(),))
    found = evaluate(
        load_pack("gb50016-2018"), parse_params(words.split()), result((*doors, exit_door()), (), stairs, (), **extra)
    )
    rows = [row for row in found if row.rule == rule and row.subject.guid == doors[0].guid]
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("position", "metres", "verdict"),
    [
        ("between_exits", 40.0, Verdict.PASS),
        ("between_exits", 40.01, Verdict.FAIL),
        ("dead_end", 22.0, Verdict.PASS),
        ("dead_end", 22.01, Verdict.FAIL),
        # undecided position: limit 22 to 40
        ("unknown", 22.0, Verdict.PASS),
        ("unknown", 30.0, Verdict.REVIEW),
        ("unknown", 40.01, Verdict.FAIL),
    ],
)
def test_by_the_doors_own_position(position, metres, verdict):
    found = judge(door(way=reading(walk(metres)), position=position))
    assert found.verdict is verdict
    assert (found.measured, found.measured_upper) == (metres, metres)
    assert found.path == walk(metres).path
    assert (found.clause, found.confidence) == ("5.5.17-1, Table 5.5.17", "A")


def test_a_pass_says_whether_it_rests_on_proposed_exits():
    way = reading(walk(10.0))
    assert judge(door(way=way)).rests_on is RestsOn.CONFIRMED
    assert judge(door(way=way), confirmed=False).rests_on is RestsOn.PROPOSED


def test_the_certified_error_makes_an_interval():
    found = judge(door(way=reading(walk(39.9, error=0.2))))
    assert (found.verdict, found.measured, found.measured_upper) == (Verdict.REVIEW, 39.9, 40.1)
    assert "between 39.9 m and 40.1 m" in sentence(found.reason)


def test_straight_line_and_walk_on_both_sides_of_the_limit():
    found = judge(door(way=reading(walk(45.0, straight=38.0))))
    assert found.verdict is Verdict.REVIEW
    assert "38 m and the walk 45 m" in sentence(found.reason)
    assert found.measured == 45.0
    assert judge(door(way=reading(walk(45.0, straight=40.5)))).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("metres", "verdict"),
    # open: sprinklers (x 1.25) and external corridor (+ 5); smallest 40, largest (40 + 5) x 1.25 = 56.25
    [(40.0, Verdict.PASS), (40.5, Verdict.REVIEW), (56.25, Verdict.REVIEW), (56.3, Verdict.FAIL)],
)
def test_unknown_notes_widen_the_limit(metres, verdict):
    found = judge(door(way=reading(walk(metres))), words="use=office fire_grade=2 height_m=18 storeys=4")
    assert (found.verdict, found.limit, found.limit_upper) == (verdict, 40.0, 56.25)
    assert set(found.assumed) == {"sprinklered", "open_corridor"}


@pytest.mark.parametrize(
    ("metres", "verdict"), [(43.75, Verdict.PASS), (44.0, Verdict.REVIEW), (45.0, Verdict.REVIEW), (45.1, Verdict.FAIL)]
)
def test_the_order_of_notes_is_an_interval(metres, verdict):
    words = OFFICE.replace("sprinklered=false", "sprinklered=true")
    stairs = (stair(kind="open_stairwell"),)
    found = judge(door(way=reading(walk(metres)), nearest_stair_kind="open_stairwell"), words=words, stairs=stairs)
    assert (found.verdict, found.limit, found.limit_upper) == (verdict, 43.75, 45.0)
    assert len(found.modifiers) == 2
    assert "multiplying first 45 m" in sentence(found.notes[0])


def test_a_door_outdoors_is_no_stair_so_note_2_is_silent():
    way = reading(walk(39.0, target="OUT"))
    found = judge(door(way=way, nearest_stair_kind="unknown"), exit_door("OUT", "final"), stairs=())
    assert (found.verdict, found.limit) == (Verdict.PASS, 40.0)


@pytest.mark.parametrize(("metres", "verdict"), [(40.0, Verdict.PASS), (41.0, Verdict.FAIL)])
def test_over_a_known_open_stair_the_walk_is_the_measure(metres, verdict):
    """The distance runs on over an open stair to the next exit; no straight line is drawn through the floor."""
    way = reading(walk(metres, target="OUT", straight=12.0, drop=3.3))
    found = judge(door(way=way), exit_door("OUT", "final"), stairs=(stair(kind="open_stair"),))
    assert found.verdict is verdict


class TestUnknownStair:
    """Both readings: the stair counts, or it is an open stair and the walk goes on."""

    unknown = (stair(kind="unknown"),)

    def judge(self, counts, other, words: str = OFFICE, **extra):
        one = door(way=reading(counts, other), nearest_stair_kind="unknown", **extra)
        return judge(one, exit_door("OUT", "final"), words=words, stairs=self.unknown, confirmed=False)

    def test_down_the_open_stair_to_the_street_is_review_though_short(self):
        """15 m is below the smallest limit, the 22 m of a dead end: still no pass, the way leads downstairs."""
        found = self.judge(walk(8.0), walk(15.0, target="OUT", drop=3.0))
        assert found.verdict is Verdict.REVIEW
        assert (found.measured, found.measured_upper) == (8.0, 15.0)
        assert found.assumed[0] == "stair"
        assert "8 m if it counts" in sentence(found.reason)
        assert "15 m away, over the stair" in sentence(found.reason)

    def test_without_the_stair_the_position_is_not_known(self):
        """Between two exits 40 m, but if the stair is none the door may lie at a dead end: 22 m."""
        assert self.judge(walk(8.0), walk(30.0, target="OUT")).verdict is Verdict.REVIEW

    def test_the_long_way_to_the_street_never_fails(self):
        assert self.judge(walk(8.0), walk(300.0, target="OUT", drop=50.0)).verdict is Verdict.REVIEW

    def test_passes_when_the_worse_reading_ends_on_this_storey_within_every_limit(self):
        # dead end 22 m, 20 m if the unknown stair is an open stairwell
        assert self.judge(walk(8.0), walk(20.0, target="OUT"), position="dead_end").verdict is Verdict.PASS
        assert self.judge(walk(8.0), walk(23.0, target="OUT"), position="dead_end").verdict is Verdict.REVIEW

    def test_no_exit_at_all_in_the_other_reading(self):
        one = door(way=reading(walk(8.0)), nearest_stair_kind="unknown")
        one.to_storey_exit = type(one.to_storey_exit)(walk(8.0), None)
        found = judge(one, stairs=self.unknown)
        assert found.verdict is Verdict.REVIEW
        assert "no exit was found" in sentence(found.reason)

    @pytest.mark.parametrize(
        ("told", "metres", "verdict"),
        [("enclosed", 8.0, Verdict.PASS), ("smoke_proof", 41.0, Verdict.FAIL), ("open_stair", 8.0, Verdict.FAIL)],
    )
    def test_the_parameter_settles_the_kind(self, told, metres, verdict):
        """An open stair is walked on: 45 m then, not the 8 m to its top."""
        found = self.judge(walk(metres), walk(45.0, target="OUT"), words=f"{OFFICE} stair={told}")
        assert found.verdict is verdict


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (OFFICE.replace("fire_grade=2 ", ""), "fire-resistance grade (fire_grade)"),
        (OFFICE.replace("height_m=18 storeys=4 ", ""), "(height_m, high_rise)"),
    ],
)
def test_missing_facts_are_no_data_and_say_what_to_supply(words, told):
    found = judge(door(way=reading(walk(5.0))), words=words)
    assert (found.verdict, found.limit, found.measured) == (Verdict.NO_DATA, None, 5.0)
    assert told in sentence(found.reason)


@pytest.mark.parametrize("words", ["", "use=storage fire_grade=1"])
def test_no_use_or_no_table_is_no_data(words):
    assert judge(door(way=reading(walk(5.0))), words=words, rule="door_to_exit").verdict is Verdict.NO_DATA


def test_a_dash_is_review():
    words = "use=office fire_grade=3 height_m=30 storeys=8 sprinklered=false open_corridor=false"
    found = judge(door(way=reading(walk(5.0))), words=words)
    assert (found.verdict, found.limit) == (Verdict.REVIEW, None)
    assert "dash" in sentence(found.reason)


def test_no_way_and_not_measured_are_no_data():
    assert judge(door(way=reading(None))).verdict is Verdict.NO_DATA
    assert judge(door(way=None)).verdict is Verdict.NO_DATA


def test_a_door_that_is_an_exit_has_no_distance():
    assert judge(door(exit="final")).verdict is Verdict.NOT_APPLICABLE


def test_the_models_own_height_gives_the_class_only_where_its_slack_does_not_matter():
    words = "use=office fire_grade=2 sprinklered=false open_corridor=false"
    way = reading(walk(21.0))
    low = judge(door(way=way, position="dead_end"), words=words, height_m=12.0, storeys_above=4)
    assert (low.verdict, low.limit) == (Verdict.PASS, 22.0)
    assert "height_from_model" in low.assumed
    high = judge(door(way=way, position="dead_end"), words=words, height_m=30.0, storeys_above=9)
    assert (high.verdict, high.limit) == (Verdict.FAIL, 20.0)
    near = judge(door(way=way, position="dead_end"), words=words, height_m=22.5, storeys_above=7)
    assert near.verdict is Verdict.NO_DATA


def test_a_figure_of_letter_c_decides_nothing(tmp_path):
    from tests.bim.rules.test_load import edited

    old = 'between_exits = { "1-2" = 40, "3" = 35, "4" = 25 }'
    pack = edited(tmp_path, old, old.replace("40", '{ value = 40, confidence = "C" }'))
    for metres in (5.0, 90.0):
        rows = evaluate(pack, parse_params(OFFICE.split()), result((door(way=reading(walk(metres))), exit_door())))
        found = next(row for row in rows if row.rule == "public_door_to_exit")
        assert (found.verdict, found.confidence, found.limit) == (Verdict.REVIEW, "C", 40.0)


def test_flat_doors_are_held_against_their_own_table():
    found = judge(
        flat_door(way=reading(walk(19.0)), position="dead_end"),
        words=HOUSING.replace("height_m=18", "height_m=54"),
        rule="residential_door_to_exit",
    )
    assert (found.verdict, found.limit) == (Verdict.PASS, 20.0)
    assert found.clause == "5.5.29-1, Table 5.5.29"


def test_housing_without_recognised_flat_doors_says_so():
    rows = evaluate(load_pack("gb50016-2018"), parse_params(HOUSING.split()), result((door(way=reading(walk(5.0))),)))
    found = next(row for row in rows if row.rule == "residential_door_to_exit")
    assert (found.verdict, found.subject.type) == (Verdict.NO_DATA, "building")


@pytest.mark.parametrize(
    ("year", "basis", "notes"),
    [("2020", "as_built", 0), ("2018", "current", 1), ("1985", "current", 1), ("", "current", 1)],
)
def test_basis_of_existing_buildings(year, basis, notes):
    words = f"{OFFICE} existing=true" + (f" design_year={year}" if year else "")
    found = judge(door(way=reading(walk(50.0))), words=words)
    assert (found.basis, found.verdict, len(found.notes)) == (basis, Verdict.FAIL, notes)


def test_halls_leave_the_limit_open_where_the_use_has_them():
    """A shop's room with two doors may be a sales hall: then 10 m of corridor, else 40 m."""
    words = OFFICE.replace("office", "retail")
    doors = (door("D1", reading(walk(20.0))), door("D2", reading(walk(20.0))))
    found = judge(*doors, words=words)
    assert (found.verdict, found.limit, found.limit_upper) == (Verdict.REVIEW, 10.0, 40.0)
    assert judge(*doors, words=f"{words} hall=false").verdict is Verdict.PASS
    assert judge(doors[0], words=words).verdict is Verdict.PASS, "a room with one door is no hall of 5.5.17-4"
