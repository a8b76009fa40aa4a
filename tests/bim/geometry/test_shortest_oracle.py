"""Random rooms: the same lengths as an independent library, and no path leaves its room."""

from hypothesis import HealthCheck, assume, given, settings
from shapely import LineString

from bim.geometry.polyline import length_m
from bim.geometry.shortest import shortest_path
from tests.bim.geometry.oracles import library_distance
from tests.bim.geometry.rooms import rooms_with_points


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rooms_with_points())
def test_same_length_as_extremitypathfinder(drawn):
    room, (start, end) = drawn
    assume(room.geom_type == "Polygon")
    expected = library_distance(room, start, end)
    assume(expected is not None)
    length, path = shortest_path(room, start, end)
    assert abs(length - expected) < 1e-4
    assert abs(length_m(path) - length) < 1e-9
    assert len(path) < 2 or room.buffer(1e-3).covers(LineString(path))
