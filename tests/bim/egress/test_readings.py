"""The storey exit under both readings of a stair, and with its kind confirmed."""

from math import hypot, sqrt

import pytest

from bim.egress import Reviews, analyse
from tests.bim.egress.build import by_guid
from tests.bim.egress.samples import two_storeys

STAIR_M = 2 * sqrt(11.25) + 1.2
# corridor-U's corner (12, 1) to the middle of the stairwell's door on the corridor's side, (2.6, 0)
TO_DOOR_M = hypot(9.4, 1)
# and on: see test_distances, over the stair and out on the ground floor
TO_STREET_M = hypot(10.2, 1) + STAIR_M + 11.4


def reading(model, **how):
    return by_guid(analyse(model.facts, **how).spaces)["corridor-U"].storey_exit


def test_unknown_stair_gives_both_readings():
    found = reading(two_storeys())
    assert found.counts.value_m == pytest.approx(TO_DOOR_M, abs=1e-3)
    assert found.not_counts.value_m == pytest.approx(TO_STREET_M, abs=1e-3)
    assert not found.settled


@pytest.mark.parametrize("kind", ["enclosed", "smoke_proof", "open_stairwell", "outdoor"])
def test_confirmed_kinds_that_count_end_the_walk_at_the_door(kind):
    found = reading(two_storeys(), reviews=Reviews(stairs={"stair": kind}))
    assert found.settled
    assert found.counts.value_m == pytest.approx(TO_DOOR_M, abs=1e-3)
    assert found.counts.target == "into-U"


def test_an_open_stair_is_walked_on():
    found = reading(two_storeys(), reviews=Reviews(stairs={"stair": "open_stair"}))
    assert found.settled
    assert found.counts.value_m == pytest.approx(TO_STREET_M, abs=1e-3)
    assert found.counts.target == "out"


def test_the_pack_says_which_kinds_count():
    how = {"reviews": Reviews(stairs={"stair": "open_stairwell"}), "counts_as_exit": frozenset({"enclosed"})}
    assert reading(two_storeys(), **how).counts.target == "out"


def test_a_stairwell_that_counts_is_an_exit_itself():
    rows = by_guid(analyse(two_storeys().facts, reviews=Reviews(stairs={"stair": "enclosed"})).spaces)
    assert rows["well-U"].storey_exit.counts.value_m == 0
    assert rows["well-U"].is_stair_space


def test_the_way_to_the_street_does_not_depend_on_the_kind():
    for kind in ("enclosed", "open_stair"):
        rows = by_guid(analyse(two_storeys().facts, reviews=Reviews(stairs={"stair": kind})).spaces)
        assert rows["corridor-U"].travel.value_m == pytest.approx(TO_STREET_M, abs=1e-3)


def test_suggestions_never_decide():
    stair = by_guid(analyse(two_storeys(well_door="opening").facts).stairs)["stair"]
    assert (stair.kind, stair.status, stair.suggested) == ("unknown", "proposed", "open_stairwell")
    stair = by_guid(analyse(two_storeys().facts).stairs)["stair"]
    assert (stair.kind, stair.suggested) == ("unknown", "enclosed")


def test_door_into_a_confirmed_stair_is_a_storey_exit():
    doors = by_guid(analyse(two_storeys().facts, reviews=Reviews(stairs={"stair": "enclosed"})).doors)
    assert (doors["into-U"].exit, doors["into-U"].status) == ("storey", "confirmed")
    assert doors["into-U"].leads_to_stair == "stair"
    assert by_guid(analyse(two_storeys().facts).doors)["into-U"].exit == "no"


def test_storeys_list_sure_and_unknown_exits():
    storeys = by_guid(analyse(two_storeys().facts).storeys)
    assert storeys["U"].storey_exits == ()
    assert storeys["U"].unknown_exits == ("into-U",)
    assert storeys["G"].storey_exits == ("out",)
    assert storeys["G"].two_ways is None


def test_a_person_may_say_that_a_door_into_a_stair_is_no_exit():
    how = Reviews(exits={"into-U": "no"}, stairs={"stair": "enclosed"})
    result = analyse(two_storeys().facts, reviews=how)
    assert by_guid(result.doors)["into-U"].exit == "no"
    assert by_guid(result.spaces)["corridor-U"].storey_exit.counts is None
