"""From the most remote point of a space to the storey exit. By hand: IBC office 200 ft = 60.96 m, 300 ft = 91.44 m;
Approved Document B office 18 m in one direction, 45 m in more."""

from __future__ import annotations

import pytest

from bim.rules.evaluate import evaluate, not_judged
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from core.verdicts import Verdict
from tests.bim.rules.builders import door, exit_door, flat_door, reading, result, room, storey, walk

IBC = "use=office sprinklered=false"
EXITS = (exit_door("X1", leads_to_stair="T1"), exit_door("X2", leads_to_stair="T2"))
TWO = (storey(exits=("X1", "X2")),)


def judge(*spaces, words: str = IBC, pack_id: str = "ibc-2021", doors=(), storeys=TWO, rule: str = "travel_distance"):
    rows = evaluate(load_pack(pack_id), parse_params(words.split()), result((*doors, *EXITS), spaces, storeys=storeys))
    return [row for row in rows if row.rule == rule]


def far(metres: float, guid: str = "R1", **extra):
    return room(guid, extra.pop("inside", None), storey_exit=reading(walk(metres)), **extra)


@pytest.mark.parametrize(
    ("words", "metres", "verdict"),
    [
        (IBC, 60.96, "pass"),
        (IBC, 60.97, "fail"),
        ("use=office sprinklered=true", 91.44, "pass"),
        ("use=office sprinklered=true", 91.45, "fail"),
        # nobody said whether there are sprinklers
        ("use=office", 60.0, "pass"),
        ("use=office", 75.0, "review"),
        ("use=office", 91.5, "fail"),
        # storage is S-1 (250 ft = 76.2 m) or S-2 (400 ft = 121.92 m)
        ("use=storage sprinklered=true", 76.0, "pass"),
        ("use=storage sprinklered=true", 100.0, "review"),
        ("use=storage sprinklered=true group=S-2", 100.0, "pass"),
        ("use=storage sprinklered=true group=S-1", 100.0, "fail"),
        # "not permitted" is no limit, least of all a large one
        ("use=medical_ward sprinklered=false", 1.0, "review"),
        ("use=medical_ward", 1.0, "review"),
        ("use=medical_ward sprinklered=true", 1.0, "pass"),
    ],
)
def test_ibc(words, metres, verdict):
    (found,) = judge(far(metres), words=words)
    assert (found.verdict.value, found.clause, found.metric) == (verdict, "1017.2, Table 1017.2", "walked")


def test_the_straight_line_is_nothing_to_the_walk():
    crooked = room("R1", storey_exit=reading(walk(70.0, straight=20.0)))
    assert judge(crooked)[0].verdict is Verdict.FAIL


def test_feet_are_printed_beside_the_metres():
    (found,) = judge(far(70.0))
    assert (found.limit, found.unit, found.measured) == (200 * 0.3048, "m", 70.0)
    assert "200 ft in the code's own unit." in [sentence(note) for note in found.notes]
    assert "规范原单位数值：200 ft。" in [sentence(note, "zh-hans") for note in found.notes]


def test_ways_count_stairwells_do_not_and_doors_are_no_start():
    spaces = (far(10.0, "R1"), far(70.0, "C1", is_circulation=True), far(90.0, "T1", is_stair_space=True))
    found = judge(*spaces, doors=(door("D1", reading(walk(99.0))),))
    assert {row.subject.guid: row.verdict.value for row in found} == {"R1": "pass", "C1": "fail"}


def test_what_was_not_measured_is_no_data():
    (found,) = judge(room("R1", reason="not_connected"))
    assert (found.verdict, found.measured) == (Verdict.NO_DATA, None)
    assert "no door or opening joins" in sentence(found.reason)
    (empty,) = judge()
    assert (empty.verdict, empty.subject.type) == (Verdict.NO_DATA, "building")


def test_a_stair_of_unknown_kind_is_review_with_both_readings():
    space = room("R1", storey_exit=reading(walk(20.0), walk(70.0, drop=3.0)))
    (found,) = judge(space)
    assert (found.verdict, found.measured, found.measured_upper) == (Verdict.REVIEW, 20.0, 70.0)
    told = judge(space, words=f"{IBC} stair=open_stair")
    assert told[0].verdict is Verdict.FAIL, "an open stair is walked, its length counts"
    assert judge(space, words=f"{IBC} stair=open_stairwell")[0].verdict is Verdict.FAIL
    assert judge(space, words=f"{IBC} stair=enclosed")[0].verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("position", "storeys", "limits"),
    [
        ("between_exits", TWO, (45.0, 45.0)),
        # a way that begins in one direction and gains a second has a limit for each part
        ("dead_end", TWO, (18.0, 45.0)),
        ("unknown", TWO, (18.0, 45.0)),
        # one exit: one direction all the way
        ("dead_end", (storey(exits=("X1",)),), (18.0, 18.0)),
    ],
)
def test_directions_of_approved_document_b(position, storeys, limits):
    doors = (door("D1", position=position),)
    (found,) = judge(far(30.0), words="use=office", pack_id="adb-2019", doors=doors, storeys=storeys)
    assert (found.limit, found.limit_upper) == limits


@pytest.mark.parametrize(("metres", "told"), [(44.0, "44 m walked, at most 45 m"), (50.0, "5 m too far")])
def test_an_edition_of_letter_c_warns_and_decides_nothing(metres, told):
    doors = (door("D1", position="between_exits"),)
    (found,) = judge(far(metres), words="use=office", pack_id="adb-2019", doors=doors)
    assert (found.verdict, found.confidence) == (Verdict.REVIEW, "C")
    assert sentence(found.reason).startswith("Within" if metres < 45 else "Not within")
    assert told in sentence(found.notes[0])


@pytest.mark.parametrize(
    ("count", "metres", "limits", "told"),
    [
        (1, 20.0, (18.0, 18.0), "2 m too far"),
        (2, 20.0, (18.0, 45.0), None),
        (2, 17.0, (18.0, 45.0), "17 m walked, at most 18 m"),
    ],
)
def test_inside_a_room_of_one_door_there_is_one_direction(count, metres, limits, told):
    doors = tuple(door(f"D{n}") for n in range(count))
    (found,) = judge(
        far(30.0, inside=walk(metres)), words="use=office", pack_id="adb-2019", doors=doors, rule="travel_in_room"
    )
    assert (found.verdict, found.limit, found.limit_upper) == (Verdict.REVIEW, *limits)
    assert told is None or told in sentence(found.notes[0])


def test_flats_of_approved_document_b():
    """7.5 m from the flat door in one direction, 30 m in two; 9 m inside."""
    doors = (flat_door("F1", reading(walk(8.0)), position="dead_end"), flat_door("F2", reading(walk(8.0))))
    flats = (room("R1", walk(9.5), flat="A"),)
    corridor = judge(*flats, words="use=residential", pack_id="adb-2019", doors=doors, rule="flat_door_to_stair")
    assert {row.subject.guid: row.limit for row in corridor} == {"F1": 7.5, "F2": 30.0}
    assert "0.5 m too far" in sentence(corridor[0].notes[0])
    assert corridor[0].assumed == ()
    (inside,) = judge(*flats, words="use=residential", pack_id="adb-2019", doors=doors, rule="in_flat")
    assert (inside.verdict, inside.limit) == (Verdict.REVIEW, 9.0)


def test_clauses_that_are_not_judged_are_named_with_every_check():
    """Travel distance alone is no clean bill: separation, dead ends, common path and load of one exit, convergence."""
    named = not_judged(load_pack("ibc-2021"), parse_params(IBC.split()), result())
    assert [row.clause for row in named if row.rule != "clear_width"] == [
        "IBC 2021 1007.1.1", "IBC 2021 1020", "IBC 2021 1006.2.1, Table 1006.2.1", "IBC 2021 1006.2.1, Table 1006.2.1",
        "IBC 2021 1005.6",
    ]  # fmt: skip
    offices = not_judged(load_pack("adb-2019"), parse_params(["use=office"]), result())
    assert [row.element for row in offices] == ["capacity"]
    assert not_judged(load_pack("adb-2019"), parse_params(["use=residential"]), result()) == ()
