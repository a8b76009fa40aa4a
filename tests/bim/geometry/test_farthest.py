"""The farthest point and its certificate, by hand and against a raster."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from shapely import Polygon, box

from bim.geometry.farthest import farthest
from bim.geometry.field import Field
from bim.geometry.graph import graph, reach
from bim.geometry.visibility import Visibility
from tests.bim.geometry.oracles import raster_field
from tests.bim.geometry.rooms import rooms_with_points


def field_to(polygon, targets):
    floor = Visibility(polygon, np.array(targets, dtype=float))
    nodes = floor.corner_count + np.arange(len(targets))
    return Field(floor, reach(graph(len(floor.nodes), floor.edges, floor.lengths_m), nodes).cost_m)


def test_corridor_with_a_door_at_its_end():
    # 20 x 2 m, door in the middle of the short side: far corner sqrt(20² + 1²), known exactly
    found = farthest(box(0, 0, 20, 2), field_to(box(0, 0, 20, 2), [(0, 1)]))
    assert found.value_m == pytest.approx(sqrt(401), abs=1e-9)
    assert found.upper_m == pytest.approx(sqrt(401), abs=1e-9)


def test_two_exits_make_the_middle_of_a_wall_farthest():
    # exits at both ends of the lower side of 20 x 2 m: the farthest point is (10, 2), no corner: sqrt(100 + 4)
    room = box(0, 0, 20, 2)
    found = farthest(room, field_to(room, [(0, 0), (20, 0)]))
    assert found.value_m <= sqrt(104) + 1e-9 <= found.upper_m + 1e-9
    assert found.upper_m - found.value_m <= 0.05
    assert found.point == pytest.approx((10, 2), abs=0.06)


def test_l_shaped_room_is_farthest_round_the_corner():
    room = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
    # from (6,0): to (0,5) over (2,2): sqrt(20) + sqrt(13)
    found = farthest(room, field_to(room, [(6, 0)]))
    assert found.value_m == pytest.approx(sqrt(20) + sqrt(13), abs=1e-9)


def test_behind_a_pillar_is_farthest_where_both_ways_meet():
    # pillar 2..4 in a 6 x 6 room, exit at (0,3): every far point lies right of the pillar; (6,3) is
    # 2*sqrt(5)+2 = 6.472 away, the corner (6,6) is sqrt(4+1) + 2*... over (2,4): sqrt(5) + sqrt(20) = 6.708
    room = Polygon(box(0, 0, 6, 6).exterior.coords, [box(2, 2, 4, 4).exterior.coords])
    found = farthest(room, field_to(room, [(0, 3)]))
    assert found.value_m == pytest.approx(sqrt(5) + sqrt(20), abs=1e-9)


def test_a_region_without_a_way_is_none():
    room = box(0, 0, 4, 4)
    assert farthest(room, Field(Visibility(room), np.empty(0))) is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rooms_with_points(count=3))
def test_bound_holds_against_a_raster(drawn):
    room, targets = drawn
    assume(room.geom_type == "Polygon")
    field = field_to(room, targets)
    found = farthest(room, field)
    points, raster = raster_field(room, targets, 0.25)
    exact, _ = field.at(points)
    assert exact.max() <= found.upper_m + 1e-6
    assert found.upper_m - found.value_m <= 0.05 + 1e-9
    known = np.isfinite(raster)
    assert np.all(raster[known] >= exact[known] - 1e-6)
