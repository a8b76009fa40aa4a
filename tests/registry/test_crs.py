"""Shifted coordinate systems, against published pairs and by going there and back."""

from __future__ import annotations

import pytest

from registry.imports.crs import SYSTEMS, from_bd09, from_gcj02, to_bd09, to_gcj02

METRE = 1e-5
"""Degrees: about a metre of latitude."""


def test_forward_agrees_with_a_published_pair() -> None:
    # Widely used example of the open converters: WGS 116.404, 39.915 -> GCJ 116.41024449916938, 39.91640428150164.
    assert to_gcj02(116.404, 39.915) == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-9)


def test_bd09_forward_agrees_with_a_published_pair() -> None:
    # The same example: GCJ 116.404, 39.915 -> BD 116.41036949371029, 39.92133699351021.
    lon, lat = from_gcj02(116.404, 39.915)
    assert to_bd09(lon, lat) == pytest.approx((116.41036949371029, 39.92133699351021), abs=1e-8)


@pytest.mark.parametrize(("lon", "lat"), [(116.39, 39.9), (121.47, 31.23), (87.6, 43.8), (110.3, 20.0), (126.6, 45.8)])
def test_there_and_back_within_a_centimetre(lon: float, lat: float) -> None:
    assert from_gcj02(*to_gcj02(lon, lat)) == pytest.approx((lon, lat), abs=METRE / 100)
    assert from_bd09(*to_bd09(lon, lat)) == pytest.approx((lon, lat), abs=METRE / 100)


def test_the_shift_is_hundreds_of_metres_inside_china_and_none_outside() -> None:
    lon, lat = to_gcj02(116.39, 39.9)
    assert 100 * METRE < abs(lon - 116.39) + abs(lat - 39.9) < 1000 * METRE
    assert to_gcj02(-0.1, 51.5) == (-0.1, 51.5)


def test_geographic_systems_are_taken_as_they_are() -> None:
    assert SYSTEMS["EPSG:4490"](116.39, 39.9) == SYSTEMS["EPSG:4326"](116.39, 39.9) == (116.39, 39.9)
