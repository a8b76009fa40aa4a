"""The clear width of a way against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box
from shapely.affinity import affine_transform

from bim.egress.widths.loaded import loaded
from bim.egress.widths.passage import Gate, passage

WIDTH = st.floats(0.8, 3.0)
LENGTH = st.floats(5.0, 40.0)
TURN = st.floats(0.0, 360.0)
NEAR = 1e-6


def gate(x0, y0, x1, y1, inward=(0.0, 1.0), room=False):
    return Gate(((x0, y0), (x1, y1)), inward, room)


def ends(length, width, door=0.8):
    """Doors in the middle of both end walls."""
    low, high = (width - door) / 2, (width + door) / 2
    return [gate(0, low, 0, high, (1.0, 0.0)), gate(length, low, length, high, (-1.0, 0.0))]


def turned(floor, gates, angle):
    """The same floor and doors, turned about the origin and moved."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def at(p):
        return (c * p[0] - s * p[1] + 3.0, s * p[0] + c * p[1] - 7.0)

    moved = [
        Gate((at(g.line[0]), at(g.line[1])), (c * g.inward[0] - s * g.inward[1], s * g.inward[0] + c * g.inward[1]))
        for g in gates
    ]
    return affine_transform(floor, [c, -s, s, c, 3.0, -7.0]), moved


def assert_width(found, expected):
    """The truth lies in the interval, which is narrow, and the cross-section has that length."""
    assert found is not None
    assert found.width_m - NEAR <= expected <= found.width_m + found.error_m + NEAR
    assert found.error_m <= max(0.03, 0.03 * expected)
    if found.error_m == 0:
        assert math.dist(*found.at) == pytest.approx(expected, abs=NEAR)


@settings(max_examples=40, deadline=None)
@given(WIDTH, LENGTH, TURN)
def test_a_rectangle_is_as_wide_as_it_is(width, length, angle):
    assert_width(passage(*turned(box(0, 0, length, width), ends(length, width, 0.7), angle)), width)


@settings(max_examples=40, deadline=None)
@given(WIDTH, WIDTH, TURN)
def test_a_corner_is_as_wide_as_its_narrower_leg(first, second, angle):
    floor = Polygon([(0, 0), (12, 0), (12, 14), (12 - second, 14), (12 - second, first), (0, first)])
    middle = 12 - second / 2
    gates = [
        gate(0, first / 2 - 0.35, 0, first / 2 + 0.35, (1.0, 0.0)),
        gate(middle - 0.35, 14, middle + 0.35, 14, (0.0, -1.0)),
    ]
    assert_width(passage(*turned(floor, gates, angle)), min(first, second))


@settings(max_examples=40, deadline=None)
@given(st.floats(1.6, 3.0), st.floats(0.2, 0.5), st.floats(0.0, 1.0), TURN)
def test_beside_a_column_the_wider_gap_counts(width, side, share, angle):
    low = share * (width - side)
    floor = box(0, 0, 12, width).difference(box(6, low, 6 + side, low + side))
    assert_width(passage(*turned(floor, ends(12, width, 0.5), angle)), max(low, width - side - low))


@settings(max_examples=40, deadline=None)
@given(st.floats(1.0, 1.6), st.floats(0.0, 1.0), TURN)
def test_a_tapered_corridor_is_as_wide_as_its_narrow_end(narrow, more, angle):
    floor = Polygon([(0, -narrow / 2 - more / 2), (15, -narrow / 2), (15, narrow / 2), (0, narrow / 2 + more / 2)])
    gates = [gate(0, -0.4, 0, 0.4, (1.0, 0.0)), gate(15, -0.4, 15, 0.4, (-1.0, 0.0))]
    assert_width(passage(*turned(floor, gates, angle)), narrow)


@settings(max_examples=25, deadline=None)
@given(st.floats(1.2, 2.5), st.floats(0.2, 0.9), st.floats(0.9, 1.1), TURN)
def test_a_door_niche_narrows_nothing(width, depth, niche, angle):
    floor = box(0, 0, 12, width).union(box(6, width, 6 + niche, width + depth))
    door = gate(6.05, width + depth, 6 + niche - 0.05, width + depth, (0.0, -1.0))
    assert_width(passage(*turned(floor, [*ends(12, width), door], angle)), width)


@pytest.mark.parametrize("used", [True, False])
def test_a_branch_counts_only_where_a_door_is_reached_through_it(used):
    floor = box(0, 0, 12, 2).union(box(5, 2, 6.3, 9))
    door = [gate(5.2, 9, 6.1, 9, (0.0, -1.0))] if used else []
    assert_width(passage(floor, [*ends(12, 2), *door]), 1.3 if used else 2.0)


def test_a_pinch_in_the_middle_is_found_where_it_is():
    floor = box(0, 0, 12, 2).difference(box(7, 0, 7.3, 0.5)).difference(box(7, 1.6, 7.3, 2))
    found = passage(floor, ends(12, 2))
    assert_width(found, 1.1)
    assert all(7 - NEAR <= x <= 7.3 + NEAR for x, _ in found.at)


def test_a_door_in_the_corner_narrows_nothing():
    gates = [gate(0.05, 0, 0.95, 0), gate(12, 0.05, 12, 0.95, (-1.0, 0.0)), gate(11, 2, 11.9, 2, (0.0, -1.0))]
    assert_width(passage(box(0, 0, 12, 2), gates), 2.0)


def test_a_column_before_a_door_is_not_overlooked():
    """0.6 m on either side of the column, 0.3 m between it and the door: no more than that gets to the door."""
    floor = box(0, 0, 12, 2).difference(box(11.4, 0.6, 11.7, 1.4))
    found = passage(floor, ends(12, 2, 1.0))
    assert found is not None and found.width_m <= 0.6 + NEAR


def test_an_opening_as_wide_as_the_corridor():
    gates = [gate(0, 0, 0, 1.7, (1.0, 0.0)), gate(12, 0, 12, 1.7, (-1.0, 0.0))]
    assert_width(passage(box(0, 0, 12, 1.7), gates), 1.7)


def test_nothing_to_measure():
    floor = box(0, 0, 12, 2)
    assert passage(floor, []) is None
    assert passage(floor, ends(12, 2)[:1]) is None
    cut = box(0, 0, 12, 2).difference(box(5.9, -1, 6.1, 3))
    assert passage(max(cut.geoms, key=lambda p: p.area), ends(12, 2)) is None


@pytest.mark.parametrize(
    ("doors", "expected"),
    [
        ([], "unknown"),
        ([(3, 0, 1), (7, 0, 1)], "single"),
        ([(3, 0, 1), (7, 2, -1)], "double"),
        ([(3, 2, -1)], "single"),
    ],
)
@pytest.mark.parametrize("angle", [0.0, 33.0])
def test_loaded(doors, expected, angle):
    rooms = [gate(x, y, x + 0.9, y, (0.0, float(n)), True) for x, y, n in doors]
    floor, moved = turned(box(0, 0, 12, 2), [*ends(12, 2), *rooms], angle)
    flagged = [Gate(m.line, m.inward, g.room) for m, g in zip(moved, [*ends(12, 2), *rooms], strict=True)]
    assert loaded(floor, flagged, 2.0) == expected


def test_the_legs_of_a_corner_are_judged_one_by_one():
    """Doors on the outside of one leg and the inside of the other do not face each other."""
    floor = Polygon([(0, 0), (20, 0), (20, 20), (18, 20), (18, 2), (0, 2)])
    outer = gate(5, 0, 6, 0, (0.0, 1.0), True)
    inner = gate(18, 10, 18, 11, (1.0, 0.0), True)
    assert loaded(floor, [outer, inner], 2.0) == "single"
    facing = gate(20, 10, 20, 11, (-1.0, 0.0), True)
    assert loaded(floor, [outer, inner, facing], 2.0) == "double"


def test_many_doors_make_no_difference():
    rng = np.random.default_rng(1)
    doors = [gate(x, 0, x + 0.9, 0, (0.0, 1.0), True) for x in rng.uniform(0.1, 10.9, 30)]
    assert_width(passage(box(0, 0, 12, 1.4), [*ends(12, 1.4), *doors]), 1.4)
