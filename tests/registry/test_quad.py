"""The Morton code against an independent way: quadkeys written digit by digit from latitude and longitude."""

from __future__ import annotations

import math

import pytest

from registry.quad import MAX_LAT, ZOOM, interleave, quad_of, tile_of, tile_range

POINTS = [(116.391, 39.907), (121.4737, 31.2304), (-0.1276, 51.5072), (151.2, -33.87), (0.0, 0.0), (-179.99, 85.0)]


def code_by_halving(lon: float, lat: float) -> int:
    """Halve the world's square 22 times and note the quarter each time; y by the logarithmic mercator formula."""
    x = (lon + 180) / 360
    phi = math.radians(lat)
    y = 0.5 - math.log(math.tan(math.pi / 4 + phi / 2)) / (2 * math.pi)
    code = 0
    for _ in range(22):
        x, y = x * 2, y * 2
        right, below = int(x), int(y)
        x, y = x - right, y - below
        code = code * 4 + below * 2 + right
    return code


@pytest.mark.parametrize(("lon", "lat"), POINTS)
def test_same_code_by_halving(lon: float, lat: float) -> None:
    assert quad_of(lon, lat) == code_by_halving(lon, lat)


def test_interleave_by_hand() -> None:
    # x = 0b101, y = 0b011: y2x2 y1x1 y0x0 = 01 10 11
    assert interleave(0b101, 0b011) == 0b011011


def test_a_known_tile() -> None:
    # Longitude 116.391: (116.391 + 180) / 360 * 2**10 = 843.07. Latitude 39.907: tan = 0.8362,
    # ln(0.8362 + sqrt(1 + 0.8362**2)) = ln 2.1397 = 0.7607; (1 - 0.7607 / pi) / 2 = 0.3789; times 1024 = 388.03.
    assert tile_of(116.391, 39.907, 10) == (843, 388)


@pytest.mark.parametrize("zoom", [0, 3, 10, 14, 21, 22])
@pytest.mark.parametrize(("lon", "lat"), POINTS)
def test_a_point_lies_in_the_range_of_its_tile_and_of_no_neighbour(lon: float, lat: float, zoom: int) -> None:
    x, y = tile_of(lon, lat, zoom)
    low, high = tile_range(zoom, x, y)
    assert low <= quad_of(lon, lat) < high
    assert quad_of(lon, lat) >> 2 * (ZOOM - zoom) == low >> 2 * (ZOOM - zoom)
    if zoom:
        other_low, other_high = tile_range(zoom, x ^ 1, y)
        assert not other_low <= quad_of(lon, lat) < other_high


def test_the_edges_of_the_world_stay_inside() -> None:
    last = (1 << 22) - 1
    assert tile_of(180.0, -90.0) == (last, last)
    assert tile_of(-180.0, 90.0) == (0, 0)
    assert 0 <= quad_of(180.0, -MAX_LAT) < 1 << 44


@pytest.mark.parametrize("tile", [(23, 0, 0), (-1, 0, 0), (1, 2, 0), (1, 0, -1)])
def test_a_tile_that_does_not_exist_is_refused(tile: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="There is no tile"):
        tile_range(*tile)
