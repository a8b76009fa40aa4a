"""Verdicts on clear widths. A nominal 1.00 m leaf is 0.90 to 0.94 m clear (less 60 to 100 mm)."""

from __future__ import annotations

import pytest

from bim.rules.context import make_context
from bim.rules.evaluate import evaluate, not_judged
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from core.verdicts import Verdict
from tests.bim.rules.builders import HOUSING, OFFICE, door, exit_door, flat_door, result, room, stair

HIGH = OFFICE.replace("height_m=18 storeys=4", "height_m=40 storeys=10")


def judge(*doors, words: str = OFFICE, pack_id: str = "gb50016-2018", stairs=(), spaces=()):
    """Width verdicts by (rule, subject)."""
    found = evaluate(load_pack(pack_id), parse_params(words.split()), result(doors, spaces, stairs))
    return {(row.rule, row.subject.guid): row for row in found if row.metric == "clear_width"}


@pytest.mark.parametrize(
    ("nominal", "clear", "verdict"),
    [
        (1.00, (0.90, 0.94), Verdict.PASS),
        (0.98, (0.88, 0.92), Verdict.REVIEW),
        (0.96, (0.86, 0.90), Verdict.REVIEW),
        (0.95, (0.85, 0.89), Verdict.FAIL),
    ],
)
def test_the_band_between_nominal_and_clear(nominal, clear, verdict):
    """0.90 m of 5.5.18."""
    found = judge(door(width_m=nominal))["public_width", "D1"]
    assert (found.verdict, found.limit) == (verdict, 0.90)
    assert (found.measured, found.measured_upper) == pytest.approx(clear)


def test_an_analysed_clear_width_goes_before_the_band():
    assert judge(door(clear_width_m=(0.7, 0.8)))["public_width", "D1"].verdict is Verdict.FAIL


def test_an_opening_has_no_leaf():
    assert judge(door(kind="opening", width_m=0.90))["public_width", "D1"].verdict is Verdict.PASS


def test_no_width_is_no_data():
    found = judge(door(width_m=None))["public_width", "D1"]
    assert (found.verdict, found.measured) == (Verdict.NO_DATA, None)


def test_a_ground_floor_door_of_a_high_rise_needs_1_20():
    wide, narrow = exit_door("E1", "final", width_m=1.31), exit_door("E2", "final", width_m=1.25)
    found = judge(wide, narrow, words=HIGH)
    assert (found["public_width", "E1"].verdict, found["public_width", "E1"].limit) == (Verdict.PASS, 1.20)
    assert found["public_width", "E2"].verdict is Verdict.FAIL


def test_an_unknown_height_class_leaves_the_width_open():
    words = "use=office fire_grade=2"
    found = judge(exit_door("E1", "final", width_m=1.20), words=words)["public_width", "E1"]
    assert (found.verdict, found.limit, found.limit_upper) == (Verdict.REVIEW, 1.20, 0.90)


@pytest.mark.parametrize(("nominal", "verdict"), [(1.0, "pass"), (0.92, "review"), (0.85, "fail")])
def test_under_the_overlay_a_door_between_0_80_and_0_90_is_for_a_person(nominal, verdict):
    found = judge(door(width_m=nominal), pack_id="gb55037-2022")
    assert found["public_width", "D1"].verdict.value == verdict
    assert found["floor_width", "D1"].limit == 0.80
    assert found["floor_width", "D1"].edition == "GB 55037-2022"


def test_both_codes_hold_for_a_flat_door():
    """0.84 to 0.88 m clear: above the floor of 0.80 m, below the 0.90 m of 5.5.30."""
    found = judge(flat_door(width_m=0.94), words=HOUSING, pack_id="gb55037-2022")
    assert found["residential_width", "F1"].verdict is Verdict.FAIL
    assert found["floor_width", "F1"].verdict is Verdict.PASS


def test_a_flats_door_outdoors_is_no_entrance_of_the_building():
    garden = exit_door("G1", "final", joins=("R1", None), width_m=1.0)
    found = judge(garden, words=HOUSING, pack_id="gb55037-2022", spaces=(room("R1", flat="A"),))
    assert found["residential_width", "G1"].limit == 0.90
    assert found["floor_width", "G1"].limit == 0.80
    entrance = judge(garden, words=HOUSING, pack_id="gb55037-2022", spaces=(room("R1", is_circulation=True),))
    assert entrance["residential_width", "G1"].limit == entrance["residential_width", "G1"].limit_upper == 1.10


@pytest.mark.parametrize(("nominal", "verdict"), [(1.20, "pass"), (1.05, "review"), (0.90, "fail")])
def test_a_door_from_a_room_of_no_known_flat_may_be_either(nominal, verdict):
    """0.90 m as a flat's own door, 1.10 m as the entrance of the building."""
    garden = exit_door("G1", "final", joins=("R1", None), width_m=nominal)
    found = judge(garden, words=HOUSING, spaces=(room("R1"),))["residential_width", "G1"]
    assert (found.verdict.value, found.limit, found.limit_upper) == (verdict, 1.10, 0.90)


@pytest.mark.parametrize(
    ("height_m", "width", "verdict"),
    # handrails may take up to 0.20 m of the flight, or nothing
    [
        (18, 1.30, "pass"), (18, 1.29, "review"), (18, 1.05, "review"), (18, 0.99, "fail"),
        (19, 1.09, "fail"), (19, 1.10, "review"), (19, 1.30, "pass"),
    ],
)  # fmt: skip
def test_stairs_of_housing_and_the_railing_nobody_sees(height_m, width, verdict):
    """1.10 m between the handrails; with one railing only, up to 18 m, 1.00 m."""
    words = HOUSING.replace("height_m=18", f"height_m={height_m}")
    found = judge(words=words, stairs=(stair(width=width),))["residential_width", "T1"]
    assert found.verdict.value == verdict


def test_stairs_inside_flats_and_open_stairs_are_not_judged():
    stairs = (stair("T1", inside_flat=True, width=0.8), stair("T2", "open_stair", 0.8))
    assert not judge(words=HOUSING, stairs=stairs, pack_id="gb55037-2022")


def test_a_narrow_stair_of_unknown_kind_is_review():
    found = judge(stairs=(stair(kind="unknown", width=0.8),))["public_width", "T1"]
    assert found.verdict is Verdict.REVIEW
    assert "Confirm the stairs" in sentence(found.reason)


def test_an_outdoor_stair_has_the_floor_only():
    found = judge(stairs=(stair(kind="outdoor", width=1.00),), pack_id="gb55037-2022")
    assert {key: row.verdict for key, row in found.items()} == {("floor_width", "T1"): Verdict.PASS}


def test_room_doors_inside_flats_are_no_exit_doors():
    assert not judge(door(width_m=0.7), words=HOUSING)


def test_without_a_use_no_width_is_judged():
    assert not judge(door(width_m=0.7), words="")


def test_what_nothing_is_measured_for_is_named():
    pack, params = load_pack("gb55037-2022"), parse_params(HOUSING.split())
    found = not_judged(pack, params, result())
    assert {(row.clause, row.element) for row in found} == {
        ("GB 50016-2014 (2018 revision) 5.5.30", "corridor"),
        ("GB 55037-2022 7.1.4-3", "corridor"),
        ("GB 50016-2014 (2018 revision) 5.5.2", "exit_separation"),
        ("GB 50016-2014 (2018 revision) 5.5.29-2", "stairwell_to_outdoors"),
        ("GB 55037-2022 7.1.5", "corridor_height"),
        ("GB 55037-2022 7.1.5", "door_height"),
        ("GB 55037-2022 7.1.4", "rails_of_wide_stairs"),
    }
    assert make_context(pack, params, result()).scope == "residential"
