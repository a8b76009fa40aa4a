"""Dead ends of known length."""

from math import hypot

import pytest

from bim.egress import analyse
from tests.bim.egress.alternatives.samples import loop, straight, tee


def ends(m, **options):
    return analyse(m.facts, **options).dead_ends.counts


def named(m):
    """The model with rooms off its corridor, so that the corridor is one."""
    for i, x in enumerate((1, 14)):
        m.room(f"room{i}", x, -4.2, x + 4, -0.2)
        m.door(f"door{i}", x + 2, -0.1)
    return m


def test_no_dead_end_between_two_exits_or_round_a_ring():
    assert ends(named(straight())) == ()
    assert ends(loop()) == ()


@pytest.mark.parametrize("arm", [3.0, 10.0])
def test_a_blind_arm_is_as_long_as_from_its_end_to_its_mouth(arm):
    (end,) = ends(named(tee(arm=arm)))
    assert end.length_m == pytest.approx(hypot(arm, 1), abs=1e-4)
    assert (end.space, end.storey) == ("corridor", "G")
    assert end.mouth[1] == pytest.approx(2.0, abs=1e-3)


def test_a_bay_is_none():
    assert ends(named(tee(arm=1.5))) == ()


def test_beyond_the_last_exit():
    m = named(straight(exits=("east",)))
    m.door("side", 6.0, 2.1)
    (end,) = ends(m)
    # from the farther western corner to the middle of the side door
    assert end.length_m == pytest.approx(hypot(6, 2), abs=1e-4)
    assert end.mouth == pytest.approx((6, 2, 0), abs=1e-4)


def test_with_one_exit_all_of_the_corridor_is_one():
    (end,) = ends(named(straight(exits=("east",))))
    assert end.mouth is None
    assert end.length_m == pytest.approx(hypot(20, 1), abs=1e-4)


def test_a_room_is_none():
    m = straight()
    m.room("room", 6, 2.2, 12, 20)
    m.door("door", 9, 2.1)
    assert all(e.space != "room" for e in ends(m))
