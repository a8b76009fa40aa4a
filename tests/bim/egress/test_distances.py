"""Distances of small models, worked out by hand."""

from itertools import pairwise
from math import dist, hypot, sqrt

import pytest
from shapely import LineString, Polygon, box

from bim.egress import analyse
from tests.bim.egress.build import Model, by_guid
from tests.bim.egress.samples import corridor_house, two_storeys

EXACT = 1e-4
"""Floors are shrunk by 0.01 mm; nothing else is lost."""


def room_with_door(floor=None, **door):
    m = Model()
    m.storey("G", 0.0)
    m.room("room", 0, 0, 20, 2, floor=floor)
    m.door("out", **{"x": -0.1, "y": 1, "axis": "y", **door})
    return m


def travel(model, guid="room", **how):
    return by_guid(analyse(model.facts, **how).spaces)[guid].travel


def test_corridor_with_a_door_at_its_end():
    found = travel(room_with_door())
    assert found.value_m == pytest.approx(sqrt(20**2 + 1), abs=EXACT)
    assert found.error_m <= 1e-9
    assert found.target == "out"


def test_measured_to_the_inner_face_of_the_door():
    # the wall is 0.2 m thick and its axis lies at x = -0.1: the walk ends at (0, 1), not in the wall
    assert travel(room_with_door()).path[-1] == pytest.approx((0, 1, 0), abs=EXACT)


def test_l_shaped_room():
    # 6 x 2 and 2 x 5 legs; door at (6, 1) facing east: (0,5) -> (2,2) -> (6,1): sqrt(13) + sqrt(17)
    floor = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
    found = travel(room_with_door(floor, x=6.1, y=1))
    assert found.value_m == pytest.approx(sqrt(13) + sqrt(17), abs=EXACT)
    assert found.start == pytest.approx((0, 5, 0), abs=EXACT)


def test_two_exits_make_the_middle_farthest():
    m = room_with_door(x=0.5, y=-0.1, axis="x")
    m.door("out2", 19.5, -0.1)
    # exits at (0.5, 0) and (19.5, 0): farthest is (10, 2): sqrt(9.5² + 2²)
    found = travel(m)
    assert found.value_m <= hypot(9.5, 2) + EXACT
    assert found.upper_m >= hypot(9.5, 2) - EXACT
    assert found.error_m <= 0.05


def test_room_in_a_room_is_walked_round():
    # inner room 8..12 x 0.5..1.5 in the 20 x 2 hall, no hole drawn in the hall's floor; its door looks west at (8, 1)
    m = room_with_door()
    m.room("inner", 8, 0.5, 12, 1.5)
    m.door("inner-door", 8, 1, axis="y", width=0.8)
    rows = by_guid(analyse(m.facts).spaces)
    # from inner (12, 1.5): straight to the door's jamb (8, 1.4), then to (0, 1)
    expected = hypot(4, 0.1) + hypot(8, 0.4)
    assert rows["inner"].travel.value_m == pytest.approx(expected, abs=1e-3)
    # hall: not a corner but (20, 1), behind the inner room: both ways round it are equally long,
    # (20,1) -> (12,0.5) -> (8,0.5) -> (0,1)
    hall = rows["room"].travel
    assert hall.value_m <= 2 * hypot(8, 0.5) + 4 + 1e-3
    assert hall.upper_m >= 2 * hypot(8, 0.5) + 4 - 1e-3


def test_pillars_are_walked_round():
    m = room_with_door()
    m.pillar("p", 9, 0, 11, 1.5, "G")
    # (20,0) -> (11,1.5) -> (9,1.5) -> (0,1)
    expected = hypot(9, 1.5) + 2 + hypot(9, 0.5)
    assert travel(m).value_m == pytest.approx(expected, abs=EXACT)


def test_through_two_doors_and_a_corridor():
    # b's corner (8,0) -> jamb... -> west door (0, 5.1). Room b's door spans x 5.5..6.5 in the wall y 4..4.2
    rows = by_guid(analyse(corridor_house().facts).spaces)
    # straight from (8,0): to the door's west jamb (5.5, 4.2) passes y=4 at x=5.619 > 5.5: one bend at (5.5, 4.2)
    expected = hypot(2.5, 4.2) + hypot(5.5, 0.9)
    assert rows["b"].travel.value_m == pytest.approx(expected, abs=1e-3)


def test_rooms_that_share_a_wall_line_are_not_joined_without_a_door():
    m = room_with_door()
    m.room("next", 20, 0, 24, 2)
    row = by_guid(analyse(m.facts).spaces)["next"]
    assert (row.travel, row.reason) == (None, "not_connected")


def test_dog_leg_stair_to_the_street():
    result = analyse(two_storeys().facts)
    assert by_guid(result.stairs)["stair"].length_m == pytest.approx(2 * sqrt(11.25) + 1.2)
    # corner (12, 1) straight to the stair's head (1.8, 0): the line passes the door (x = 2.6) at y = 0.078; down the
    # stair; from its foot (0.6, 0) straight to (12, 0)
    found = by_guid(result.spaces)["corridor-U"].travel
    assert found.value_m == pytest.approx(hypot(10.2, 1) + 2 * sqrt(11.25) + 1.2 + 11.4, abs=1e-3)


def test_path_is_as_long_as_the_distance_and_stays_on_floors_and_stairs():
    result = analyse(two_storeys().facts)
    floors = box(0, -1, 2.4, 4).union(box(2.6, -1, 12, 1)).union(box(4, 1.2, 10, 6.2))
    free = floors.union(box(2.3, -0.5, 2.7, 0.5)).union(box(6.5, 0.9, 7.5, 1.3)).buffer(1e-3)
    for row in result.spaces:
        path = row.travel.path
        length = sum(dist(a, b) for a, b in pairwise(path))
        assert length == pytest.approx(row.travel.value_m, abs=1e-6)
        assert free.covers(LineString([p[:2] for p in path]))


def test_body_clearance_keeps_off_the_walls():
    # 0.3 m off every wall: from (19.7, 1.7) straight to the door's middle (0, 1); the door keeps 0.4 m of its width,
    # which the line passes at y = 1.01
    found = travel(room_with_door(), clearance_m=0.3)
    assert found.value_m == pytest.approx(hypot(19.7, 0.7), abs=1e-3)


def test_body_clearance_lengthens_the_way_round_a_corner():
    floor = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
    plain = travel(room_with_door(floor, x=6.1, y=1))
    wide = travel(room_with_door(floor, x=6.1, y=1), clearance_m=0.305)
    assert wide is not None
    # both ways turn at the inner corner; a body of 0.305 m walks round it on an arc
    assert wide.path[-1][0] > plain.path[-1][0] - 0.4
    assert all(hypot(p[0] - 2, p[1] - 2) >= 0.30 for p in wide.path)
