"""The top of the smallest of several cones over a triangle, by hand."""

from math import sqrt

import numpy as np
import pytest

from bim.geometry.envelope import Cones, top

LOW = np.array([-np.inf])


def one(corner, tips, costs):
    cones = Cones(np.array([0, len(tips)]), np.array(tips, dtype=float), np.array(costs, dtype=float))
    return top(np.array([corner], dtype=float), cones, LOW, 1e-3)


def test_one_cone_is_highest_at_a_corner():
    found = one([(0, 0), (4, 0), (4, 3)], [(0, 0)], [2.0])
    assert found.upper_m[0] == pytest.approx(2 + 5)
    assert tuple(found.point[0]) == (4, 3)


def test_equal_cones_are_highest_on_the_middle_line():
    # tips at both ends of the base 0..8: above its middle (4, 3) is 5 from either, and nothing is farther from both
    found = one([(0, 0), (8, 0), (4, 3)], [(0, 0), (8, 0)], [0.0, 0.0])
    assert found.upper_m[0] == pytest.approx(5, abs=0.002)
    assert tuple(found.point[0]) == (4, 3)


def test_meeting_point_within_the_longest_side_is_found():
    # the same tips, the third corner (0, -0.5): the middle line x = 4 leaves the triangle at (4, -0.25), where both
    # are sqrt(16 + 1/16) away
    found = one([(0, 0), (8, 0), (0, -0.5)], [(0, 0), (8, 0)], [0.0, 0.0])
    assert sqrt(16.0625) <= found.upper_m[0] + 1e-9
    assert found.upper_m[0] <= sqrt(16.0625) + 0.002
    assert tuple(found.point[0]) == pytest.approx((4, -0.25), abs=0.01)


def test_below_its_limit_a_triangle_is_not_searched():
    cones = Cones(np.array([0, 1]), np.array([[0.0, 0.0]]), np.array([0.0]))
    found = top(np.array([[(0, 0), (4, 0), (4, 3)]], dtype=float), cones, np.array([9.0]), 1e-3)
    assert 5 <= found.upper_m[0] <= 9
