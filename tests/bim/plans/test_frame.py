"""From metres to pixels: the turn, the scale, north."""

import math

import pytest
from shapely import Polygon, affinity, box

from bim.plans.frame import MAX_SCALE, frame_for, main_axis_rad, turn_rad

HALL = box(0, 0, 30, 12)


def test_the_axis_is_the_direction_of_the_walls():
    # A rectangle turned by 20 degrees has walls at 20 and 110 degrees; modulo 90 that is 20.
    assert main_axis_rad([affinity.rotate(HALL, 20, origin=(0, 0))]) == pytest.approx(math.radians(20))
    assert main_axis_rad([affinity.rotate(HALL, 130, origin=(0, 0))]) == pytest.approx(math.radians(40))


def test_a_building_turned_on_its_site_is_drawn_straight_and_lying():
    for degrees in (0, 20, 70, 130):
        turned = affinity.rotate(HALL, degrees, origin=(500, 900))
        frame = frame_for([turned], turn_rad([turned], None))
        x0, y0, x1, y1 = frame.area(turned).bounds
        assert x1 - x0 == pytest.approx(30 * frame.scale, abs=1e-6)
        assert y1 - y0 == pytest.approx(12 * frame.scale, abs=1e-6)


def test_north_stays_in_the_upper_half_when_a_standing_building_is_laid_down():
    standing = box(0, 0, 10, 40)
    for north_deg in (0, 60, 120, 180, 270):
        frame = frame_for([standing], turn_rad([standing], north_deg))
        up = frame.direction(math.sin(math.radians(north_deg)), math.cos(math.radians(north_deg)))
        assert up[1] <= 1e-6  # y runs downwards


def test_the_drawing_is_not_mirrored():
    ell = Polygon([(0, 0), (20, 0), (20, 4), (4, 4), (4, 10), (0, 10)])
    frame = frame_for([ell], turn_rad([ell], None))
    ring = frame.area(ell).exterior
    # y runs downwards on paper, so a faithful (not mirrored) image of an anticlockwise ring is clockwise in numbers.
    assert ell.exterior.is_ccw
    assert not ring.is_ccw


def test_far_offsets_cost_no_precision():
    far = affinity.translate(HALL, 4e7, -3e7)
    frame = frame_for([far], 0.0)
    x, y = frame.point(4e7 + 30, -3e7)
    x0, y0 = frame.point(4e7, -3e7)
    assert (x - x0, y - y0) == pytest.approx((30 * frame.scale, 0.0), abs=1e-4)


def test_a_cupboard_is_not_blown_up():
    assert frame_for([box(0, 0, 1, 1)], 0.0).scale == MAX_SCALE
