"""Queues as curves against a clock that ticks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bim.occupancy.curves import Curve, evenly, held, together

GROUP = st.tuples(st.floats(1, 200), st.floats(0, 100), st.floats(0, 60))


def ticked(groups, rate, step=0.01):
    """The same queue by small steps: who has passed by when, and the longest queue."""
    waiting = passed = most = time = 0.0
    whole = sum(n for n, _, _ in groups)
    while passed < whole - 1e-6 and time < 1000:
        for n, start, length in groups:
            done = 1.0 if length < step else min(1.0, max(0.0, (time + step - start) / length))
            before = 1.0 if length < step and time > start else min(1.0, max(0.0, (time - start) / max(length, step)))
            waiting += n * (done - before) if time + step > start else 0.0
        out = min(waiting, rate * step)
        waiting, passed, time, most = waiting - out, passed + out, time + step, max(most, waiting)
    return time, most


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.floats(5, 60), st.floats(0, 40), st.floats(2, 30)), min_size=1, max_size=3), st.floats(1, 5)
)
def test_against_small_steps(groups, rate):
    done = held(together(evenly(n, start, start + length) for n, start, length in groups), rate)
    last, most = ticked(groups, rate)
    assert done.passed.total == pytest.approx(sum(n for n, _, _ in groups))
    assert done.passed.last_s == pytest.approx(last, abs=0.1)
    assert done.queue == pytest.approx(most, abs=0.5)


@settings(max_examples=60, deadline=None)
@given(st.lists(GROUP, min_size=1, max_size=5), st.floats(0.2, 20))
def test_nobody_is_lost_and_nobody_passes_too_fast(groups, rate):
    coming = together(evenly(n, start, start + length) for n, start, length in groups)
    done = held(coming, rate)
    assert done.passed.total == pytest.approx(coming.total)
    assert done.passed.last_s >= coming.last_s - 1e-6
    assert done.passed.last_s >= coming.first_s + coming.total / rate - 1e-6
    for (t0, n0), (t1, n1) in zip(done.passed.points, done.passed.points[1:], strict=False):
        assert t1 >= t0 and -1e-9 <= n1 - n0 <= rate * (t1 - t0) + 1e-6
    assert all(done.passed.at(t) <= coming.at(t) + 1e-6 for t, _ in coming.points)


def test_all_at_once():
    done = held(evenly(30, 5, 5), 2.0)
    assert (done.passed.last_s, done.queue, done.wait_s) == (20.0, 30, 15.0)


def test_slower_than_the_door_nobody_waits():
    done = held(evenly(10, 0, 20), 2.0)
    assert (done.passed.last_s, done.queue) == (20, 0.0)


def test_nobody():
    assert evenly(0, 0, 10) == Curve() and held(Curve(), 1.0).passed.last_s is None and together([]).total == 0
