"""Straight and walked distance between exits, the gap between their edges, and the diagonal."""

from math import hypot

import pytest

from bim.egress import Reviews, analyse
from tests.bim.egress.alternatives.samples import straight, tee, two_doors_one_stair
from tests.bim.egress.build import Model


def pairs(m, reviews=None):
    return analyse(m.facts, reviews=reviews or Reviews()).exit_pairs.counts


def test_the_ends_of_a_corridor():
    (pair,) = pairs(straight(length=20.0))
    assert {pair.first, pair.second} == {"west", "east"}
    assert (pair.straight_m, pair.walked_m) == (pytest.approx(20.0), pytest.approx(20.0, abs=1e-3))
    assert pair.diagonal_m == pytest.approx(hypot(20, 2))
    assert pair.gap_m == pytest.approx(20.2)
    assert pair.spaces == ("corridor",)


def test_the_diagonal_of_a_part_with_an_arm():
    (pair,) = pairs(tee(arm=10.0))
    # from a lower corner of the corridor to the far upper corner of the arm, or along the corridor
    assert pair.diagonal_m == pytest.approx(max(hypot(20, 2), hypot(11, 12)))


def test_adjacent_doors_and_the_gap_between_them():
    m = straight(exits=("west",))
    m.door("one", 10, 2.1, width=1.0)
    m.door("two", 14, 2.1, width=1.4)
    near = next(p for p in pairs(m) if {p.first, p.second} == {"one", "two"})
    assert (near.straight_m, near.gap_m) == (pytest.approx(4.0), pytest.approx(4.0 - 0.5 - 0.7))


def test_two_doors_into_one_stair_are_no_pair():
    found = pairs(two_doors_one_stair(), Reviews(stairs={"stair": "enclosed"}))
    assert not any(p.storey == "U" for p in found)


def test_exits_of_different_parts_are_no_pair():
    m = Model()
    m.storey("G", 0.0)
    for x in (0, 10):
        m.room(f"house{x}", x, 0, x + 8, 6)
        m.door(f"front{x}", x + 4, -0.1)
    assert pairs(m) == ()


def test_many_exits_are_told_by_their_nearest_and_farthest():
    m = straight(exits=(), length=200.0)
    for i in range(20):
        m.door(f"d{i}", 5 + 10 * i, 2.1)
    found = pairs(m)
    assert len(found) < 60
    names = {frozenset((p.first, p.second)) for p in found}
    assert {frozenset((f"d{i}", f"d{i + 1}")) for i in (0, 2, 17)} <= names or len(names) >= 20
    assert max(p.straight_m for p in found) == pytest.approx(190.0)
