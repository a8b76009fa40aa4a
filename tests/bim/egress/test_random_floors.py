"""Random floors: each distance again by another library on an independently drawn floor, and its bound on a raster."""

from math import hypot

import numpy as np
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point, box
from shapely.ops import nearest_points

from bim.egress import analyse
from tests.bim.egress.build import Model
from tests.bim.geometry.oracles import library_distance, raster_field


@st.composite
def floors(draw):
    """Rooms on both sides of a corridor of 1.8 m, each with a door somewhere, one or two ways out; and the floor drawn
    for the oracle: rooms and door gaps united."""
    m = Model()
    m.storey("G", 0.0)
    shapes, x = [], 0.0
    for i in range(draw(st.integers(2, 4))):
        width = draw(st.integers(12, 32)) / 4
        for side in (-1, 1):
            depth = draw(st.integers(8, 28)) / 4
            low, high = (2.0, 2.0 + depth) if side > 0 else (-0.2 - depth, -0.2)
            m.room(f"r{side}{i}", x, low, x + width, high)
            at = x + draw(st.integers(3, int(width * 4) - 3)) / 4
            m.door(f"d{side}{i}", at, 1.9 if side > 0 else -0.1)
            wall = 1.8 if side > 0 else -0.2
            shapes += [box(x, low, x + width, high), box(at - 0.5, wall - 1e-4, at + 0.5, wall + 0.2 + 1e-4)]
        x += width + 0.2
    m.room("corridor", 0, 0, x, 1.8)
    shapes.append(box(0, 0, x, 1.8))
    m.door("west", -0.1, 0.9, axis="y")
    if draw(st.booleans()):
        m.door("east", x + 0.1, 0.9, axis="y")
    return m, shapely.union_all(shapes)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(floors())
def test_every_distance_twice(drawn):
    m, area = drawn
    result = analyse(m.facts)
    core = area.buffer(-1e-5, join_style="mitre")
    ends = {d.guid: d.line for d in result.doors if d.exit == "final"}
    inner = [(0.0, 0.9)] + [(line[0][0] - 0.1, 0.9) for g, line in ends.items() if g == "east"]
    points, raster = raster_field(core, [_in(core, p) for p in inner], 0.5)
    for row, space in zip(result.spaces, m.facts.spaces, strict=True):
        start, end = _in(core, row.travel.start[:2]), _in(core, row.travel.path[-1][:2])
        assert min(hypot(end[0] - p[0], end[1] - p[1]) for p in inner) < 1e-3
        assert abs(library_distance(core, start, end) - row.travel.value_m) < 1e-3
        mine = shapely.contains_xy(space.floor, points[:, 0], points[:, 1]) & np.isfinite(raster)
        # a raster way is at most 1.2 % too long, and a step of 0.5 m at each of up to four bends
        assert np.all(raster[mine] <= row.travel.upper_m * 1.012 + 2.0)


def _in(core, point):
    near = nearest_points(core, Point(point))[0]
    return (near.x, near.y)
