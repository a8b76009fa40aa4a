"""The raster oracle itself, on floors whose distances are known."""

from math import hypot

import numpy as np
import pytest

from benchmarks.oracle.marching import march

STEP = 0.05


def links(rows, columns, walls=()):
    """Both kinds of links of an open floor, without those into or out of wall cells."""
    free = np.ones((rows, columns), dtype=bool)
    for r, c in walls:
        free[r, c] = False
    right, up = np.zeros_like(free), np.zeros_like(free)
    right[:, :-1] = free[:, :-1] & free[:, 1:]
    up[:-1] = free[:-1] & free[1:]
    return right, up


def around(row, column, reach=6):
    """True distances in the neighbourhood of a source, as the raster is seeded."""
    cells = [(row + i, column + j) for i in range(reach) for j in range(reach)]
    return {(r, c): STEP * hypot(r - row, c - column) for r, c in cells if hypot(r - row, c - column) <= reach - 1}


def test_open_floor_is_measured_straight():
    # 10 x 10 m from a corner: the opposite corner is 199 * 0.05 * sqrt(2) away
    found = march(around(0, 0), *links(200, 200), STEP)
    assert found[199, 199] == pytest.approx(199 * STEP * hypot(1, 1), rel=0.003)
    assert found[0, 199] == pytest.approx(199 * STEP, rel=0.003)


def test_a_wall_is_walked_round():
    # wall from the bottom to 5 m height in column 100: (0, 0) to (0, 199) over its top end at row 100
    walls = [(r, 100) for r in range(100)]
    found = march(around(0, 0), *links(200, 200, walls), STEP)
    assert found[0, 199] == pytest.approx(STEP * (hypot(100, 100) + hypot(100, 99)), rel=0.01)


def test_what_is_walled_in_is_not_reached():
    walls = [(r, 20) for r in range(40)]
    found = march({(0, 0): 0.0}, *links(40, 40, walls), STEP)
    assert np.isinf(found[:, 21:]).all()
    assert np.isfinite(found[:, :20]).all()
