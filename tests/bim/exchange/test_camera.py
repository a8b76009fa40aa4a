"""A camera sees all it is to show, and stays finite for whatever is given."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bim.exchange.camera import FIELD_DEG, look_at

number = st.floats(-1e6, 1e6, allow_nan=False)
size = st.floats(0, 500)


@st.composite
def boxes(draw):
    low = [draw(number) for _ in range(3)]
    return [low, [c + draw(size) for c in low]]


@given(st.lists(boxes(), min_size=1, max_size=5))
def test_every_corner_lies_in_the_field_of_view(given_boxes):
    camera = look_at(given_boxes)
    assert math.hypot(*camera.direction) == pytest.approx(1) and math.hypot(*camera.up) == pytest.approx(1)
    assert sum(a * b for a, b in zip(camera.direction, camera.up, strict=True)) == pytest.approx(0, abs=1e-12)
    for low, high in given_boxes:
        for corner in ((x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])):
            to = [c - e for c, e in zip(corner, camera.eye, strict=True)]
            along = sum(a * b for a, b in zip(to, camera.direction, strict=True))
            assert along >= math.hypot(*to) * math.cos(math.radians(FIELD_DEG / 2)) - 1e-6


def test_the_cut_is_above_the_floor_and_below_the_eye():
    camera = look_at([[[0, 0, 3.0], [4, 4, 5.8]]])
    assert 3.0 < camera.cut[2] < 5.8 and camera.cut[2] < camera.eye[2]


def test_nothing_to_look_at():
    assert look_at([]) is None
