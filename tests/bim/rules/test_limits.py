"""Notes of the tables, the order in which they combine, rooms, halls, and what is said when something is missing.

Figures worked out by hand: between two exits 40 (office, low, grade 1-2), dead end 22.
"""

from __future__ import annotations

import pytest

from bim.rules.limits import egress_limit
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence

OFFICE = "use=office fire_grade=1 height_m=12"
HOUSE = "use=residential fire_grade=2 height_m=12"
NONE = {"stair": "enclosed", "sprinklered": "false", "open_corridor": "false"}


def limit(words: str, pack_id: str = "gb50016-2018"):
    return egress_limit(load_pack(pack_id), parse_params(words.split()))


def given(base: str, position: str, **notes: str):
    values = NONE | notes
    return limit(f"{base} position={position} " + " ".join(f"{key}={value}" for key, value in values.items()))


@pytest.mark.parametrize("base", [OFFICE, HOUSE])
@pytest.mark.parametrize(
    ("position", "note", "expected"),
    [
        # Note 1: 40 + 5, 22 + 5
        ("between_exits", {"open_corridor": "true"}, 45.0),
        ("dead_end", {"open_corridor": "true"}, 27.0),
        # Note 2: 40 - 5, 22 - 2
        ("between_exits", {"stair": "open_stairwell"}, 35.0),
        ("dead_end", {"stair": "open_stairwell"}, 20.0),
        # Note 2 speaks of the open stairwell only: an open stair is no exit, nothing is taken off
        ("between_exits", {"stair": "open_stair"}, 40.0),
        ("between_exits", {"stair": "smoke_proof"}, 40.0),
        ("between_exits", {"stair": "outdoor"}, 40.0),
        # Note 3: 40 x 1.25, 22 x 1.25
        ("between_exits", {"sprinklered": "true"}, 50.0),
        ("dead_end", {"sprinklered": "true"}, 27.5),
        # Notes 1 and 2 together: 40 + 5 - 5, 22 + 5 - 2
        ("between_exits", {"open_corridor": "true", "stair": "open_stairwell"}, 40.0),
        ("dead_end", {"open_corridor": "true", "stair": "open_stairwell"}, 25.0),
    ],
)
def test_note(base, position, note, expected):
    found = given(base, position, **note)
    assert (found.limit_m, found.limit_upper_m, found.assumed) == (expected, expected, ())


@pytest.mark.parametrize("base", [OFFICE, HOUSE])
@pytest.mark.parametrize(
    ("position", "note", "low", "high"),
    [
        # (40 - 5) x 1.25 = 43.75; 40 x 1.25 - 5 = 45
        ("between_exits", {"stair": "open_stairwell"}, 43.75, 45.0),
        # (22 - 2) x 1.25 = 25; 22 x 1.25 - 2 = 25.5
        ("dead_end", {"stair": "open_stairwell"}, 25.0, 25.5),
        # (40 + 5) x 1.25 = 56.25; 40 x 1.25 + 5 = 55
        ("between_exits", {"open_corridor": "true"}, 55.0, 56.25),
        # (22 + 5) x 1.25 = 33.75; 22 x 1.25 + 5 = 32.5
        ("dead_end", {"open_corridor": "true"}, 32.5, 33.75),
    ],
)
def test_both_orders_of_notes(base, position, note, low, high):
    found = given(base, position, sprinklered="true", **note)
    assert (found.limit_m, found.limit_upper_m) == (low, high)
    assert [item.op for item in found.modifiers] == ["add", "mul"]
    assert "disputed (C)" in sentence(found.reason)


def test_letters():
    """Cell A, Notes 1 and 2 B, Note 3 A in Table 5.5.17 and B in Table 5.5.29."""
    assert given(OFFICE, "dead_end").letter == "A"
    assert given(OFFICE, "dead_end", open_corridor="true").letter == "B"
    assert given(OFFICE, "dead_end", sprinklered="true").letter == "A"
    assert given(HOUSE, "dead_end", sprinklered="true").letter == "B"


@pytest.mark.parametrize(("base", "clause"), [(OFFICE, "5.5.17-3"), (HOUSE, "5.5.29-3")])
def test_inside_a_room_the_dead_end_value_holds_without_notes_1_and_2(base, clause):
    found = given(base, "in_room", stair="open_stairwell", open_corridor="true")
    assert (found.limit_m, found.limit_upper_m, found.letter, found.source.clause) == (22.0, 22.0, "B", clause)


@pytest.mark.parametrize("base", [OFFICE, HOUSE])
def test_inside_a_room_note_3_is_letter_c(base):
    found = given(base, "in_room", sprinklered="true")
    assert (found.limit_m, found.letter) == (27.5, "C")


@pytest.mark.parametrize(
    ("position", "sprinklered", "expected"),
    [("in_room", "false", 30.0), ("in_room", "true", 37.5), ("dead_end", "false", 10.0), ("dead_end", "true", 12.5)],
)
def test_halls_replace_the_table_and_take_no_notes_1_and_2(position, sprinklered, expected):
    words = f"use=retail fire_grade=2 height_m=12 hall=true position={position} sprinklered={sprinklered}"
    found = limit(f"{words} open_corridor=true stair=open_stairwell")
    assert (found.limit_m, found.limit_upper_m, found.source.clause) == (expected, expected, "5.5.17-4")


def test_halls_of_grade_3_fall_back_to_the_table():
    assert limit("use=retail fire_grade=3 height_m=12 hall=true position=in_room sprinklered=false").limit_m == 20.0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("position=dead_end fire_grade=1 height_m=12", "use"),
        ("use=office fire_grade=1 height_m=12", "position"),
        ("use=office position=dead_end height_m=12", "fire_grade"),
        ("use=office position=dead_end fire_grade=1", "height_m"),
        ("use=office position=dead_end fire_grade=1 storeys=6", "height_m"),
    ],
)
def test_missing_facts_are_no_data_and_named(words, named):
    found = limit(words)
    assert (found.limit_m, found.limit_upper_m, found.open.value) == (None, None, "no_data")
    assert f"({named}" in sentence(found.reason)


def test_missing_notes_are_assumed_plain_and_named():
    found = limit(f"{OFFICE} position=between_exits")
    assert (found.limit_m, found.assumed) == (40.0, ("open_corridor", "stair", "sprinklered"))
    assert limit(f"{OFFICE} position=in_room").assumed == ("sprinklered",)
    assert "stair" in limit(f"{OFFICE} position=dead_end stair=unknown").assumed
    assert limit("use=retail fire_grade=1 height_m=12 position=in_room").assumed == ("hall", "sprinklered")


def test_a_use_without_a_table_is_no_data():
    found = limit("use=storage position=dead_end fire_grade=1 height_m=12")
    assert (found.limit_m, found.open.value) == (None, "no_data")
    assert "storage" in sentence(found.reason)


@pytest.mark.parametrize(
    ("use", "height", "expected"),
    [
        # public buildings above 24 m, housing above 27 m: dead end 22 below, 20 above
        ("office", "height_m=24 storeys=5", 22.0),
        ("office", "height_m=24.1 storeys=5", 20.0),
        ("office", "height_m=30 storeys=1", 22.0),
        ("office", "storeys=1", 22.0),
        # twelve storeys of at least 2.1 m are above 24 m, whatever their height
        ("office", "storeys=12", 20.0),
        ("residential", "height_m=27", 22.0),
        ("residential", "height_m=27.1", 20.0),
        ("residential", "height_m=12 high_rise=true", 20.0),
        ("office", "height_m=90 high_rise=false", 22.0),
    ],
)
def test_height_class(use, height, expected):
    assert limit(f"use={use} position=dead_end fire_grade=1 {height} sprinklered=false").limit_m == expected


def test_one_storey_above_24_m_is_named_as_assumed_not_to_be():
    assert "storeys" in limit("use=office position=dead_end fire_grade=1 height_m=30").assumed
