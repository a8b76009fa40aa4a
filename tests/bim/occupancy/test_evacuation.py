"""The example of docs/explanation/capacity.md, followed by hand, and what must hold for any building."""

from __future__ import annotations

import math

import pytest

from bim.occupancy.evacuation import Leg, Level, Plan, WayOut, evacuate
from bim.occupancy.hydraulic import density_of_flow, flow_max, rate, speed, stair_constant, walk_speed

K = 1.08  # steps of 178 by 279 mm (7 in by 11 in)


def house(persons=(60, 60), walk=20.0, door=0.9, flight=1.2, street=1.2, length=8.0):
    """Two upper storeys (farthest first) over a ground floor, one stair, one door to the street."""
    legs = (
        Leg("b", "T2", "S3", length, flight, K, "a"),
        Leg("a", "T1", "S2", length, flight, K, None, to_street_m=5.0),
    )
    levels = tuple(
        Level(storey, count, walk, (WayOut(f"D{storey}", door, leg),))
        for storey, count, leg in zip(("S3", "S2"), persons, ("b", "a"), strict=True)
    )
    return Plan(levels, legs, (("STREET", street),))


def test_the_figures_of_the_handbook():
    """Maximum specific flow 1.3 on the level, 0.94, 1.01, 1.09 and 1.16 on the printed stairs; half speed there."""
    assert flow_max(1.40) == 1.3
    assert [round(flow_max(k), 2) for k in (1.00, 1.16, 1.23)] == [0.94, 1.09, 1.16]
    assert flow_max(1.08) == pytest.approx(1.01, abs=0.006)
    inch = 0.0254
    steps = ((7.5, 10, 1.00), (7.0, 11, 1.08), (6.5, 12, 1.16), (6.5, 13, 1.23))
    assert all(abs(stair_constant(r * inch, g * inch) - k) < 0.015 for r, g, k in steps)
    assert speed(1.40, 0.2) == speed(1.40, 0.54) == pytest.approx(1.199, abs=0.001)
    assert density_of_flow(K, flow_max(K)) == pytest.approx(1 / (2 * 0.266))
    assert walk_speed(K, 99.0, 1.2) == pytest.approx(K / 2)
    assert stair_constant(None, 0.28) == stair_constant(0.17, 0.0) == 1.00


def test_the_worked_example():
    """By hand. Doors: (0.9 − 0.3) × 1.3 = 0.78 persons/s. Flights: (1.2 − 0.3) × 1.0150 = 0.9135. Street: 1.17.

    Storey 3: walk 20 / 1.199 = 16.68 s; 60 / 0.78 = 76.92 s through the door, nobody waits at the flight. Down it:
    D of 0.78 / 0.9 = 0.8667 persons/(m s) is 1.163 and the speed 0.746 m/s: 8 m in 10.73 s.
    Storey 2: its 60 from 0 s, those of storey 3 from 10.73 s: 120 persons at 0.9135 in a second once both come.
    0 to 10.73 s: 8.37 pass; the other 111.63 take 122.20 s: the last one is on the flight at 132.93 s.
    Down at half speed, 8 / 0.54 = 14.81 s; 5 m to the street, 4.17 s: out at 151.92 s; 1.17 a second hold nobody.
    """
    found = evacuate(house())
    places = {(p.kind, p.storey): p for p in found.places}
    assert places["door", "S3"].per_s == pytest.approx(0.78)
    assert places["door", "S3"].last_s == pytest.approx(76.92, abs=0.01)
    assert places["flight", "S3"].wait_s == 0
    flight = places["flight", "S2"]
    assert (flight.persons, flight.per_s) == pytest.approx((120, 0.9135), abs=1e-4)
    assert flight.last_s == pytest.approx(132.93, abs=0.02)
    assert found.total_s == pytest.approx(151.92, abs=0.03)
    assert found.storeys["S3"] == pytest.approx(76.92, abs=0.01)
    assert places["street", ""].wait_s == 0


def test_time_before_people_start_is_added_and_never_guessed():
    assert evacuate(house(), 90.0).total_s == pytest.approx(evacuate(house()).total_s + 90.0)


@pytest.mark.parametrize(
    "change", [{"persons": (80, 60)}, {"walk": 60.0}, {"length": 12.0}, {"flight": 1.0}, {"door": 0.8}]
)
def test_more_people_longer_or_narrower_ways_never_take_less_time(change):
    assert evacuate(house(**change)).total_s >= evacuate(house()).total_s - 1e-9


def test_a_narrow_door_to_the_street_governs():
    found = evacuate(house(street=0.8))
    (street,) = (place for place in found.places if place.kind == "street")
    assert street.wait_s > 0 and found.total_s == pytest.approx(street.last_s)
    assert street.per_s == pytest.approx(0.65)
    assert found.governing == max(found.places, key=lambda p: p.wait_s)


def test_no_bottleneck_means_the_walk_alone():
    found = evacuate(house(persons=(1, 1), door=3.0, flight=3.0, street=3.0))
    walk = 20 / speed(1.4, 0) + 2 * 8 / walk_speed(K, 0, 3) + 5 / speed(1.4, 0)
    assert found.total_s == pytest.approx(walk, rel=0.02)


def test_two_stairs_share_by_what_they_let_through():
    legs = tuple(Leg(k, k, "S2", 8.0, 2.0, K, None) for k in ("a", "b"))
    level = Level("S2", 90, 0.0, (WayOut("D1", 0.9, "a"), WayOut("D2", 1.5, "b")))
    found = evacuate(Plan((level,), legs, (("X", 5.0),)))
    assert {p.guid: p.persons for p in found.places if p.kind == "door"} == pytest.approx({"D1": 30, "D2": 60})


def test_nobody_and_no_way():
    assert evacuate(Plan((), (), ())).total_s is None
    assert evacuate(house(persons=(0, 0))).total_s is None
    narrow = evacuate(house(door=0.2))
    assert narrow.total_s is None and narrow.storeys == {}


def test_flows_are_finite():
    assert all(math.isfinite(rate(k, w)) and rate(k, w) >= 0 for k in (1.0, 1.4) for w in (0.0, 0.1, 0.3, 50.0))
