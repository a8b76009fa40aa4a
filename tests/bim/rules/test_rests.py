"""Confirming the exits of one storey turns the verdicts of that storey, and of no other."""

import pytest

from bim.egress import Reviews, analyse, words
from bim.rules.rests import Rests
from core.verdicts import RestsOn, Subject
from tests.bim.egress.samples import two_storeys
from tests.bim.egress.test_doors import office
from tests.bim.egress.test_flats import walk_up
from tests.bim.rules.builders import door, exit_door, reading, result, room, walk

CONFIRMED, PROPOSED = RestsOn.CONFIRMED, RestsOn.PROPOSED


def rests(facts, guid, metric="straight", uses=(), **how):
    return Rests(analyse(facts, **how)).on(Subject(guid, "", ""), metric, uses)


def on_both_storeys(**reviews):
    """What the corridor's verdict below and the room's verdict above rest on."""
    facts = two_storeys().facts
    return rests(facts, "corridor-G", reviews=Reviews(**reviews)), rests(facts, "room", reviews=Reviews(**reviews))


def test_nothing_said_is_proposed():
    assert on_both_storeys() == (PROPOSED, PROPOSED)


def test_the_exits_of_the_ground_floor_turn_the_ground_floor():
    assert on_both_storeys(exits={"out": "final"}) == (CONFIRMED, PROPOSED)


def test_a_word_on_the_door_of_the_upper_storey_turns_that_storey():
    assert on_both_storeys(exits={"into-U": "storey"}) == (PROPOSED, CONFIRMED)


def test_the_kind_of_a_stair_is_not_enough_while_nobody_knows_where_it_leads():
    assert on_both_storeys(stairs={"stair": "enclosed"}) == (PROPOSED, PROPOSED)
    assert on_both_storeys(stairs={"stair": "enclosed"}, exits={"out": "final"}) == (CONFIRMED, CONFIRMED)


def test_a_stair_rests_on_its_own_kind_and_way_out():
    facts = two_storeys().facts
    both = Reviews(stairs={"stair": "enclosed"}, exits={"out": "final"})
    assert rests(facts, "stair", "width", reviews=both) is CONFIRMED
    assert rests(facts, "stair", "width", reviews=Reviews(stairs={"stair": "enclosed"})) is PROPOSED


def test_what_is_counted_rests_on_all_exits_of_its_storey():
    facts = office().facts
    one = Reviews(exits=dict.fromkeys(exits_above(facts)[:1], "storey"))
    every = Reviews(exits=dict.fromkeys(exits_above(facts), "storey"))
    storey = analyse(facts).storeys[-1].guid
    assert rests(facts, storey, "count", reviews=one) is PROPOSED
    assert rests(facts, storey, "count", reviews=every) is CONFIRMED


def exits_above(facts):
    top = analyse(facts).storeys[-1]
    return (*top.storey_exits, *top.unknown_exits)


@pytest.mark.parametrize(("position", "expected"), [("between_exits", PROPOSED), ("dead_end", CONFIRMED)])
def test_between_two_exits_both_count(position, expected):
    """The milder limit of a door between two exits hangs on the second exit too."""
    facts = office().facts
    plain = analyse(facts)
    guid = next(d.guid for d in plain.doors if d.serves and d.exit == "no" and d.to_storey_exit and d.storey == "U")
    said = Reviews(exits=dict.fromkeys(exits_above(facts), "storey"))
    whole = analyse(facts, reviews=said)
    row = next(d for d in whole.doors if d.guid == guid)
    row.position = position
    far = next(d for d in whole.doors if d.exit_said and d.guid != row.to_storey_exit.counts.target)
    far.exit_said, far.status = False, "proposed"
    assert Rests(whole).on(Subject(guid, "", ""), "straight") is expected


def test_the_use_that_decided_must_be_confirmed():
    facts, said = two_storeys().facts, {"exits": {"out": "final"}}
    assert rests(facts, "corridor-G", uses=("room",), reviews=Reviews(**said)) is PROPOSED
    assert rests(facts, "corridor-G", uses=("room",), reviews=Reviews(**said, uses={"room": "office"})) is CONFIRMED
    assert rests(facts, "corridor-G", uses=("nowhere",), reviews=Reviews(**said)) is PROPOSED


def test_a_flat_that_only_the_plan_supports_is_a_proposal():
    plain = result([door(), exit_door()], [room(flat="R1", flat_evidence=(words.FLAT_UNSURE,))], confirmed=True)
    assert Rests(plain).on(Subject("R1", "", ""), "straight") is PROPOSED
    assert Rests(plain).on(Subject("D1", "", ""), "straight") is PROPOSED
    sure = result([door(way=reading(walk(3.0)))], [room(flat="R1", flat_evidence=(words.FLAT_BY_DOORS,))])
    assert Rests(sure).on(Subject("R1", "", ""), "straight") is CONFIRMED
    said = result([], [room(flat="R1", flat_evidence=(words.FLAT_UNSURE,), flat_status="confirmed")])
    assert Rests(said).on(Subject("R1", "", ""), "straight") is CONFIRMED


def test_a_whole_block_confirmed_is_confirmed():
    facts = walk_up().facts
    stairs = dict.fromkeys((s.guid for s in facts.stairs), "enclosed")
    done = analyse(facts, residential=True, reviews=Reviews(exits={"out": "final"}, stairs=stairs))
    doors = [d.guid for d in done.doors if d.is_flat_door]
    assert len(doors) == 6
    assert {Rests(done).on(Subject(g, "", ""), "straight") for g in doors} == {CONFIRMED}


def test_an_unknown_subject_is_proposed():
    assert rests(two_storeys().facts, "nobody") is PROPOSED
    assert rests(two_storeys().facts, "") is PROPOSED
