"""Random rooms for property tests: a rectangle with box-shaped notches and pillars, connected, in general position."""

import shapely
from hypothesis import strategies as st
from shapely import affinity, box

from bim.geometry.polygons import parts, snap


@st.composite
def rooms(draw, size=10):
    """A connected polygon with holes of about ``size`` metres; coordinates are multiples of 0.25 m, then turned."""
    room = box(0, 0, size, size)
    for _ in range(draw(st.integers(1, 6))):
        x, y = draw(st.integers(0, 4 * size - 4)) / 4, draw(st.integers(0, 4 * size - 4)) / 4
        w, h = draw(st.integers(1, 16)) / 4, draw(st.integers(1, 16)) / 4
        room = room.difference(box(x, y, x + w, y + h))
    largest = max(parts(room.buffer(-0.01, join_style="mitre")), key=lambda p: p.area)
    return snap(affinity.rotate(largest, draw(st.floats(0, 90)), origin=(0, 0)))


@st.composite
def rooms_with_points(draw, count=2):
    """A room and points inside it."""
    room = draw(rooms())
    triangles = [t for t in shapely.get_parts(shapely.constrained_delaunay_triangles(room)) if t.area > 0.05]
    points = []
    for _ in range(count):
        a, b, c = list(draw(st.sampled_from(triangles)).exterior.coords)[:3]
        u, v, w = (draw(st.integers(1, 8)) for _ in range(3))
        points.append(tuple((u * a[i] + v * b[i] + w * c[i]) / (u + v + w) for i in range(2)))
    return room, points
