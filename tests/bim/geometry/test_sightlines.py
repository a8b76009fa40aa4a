"""Who sees whom, against shapely's own test of a line in a polygon, and by hand where walls are grazed."""

import numpy as np
import shapely
from hypothesis import HealthCheck, assume, given, settings
from shapely import Polygon, box

from bim.geometry.sightlines import Sightlines
from bim.geometry.triangles import Triangles
from tests.bim.geometry.rooms import rooms_with_points

COMB = Polygon([(0, 0), (9, 0), (9, 3), (6, 3), (6, 1), (5, 1), (5, 3), (3, 3), (3, 1), (2, 1), (2, 3), (0, 3)])


def seen(polygon, eyes, marks):
    eyes, marks = np.array(eyes, dtype=float), np.array(marks, dtype=float)
    return set(zip(*(a.tolist() for a in Sightlines(Triangles(polygon), marks).seen(eyes)), strict=True))


def test_a_pillar_hides_what_stands_behind_it():
    ring = Polygon(box(0, 0, 6, 6).exterior.coords, [box(2, 2, 4, 4).exterior.coords])
    # from (0, 3): (6, 3) lies straight behind the pillar; (6, 6) too, as the line passes (2, 4)'s inner side at y 4.0
    # on x 2 only when its slope is 1/2 or more: (6, 6) has exactly that and grazes the corner
    assert seen(ring, [(0, 3)], [(6, 3), (6, 6), (6, 5.9), (1, 1), (2, 5)]) == {(0, 1), (0, 3), (0, 4)}


def test_along_a_wall_all_corners_on_its_line_are_seen():
    # (0, 1) to (9, 1) grazes the four corners at x 2, 3, 5 and 6
    marks = [(2, 1), (3, 1), (5, 1), (6, 1), (9, 1), (2.5, 2.5), (5.5, 1.0)]
    assert {m for _, m in seen(COMB, [(0, 1)], marks)} >= {0, 1, 2, 3, 4}


def test_points_outside_see_nothing():
    assert seen(box(0, 0, 4, 4), [(5, 1), (1, 1)], [(2, 2), (9, 9)]) == {(1, 0)}


def test_touching_triangles_of_a_corner_are_all_looked_into():
    # the reflex corner (2, 2) of an L sees both its arms
    room = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
    assert len(seen(room, [(2, 2)], [(6, 0), (6, 2), (0, 5), (2, 5), (0, 0)])) == 5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rooms_with_points(count=6))
def test_same_answer_as_shapely(drawn):
    room, points = drawn
    assume(room.geom_type == "Polygon")
    marks = np.concatenate([shapely.get_coordinates(room), points])
    found = seen(room, points, marks)
    first, second = np.divmod(np.arange(len(points) * len(marks)), len(marks))
    lines = shapely.linestrings(np.stack([np.array(points)[first], marks[second]], axis=1))
    inner, outer = (
        set(zip(first[m].tolist(), second[m].tolist(), strict=True))
        for m in (shapely.covers(room.buffer(d, join_style="mitre"), lines) for d in (1e-9, 1e-4))
    )
    # lines that graze a corner within the tolerance may be told either way
    assert inner <= found <= outer


def test_triangles_meet_side_to_side_where_vertices_lie_on_lines():
    # slots in a square wall up many vertices on few lines; every side without a neighbour must be a side of the plan
    shafts = [box(x, y, x + 0.5, y + 0.5).exterior.coords for x in range(1, 9) for y in range(1, 9)]
    floor = Polygon(box(0, 0, 9.5, 9.5).exterior.coords, shafts)
    assert int((Triangles(floor).twin < 0).sum()) == 4 + 64 * 4
