"""What happens when one exit is blocked."""

from math import hypot

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bim.egress import Reviews, analyse
from tests.bim.egress.alternatives.samples import straight, two_doors_one_stair


def losses(m, reviews=None):
    return {(x.storey, x.exits): x for x in analyse(m.facts, reviews=reviews or Reviews()).exit_losses.counts}


def test_the_other_end_of_a_corridor():
    found = losses(straight())
    west = found["G", ("west",)]
    assert (west.cut_off, west.worst_space) == ((), "corridor")
    assert west.worst_m == pytest.approx(hypot(20, 1), abs=1e-4)


def test_without_a_second_exit_everybody_is_cut_off():
    m = straight(exits=("west",))
    m.room("room", 6, 2.2, 12, 8.2)
    m.door("door", 9, 2.1)
    (loss,) = losses(m).values()
    assert (set(loss.cut_off), loss.worst_space, loss.worst_m) == ({"corridor", "room"}, None, None)


def test_nobody_walks_through_the_blocked_door():
    """A confirmed storey exit between two halls: when it is blocked, the east hall is cut off from the west."""
    m = straight(exits=("west",), length=10.0)
    m.room("east", 10.2, 0, 20, 2)
    m.door("between", 10.1, 1, axis="y")
    found = losses(m, Reviews(exits={"between": "storey"}))
    loss = found["G", ("between",)]
    assert loss.cut_off == ("east",)
    assert loss.worst_space == "corridor"


def test_both_doors_of_a_stair_are_blocked_together_and_on_one_storey_only():
    kinds = Reviews(stairs={"stair": "enclosed", "stair2": "enclosed"})
    found = losses(two_doors_one_stair(other_exit=True), kinds)
    loss = next(x for (storey, exits), x in found.items() if storey == "U" and set(exits) == {"first-U", "second-U"})
    assert (loss.cut_off, loss.worst_space) == ((), "hall-U")
    assert ("U", ("third-U",)) in found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(1, 38), min_size=2, max_size=6, unique=True), st.integers(3, 36))
def test_a_loss_is_never_shorter_than_the_walk_before(doors, room):
    """Exits anywhere along a corridor of 40 m, a room somewhere: the worst walk by another way of finding it."""
    m = straight(exits=(), length=40.0)
    for x in doors:
        m.door(f"d{x}", x, 2.1)
    m.room("room", room - 2, -6.2, room + 2, -0.2)
    m.door("room-door", room, -0.1)
    result = analyse(m.facts)
    before = max(s.storey_exit.counts.value_m for s in result.spaces)
    room_way = next(s for s in result.spaces if s.guid == "room").storey_exit.counts
    assert len(result.exit_losses.counts) == len(doors)
    for loss in result.exit_losses.counts:
        assert loss.worst_m + loss.worst_error_m >= before - 0.05 - 1e-6
        left = [x for x in doors if loss.exits != (f"d{x}",)]
        ends = max(hypot(min(left), 2), hypot(40 - max(left), 2))
        middles = [hypot((b - a) / 2, 2) for a, b in zip(sorted(left), sorted(left)[1:], strict=False)]
        corridor = max(ends, *middles) if middles else ends
        beyond = min(abs(room - x) for x in left)
        assert loss.worst_m + loss.worst_error_m >= corridor - 0.01
        assert loss.worst_m <= max(corridor, room_way.value_m + beyond + 8.0) + 0.01
        assert loss.cut_off == ()
