"""Our tiles against an independent reader (mapbox_vector_tile), and the frame of a tile against closed forms."""

from __future__ import annotations

import math

import mapbox_vector_tile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.tiles.grid import Tile, box_ranges, merged, turned, unwoven
from portal.tiles.mvt import EXTENT, LINE, POINT, POLYGON, Feature, encode
from registry.quad import interleave, quad_of

WORDS = {"name": "听松苑3号楼", "n": 3, "below": -2, "ratio": 0.25, "yes": True, "one": 1}
coordinates = st.integers(-300, 5000)
points = st.tuples(coordinates, coordinates)


def decoded(layers):
    return mapbox_vector_tile.decode(encode(layers), default_options={"y_coord_down": True})


def test_words_of_every_kind_come_back():
    tile = decoded([("a", [Feature(POINT, [[(1, 2)]], WORDS)])])
    words = tile["a"]["features"][0]["properties"]
    assert words == WORDS
    # 1 and True are equal to Python and must still be told apart.
    assert words["yes"] is True and words["one"] is not True
    assert tile["a"]["extent"] == EXTENT and tile["a"]["version"] == 2


@given(st.lists(points, min_size=1, max_size=6))
def test_points_come_back(pairs):
    feature = decoded([("a", [Feature(POINT, [pairs], {})])])["a"]["features"][0]["geometry"]
    found = [feature["coordinates"]] if feature["type"] == "Point" else feature["coordinates"]
    assert [tuple(pair) for pair in found] == pairs


@given(st.lists(st.lists(points, min_size=2, max_size=6), min_size=1, max_size=3))
def test_lines_come_back(lines):
    feature = decoded([("a", [Feature(LINE, lines, {})])])["a"]["features"][0]["geometry"]
    found = [feature["coordinates"]] if feature["type"] == "LineString" else feature["coordinates"]
    assert [[tuple(pair) for pair in line] for line in found] == lines


def test_polygon_with_a_hole_comes_back():
    outer = [(0, 0), (100, 0), (100, 100), (0, 100)]
    hole = turned([(20, 20), (40, 20), (40, 40), (20, 40)], hole=True)
    found = decoded([("a", [Feature(POLYGON, [outer, hole], {})])])["a"]["features"][0]["geometry"]
    assert found["type"] == "Polygon"
    rings = [{tuple(pair) for pair in ring} for ring in found["coordinates"]]
    assert rings == [set(outer), set(hole)]


def test_two_layers_and_none_for_an_empty_one():
    one = Feature(POINT, [[(1, 1)]], {"k": "v"})
    assert set(decoded([("a", [one]), ("b", []), ("c", [one, one])])) == {"a", "c"}
    assert encode([("a", [])]) == b""


def test_rings_turn_clockwise_on_the_screen():
    # y grows downwards: right, down, left is clockwise.
    clockwise = [(0, 0), (10, 0), (10, 10), (0, 10)]
    for ring in (clockwise, clockwise[::-1]):
        shoelace = sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(turned(list(ring), hole=False)))
        assert shoelace == 200
    assert turned([(0, 0), (5, 5), (0, 0)], hole=False) == []


def _edges(ring):
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def test_corners_of_a_tile():
    # Zoom 1 cuts the mercator square in four: its middle is 0/0, its corner the latitude atan(sinh(pi)).
    west, south, east, north = Tile(1, 1, 0).bounds
    assert (west, south, east) == (0, 0, 180)
    assert north == pytest.approx(math.degrees(math.atan(math.sinh(math.pi))))
    assert Tile(1, 1, 0).pair(90, 0) == (EXTENT // 2, EXTENT)
    with pytest.raises(ValueError, match="no tile"):
        Tile(1, 2, 0)


@given(st.floats(-179.9, 179.9), st.floats(-80, 80), st.integers(0, 16))
def test_a_point_lies_in_the_tile_of_its_code(lon, lat, zoom):
    x, y = unwoven(quad_of(lon, lat) >> 2 * (22 - zoom))
    px, py = Tile(zoom, x, y).pair(lon, lat)
    assert 0 <= px <= EXTENT and 0 <= py <= EXTENT
    low, high = Tile(zoom, x, y).codes
    assert low <= quad_of(lon, lat) < high


@given(st.integers(0, 2**22 - 1), st.integers(0, 2**22 - 1))
def test_codes_come_apart_again(x, y):
    assert unwoven(interleave(x, y)) == (x, y)


def test_belt_surrounds_the_tile_and_holds_nothing_of_it():
    tile = Tile(16, 50000, 24000)
    belt = tile.rim()
    low, high = tile.codes
    assert all(b <= low or a >= high for a, b in belt)
    # Zoom 17 halves the tile: 2 x 2 cells inside, a ring of 4 x 4 - 2 x 2 = 12 around, 4**5 codes in each.
    assert sum(b - a for a, b in belt) == 12 * 4**5
    west, south, _east, north = tile.bounds
    outside = quad_of(west - 0.0005, (south + north) / 2)
    assert any(a <= outside < b for a, b in belt)


def test_a_box_is_covered_by_few_ranges():
    ranges = box_ranges(105.49, 39.49, 105.51, 39.51)
    assert len(ranges) <= 16
    for lon, lat in ((105.49, 39.49), (105.51, 39.51), (105.5, 39.5)):
        assert any(low <= quad_of(lon, lat) < high for low, high in ranges)
    assert merged([(4, 8), (0, 4), (12, 16)]) == [(0, 8), (12, 16)]
