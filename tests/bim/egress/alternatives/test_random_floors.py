"""Random floors against a raster on which a fire of one metre is put everywhere: who is cut off, has no choice."""

from math import hypot

import numpy as np
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from shapely import box

from bim.egress import analyse
from tests.bim.egress.build import Model, moved

STEP, FIRE = 0.25, 1.0
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""Without shrinking: a raster is too slow to be asked a hundred times."""
SLACK = 2 * FIRE + 0.6
"""A fire does not block who stands in it, so the raster lets people choose up to its width before a mouth."""


@st.composite
def floors(draw):
    """A corridor of 1.8 m with rooms on both sides, an arm in its middle or none, exits west, east or sideways; and
    the floor as one shape, and the exits' inner points."""
    m = Model()
    m.storey("G", 0.0)
    length = draw(st.integers(14, 26))
    shapes, arm = [], draw(st.integers(0, 8))
    corridor = box(0, 0, length, 1.8)
    if arm:
        at = draw(st.integers(6, length - 6))
        corridor = corridor.union(box(at, 1.8, at + 1.8, 1.8 + arm))
    m.room("corridor", 0, 0, 0, 0, floor=corridor)
    x = 0.0
    while x + 3 < length:
        width = min(draw(st.integers(12, 24)) / 4, length - x)
        depth = draw(st.integers(8, 20)) / 4
        m.room(f"r{x}", x, -0.2 - depth, x + width, -0.2)
        door = x + draw(st.integers(3, int(width * 4) - 3)) / 4
        m.door(f"d{x}", door, -0.1)
        shapes += [box(x, -0.2 - depth, x + width, -0.2), box(door - 0.5, -0.21, door + 0.5, 0.01)]
        x += width + 0.2
    exits = []
    for name, at in (("west", (0.0, 0.9)), ("east", (float(length), 0.9))):
        if draw(st.booleans()):
            m.door(name, at[0] + (0.1 if at[0] else -0.1), 0.9, axis="y")
            exits.append(at)
    side = draw(st.integers(3, 5)) + 0.5  # farther from the west door than a fire is wide, and never in the arm
    m.door("side", side, 1.9)
    exits.append((side, 1.8))
    return m, shapely.union_all([corridor, *shapes]), exits


def raster(shape):
    x0, y0, x1, y1 = shape.bounds
    xs, ys = np.meshgrid(np.arange(x0 + STEP / 2, x1, STEP), np.arange(y0 + STEP / 2, y1, STEP))
    inside = shapely.contains_xy(shape, xs, ys)
    number = np.full(inside.shape, -1)
    number[inside] = np.arange(inside.sum())
    points = np.stack([xs[inside], ys[inside]], axis=1)
    rows, cols = [], []
    for dx, dy in ((1, 0), (0, 1), (1, 1), (1, -1)):
        a = number[max(0, -dy) : inside.shape[0] - max(0, dy), : inside.shape[1] - dx]
        b = number[max(0, dy) : inside.shape[0] + min(0, dy), dx:]
        both = (a >= 0) & (b >= 0)
        rows.append(a[both])
        cols.append(b[both])
    rows, cols = np.concatenate(rows), np.concatenate(cols)
    middle = (points[rows] + points[cols]) / 2
    free = shapely.contains_xy(shape, middle[:, 0], middle[:, 1])  # no step through a wall of 0.2 m
    return points, rows[free], cols[free]


def choosers(points, rows, cols, exits):
    """Which points reach an exit whatever place burns that is not their own."""
    able = np.ones(len(points), dtype=bool)
    ends = [int(np.linalg.norm(points - e, axis=1).argmin()) for e in exits]
    for fire in points[::3]:
        burning = np.linalg.norm(points - fire, axis=1) <= FIRE
        free = ~burning[rows] & ~burning[cols]
        net = coo_array((np.ones(free.sum()), (rows[free], cols[free])), shape=(len(points), len(points)))
        label = connected_components(net, directed=False)[1]
        safe = {label[e] for e in ends if not burning[e]}
        able &= burning | np.isin(label, list(safe))
    return able


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(floors())
def test_common_paths_against_fires_everywhere(drawn):
    m, shape, exits = drawn
    result = analyse(m.facts)
    points, rows, cols = raster(shape)
    able = choosers(points, rows, cols, exits) if len(exits) > 1 else np.zeros(len(points), dtype=bool)
    length = np.linalg.norm(points[rows] - points[cols], axis=1)
    net = coo_array((length, (rows, cols)), shape=(len(points), len(points))).tocsr()
    sources = (
        np.flatnonzero(able)
        if able.any()
        else np.array([int(np.linalg.norm(points - e, axis=1).argmin()) for e in exits])
    )
    walk = dijkstra(net, directed=False, indices=sources, min_only=True)
    for row, space in zip(result.spaces, m.facts.spaces, strict=True):
        path = row.common_path.counts
        mine = walk[shapely.contains_xy(space.floor, points[:, 0], points[:, 1])].max()
        # eight directions: a raster way is at most 8.3 % too long
        assert mine / 1.083 - SLACK <= path.value_m + path.error_m
        assert path.value_m <= mine + SLACK
        assert path.value_m <= row.storey_exit.counts.upper_m + 1e-6
        assert (path.parts_at is None) == (len(exits) == 1)


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(floors(), st.floats(0, 360), st.sampled_from([0.0, 1e5]))
def test_turning_and_moving_changes_nothing(drawn, angle, shift):
    m, _, _ = drawn
    first, second = analyse(m.facts), analyse(moved(m.facts, angle, shift, -shift))
    for a, b in zip(first.spaces, second.spaces, strict=True):
        one, two = a.common_path.counts, b.common_path.counts
        # Where two mouths nearly coincide, the cut of the floor chooses; seen up to 0.0602 m.
        assert abs(one.value_m - two.value_m) <= 0.1
        assert hypot(one.value_m + one.error_m - two.value_m - two.error_m) <= 0.1
    for a, b in zip(first.exit_losses.counts, second.exit_losses.counts, strict=True):
        assert a.cut_off == b.cut_off
        assert (a.worst_m is None) == (b.worst_m is None)
        assert a.worst_m is None or abs(a.worst_m - b.worst_m) <= 0.06
    assert len(first.dead_ends.counts) == len(second.dead_ends.counts)
    for a, b in zip(first.exit_pairs.counts, second.exit_pairs.counts, strict=True):
        assert abs(a.straight_m - b.straight_m) < 1e-4 and abs(a.walked_m - b.walked_m) < 1e-3
