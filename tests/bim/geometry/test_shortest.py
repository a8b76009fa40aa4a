"""Shortest paths against lengths worked out by hand."""

from itertools import pairwise
from math import hypot, sqrt

import numpy as np
import pytest
from shapely import LineString, Polygon, affinity, box

from bim.geometry.shortest import shortest_path

L_ROOM = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
RING = Polygon(box(0, 0, 6, 6).exterior.coords, [box(2, 2, 4, 4).exterior.coords])


def test_straight_line_in_a_convex_room():
    assert shortest_path(box(0, 0, 4, 3), (0, 0), (4, 3))[0] == pytest.approx(5.0, abs=1e-9)


def test_l_shaped_room_turns_at_its_inner_corner():
    # (0,5) -> (2,2) -> (6,0): sqrt(4+9) + sqrt(16+4)
    length, path = shortest_path(L_ROOM, (0, 5), (6, 0))
    assert length == pytest.approx(sqrt(13) + sqrt(20), abs=1e-9)
    assert path[1] == (2, 2)


def test_round_a_pillar_the_short_way():
    # (0,3) and (6,3) lie level with the middle of the pillar 2..4: over its upper edge, sqrt(4+1) + 2 + sqrt(4+1)
    assert shortest_path(RING, (0, 3), (6, 3))[0] == pytest.approx(2 * sqrt(5) + 2, abs=1e-9)


def test_along_a_wall_through_collinear_corners():
    comb = Polygon([(0, 0), (9, 0), (9, 3), (6, 3), (6, 1), (5, 1), (5, 3), (3, 3), (3, 1), (2, 1), (2, 3), (0, 3)])
    # (0,1) to (9,1) grazes four corners on the line y = 1
    assert shortest_path(comb, (0, 1), (9, 1))[0] == pytest.approx(9.0, abs=1e-9)


def test_no_path_between_separate_pieces_is_none():
    bar = Polygon(box(0, 0, 6, 2).exterior.coords)
    assert shortest_path(bar, (1, 1), (9, 1)) is None


@pytest.mark.parametrize("angle", [0, 17.3, 45, 90, 211])
def test_rotated_rooms_have_the_same_length(angle):
    room = affinity.rotate(L_ROOM, angle, origin=(0, 0))
    (sx, sy), (ex, ey) = affinity.rotate(LineString([(0, 5), (6, 0)]), angle, origin=(0, 0)).coords
    assert shortest_path(room, (sx, sy), (ex, ey))[0] == pytest.approx(sqrt(13) + sqrt(20), abs=1e-6)


def test_path_length_is_the_value_and_path_stays_inside():
    length, path = shortest_path(RING, (0.5, 3.2), (5.5, 2.7))
    assert sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path)) == pytest.approx(length)
    assert RING.buffer(1e-3).covers(LineString(path))
    assert np.isfinite(length)
