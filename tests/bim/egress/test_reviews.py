"""What people say goes before what the model shows: uses, flats, flat doors, ways between storeys."""

from dataclasses import replace
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bim.egress import Reviews, analyse, words
from bim.egress.by_hand import folded, link_guid
from bim.egress.options import COMMON, VerticalLink
from bim.egress.uses import use_by_words, use_words
from bim.geometry.polyline import length_m
from bim.space_uses import SPACE_USES
from tests.bim.egress.build import Model, by_guid
from tests.bim.egress.samples import corridor_house, two_storeys
from tests.bim.egress.test_flats import corridor_block, walk_up


def spaces(facts, **how):
    return by_guid(analyse(facts, **how).spaces)


def named(facts, **names):
    return replace(facts, spaces=[replace(s, name=names.get(s.guid, s.name)) for s in facts.spaces])


# uses


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("2-101 卧室", "dwelling"), ("电梯厅", "lobby"), ("电梯井", "lift_shaft"), ("楼梯间1", "stairwell"),
        ("会议室", "meeting"), ("Meeting Room 12", "meeting"), ("OFFICES", "office"),
        ("Hallmark", ""), ("Space 12", ""), ("", ""), ("卫生间", "sanitary"), ("Living Room", "dwelling"),
    ],
)  # fmt: skip
def test_words_in_names(text, use):
    assert use_by_words(text) == use


def test_every_word_stands_once():
    """A word under two uses would decide nothing."""
    every = [w for zh, en in use_words().values() for w in (*zh, *en)]
    assert len(every) == len(set(every)) and all(w == w.lower() for w in every)
    assert set(use_words()) <= set(SPACE_USES)


def test_a_name_only_proposes():
    row = spaces(named(corridor_house().facts, a="办公室"))["a"]
    assert (row.use, row.use_status, row.use_evidence) == ("office", "proposed", (words.NAMED_SO,))
    assert row.use_confidence <= 0.5


def test_a_declaration_goes_before_a_name():
    facts = named(corridor_house().facts, a="办公室")
    facts = replace(facts, spaces=[replace(s, declared_use="Storage" if s.guid == "a" else "") for s in facts.spaces])
    row = spaces(facts)["a"]
    assert row.use == "storage" and words.DECLARED_SO in row.use_evidence
    assert words.NAMED_OTHER in row.use_evidence


def test_geometry_sees_corridor_and_stairwell():
    rows = spaces(two_storeys().facts)
    assert rows["well-U"].use == "stairwell" and words.STAIR_IN_IT in rows["well-U"].use_evidence
    assert spaces(corridor_house().facts)["corridor"].use == "corridor"
    assert rows["room"].use == ""


def test_a_stairwell_stays_one_under_another_name():
    row = spaces(named(two_storeys().facts, **{"well-U": "储藏室"}))["well-U"]
    assert row.use == "stairwell" and words.NAMED_OTHER in row.use_evidence


def test_a_persons_word_on_a_use_holds_and_makes_a_way():
    row = spaces(corridor_house().facts, reviews=Reviews(uses={"corridor": "office", "a": "corridor"}))
    assert (row["corridor"].use, row["corridor"].use_status) == ("office", "confirmed")
    assert not row["corridor"].is_circulation and row["a"].is_circulation
    assert words.CONFIRMED in row["a"].use_evidence


def test_a_carried_word_says_from_where():
    said = Reviews(uses={"a": "office"}, since={"a": "v1"})
    assert spaces(corridor_house().facts, reviews=said)["a"].use_evidence[0] == f"{words.CARRIED} v1"


# flats


def test_a_room_moves_to_another_flat():
    key = spaces(walk_up().facts, residential=True)["hall-r1"].flat
    rows = spaces(walk_up().facts, residential=True, reviews=Reviews(flats={"bed2-l1": key}))
    assert rows["bed2-l1"].flat == rows["hall-r1"].flat == key
    assert rows["bed2-l1"].flat_status == "confirmed" and rows["hall-r1"].flat_status == "proposed"
    assert rows["bed1-l1"].flat == rows["hall-l1"].flat != key


def test_a_flat_keeps_its_key_when_its_first_room_leaves():
    key = spaces(walk_up().facts, residential=True)["living-l1"].flat
    rows = spaces(walk_up().facts, residential=True, reviews=Reviews(flats={key: "elsewhere"}))
    assert rows["living-l1"].flat == key and rows[key].flat == "elsewhere"


def test_a_room_becomes_a_common_part():
    rows = spaces(walk_up().facts, residential=True, reviews=Reviews(flats={"hall-l1": COMMON}))
    assert rows["hall-l1"].flat is None and rows["hall-l1"].is_circulation
    assert rows["bed1-l1"].flat != rows["living-l1"].flat  # each room beyond the hall now hangs by itself


def test_a_common_part_becomes_part_of_a_flat():
    key = spaces(corridor_block().facts, residential=True)["n0-1"].flat
    rows = spaces(corridor_block().facts, residential=True, reviews=Reviews(flats={"corridor-1": key}))
    assert rows["corridor-1"].flat == key and not rows["corridor-1"].is_circulation


def test_a_flat_door_ends_a_flat():
    """The bedroom's door said to be a flat's: bedroom and hall part, and the door serves the bedroom."""
    said = Reviews(doors={"bed2-l1": "flat_door"})
    result = analyse(walk_up().facts, residential=True, reviews=said)
    rows, doors = by_guid(result.spaces), by_guid(result.doors)
    assert rows["bed2-l1"].flat != rows["hall-l1"].flat
    assert doors["bed2-l1"].flat_door_status == "confirmed" and words.FLAT_DOOR in doors["bed2-l1"].evidence


def test_no_flat_door_no_flat():
    said = Reviews(doors={"flat-l1": "inner"})
    result = analyse(walk_up().facts, residential=True, reviews=said)
    rows, doors = by_guid(result.spaces), by_guid(result.doors)
    assert rows["hall-l1"].flat is None and not doors["flat-l1"].is_flat_door
    assert rows["hall-r1"].flat is not None


def test_flats_say_how_sure_they_are():
    row = spaces(walk_up().facts, residential=True)["bed1-l1"]
    assert row.flat_evidence == (words.FLAT_BY_DOORS,) and row.flat_confidence > 0.7
    plain = named(corridor_block().facts, **{f"corridor-{n}": f"X{n}" for n in range(3)})
    assert spaces(plain, residential=True)["n0-1"].flat_confidence < 0.6


# ways between storeys


def without_stair():
    m = two_storeys()
    return replace(m.facts, stairs=[])


LINK = VerticalLink("well-G", "well-U", 9.0)


def test_a_linked_walk_measures_what_was_said():
    before = spaces(without_stair())["room"]
    assert before.travel is None and before.reason == "not_connected"
    result = analyse(without_stair(), reviews=Reviews(links=(LINK,)))
    stair = result.stairs[0]
    assert (stair.method, stair.length_m, stair.kind) == ("manual", pytest.approx(9.0), "unknown")
    assert words.LINKED in stair.evidence and (stair.from_storey, stair.to_storey) == ("G", "U")
    row = by_guid(result.spaces)["room"]
    again = spaces(without_stair(), reviews=Reviews(links=(replace(LINK, length_m=14.0),)))["room"]
    assert again.travel.value_m == pytest.approx(row.travel.value_m + 5.0)


def test_a_link_replaces_a_stair_that_has_no_walk():
    m = two_storeys()
    broken = replace(m.facts, stairs=[replace(m.facts.stairs[0], line=())])
    said = Reviews(links=(replace(LINK, stair="stair"),), stairs={"stair": "enclosed"})
    result = analyse(broken, reviews=said)
    assert [s.guid for s in result.stairs] == ["stair"] and result.stairs[0].kind == "enclosed"
    room = by_guid(result.spaces)["room"]
    assert room.storey_exit.settled and room.storey_exit.counts.target == "into-U"


def test_the_kind_of_a_linked_way_can_be_said():
    guid = link_guid(LINK)
    result = analyse(without_stair(), reviews=Reviews(links=(LINK,), stairs={guid: "open_stair"}))
    assert result.stairs[0].kind == "open_stair"


@pytest.mark.parametrize("link", [VerticalLink("well-G", "nowhere", 5.0), VerticalLink("gone", "well-U", 5.0)])
def test_a_link_to_nowhere_is_none(link):
    assert analyse(without_stair(), reviews=Reviews(links=(link,))).stairs == []


def test_a_link_over_several_storeys_meets_only_its_ends():
    m = Model()
    for n in range(3):
        m.storey(f"S{n}", 3.0 * n)
        m.room(f"room-{n}", 0, 0, 6, 6, 3.0 * n)
    m.door("out", 3, -0.1, external=True)
    rows = spaces(m.facts, reviews=Reviews(links=(VerticalLink("room-0", "room-2", 14.0),)))
    assert rows["room-2"].travel is not None and rows["room-1"].travel is None


point = st.tuples(*[st.floats(-50, 50)] * 3)


@given(start=point, end=point, more=st.floats(0, 40))
def test_a_folded_line_has_its_length(start, end, more):
    line = folded(start, end, dist(start, end) + more)
    assert length_m(line) == pytest.approx(dist(start, end) + more, abs=1e-4)
    assert line[0] == pytest.approx(start) and line[-1] == pytest.approx(end)
