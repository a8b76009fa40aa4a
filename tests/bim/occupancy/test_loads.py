"""How many people, by whose word, and what stays open."""

from __future__ import annotations

import pytest

from bim.occupancy.loads import floor_numbers, occupancy
from bim.rules.load import load_pack
from tests.bim.rules.builders import result, room, storey

GB = load_pack("gb50016-2018").families.densities
IBC = load_pack("ibc-2021").families.densities
FOOT2 = 0.3048**2


def of(spaces, tables=GB, use=None, storeys=None):
    return occupancy(tables, use, result(spaces=spaces, storeys=storeys or [storey("S1", order=0)]))


def test_what_the_model_says_goes_first():
    people = of([room("R", occupants=12.0, area_m2=500.0, use="shop")])
    load = people.spaces["R"]
    assert (load.persons.low, load.persons.high, load.basis) == (12, 12, "declared")


def test_density_by_use_and_floor():
    storeys = [storey(f"S{n}", order=n, elevation_m=3.0 * n, above_ground=n >= 0) for n in (-2, -1, 0, 1, 2, 3)]
    spaces = [room(f"R{n}", storey=f"S{n}", area_m2=100.0, use="shop") for n in (-2, -1, 0, 1, 2, 3)]
    people = of(spaces, storeys=storeys)
    found = {guid: [round(load.persons.low, 6), round(load.persons.high, 6)] for guid, load in people.spaces.items()}
    assert found == {"R-2": [56, 56], "R-1": [60, 60], "R0": [43, 60], "R1": [43, 60], "R2": [39, 54], "R3": [30, 42]}
    assert people.spaces["R2"].densities[0].clause == "5.5.21-7, Table 5.5.21-2"


def test_a_furniture_shop_may_have_fewer():
    load = of([room("R", long_name="家具卖场", area_m2=100.0, use="shop")]).spaces["R"]
    assert (load.persons.low, load.persons.high) == pytest.approx((0.43 * 0.3 * 100, 60))


def test_unknown_use_takes_that_of_the_check_and_says_so():
    people = of([room("R", area_m2=100.0)], use="exhibition")
    assert people.spaces["R"].status == "assumed" and people.of_storey("S1").assumed == 1
    assert people.spaces["R"].persons.low == 75


@pytest.mark.parametrize(
    ("extra", "use", "reason"),
    [
        ({}, None, "no_use"), ({"use": "office"}, None, "no_density"),
        ({"use": "assembly_seated"}, None, "fixed_seats"),
        ({"use": "exhibition", "area_m2": None}, None, "no_area"), ({}, "office", "no_density"),
        ({"use": "exhibition", "area_m2": None, "occupants": float("nan")}, None, "no_area"),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_none(extra, use, reason):
    people = of([room("R", **extra), room("Q", occupants=5.0)], use=use)
    assert people.spaces["R"].persons is None and people.spaces["R"].reason == reason
    crowd = people.of_storey("S1")
    assert (crowd.least, crowd.most, crowd.unknown) == (5.0, None, ("R",))


def test_seats_that_are_stated_may_be_persons_or_seats():
    load = of([room("R", use="assembly_seated", occupants=100.0)]).spaces["R"]
    assert (load.persons.low, load.persons.high) == pytest.approx((100, 110))


def test_ways_hold_nobody():
    people = of([room("C", is_circulation=True), room("T", is_stair_space=True), room("W", use="sanitary")])
    assert people.building.whole == (0, 0) and people.building.unknown == ()


def test_gross_figures_count_corridors_and_walls():
    """An office of 80 m² and 20 m² of corridor: at least 100 m² gross, at most a third more."""
    people = of([room("R", area_m2=80.0, use="office"), room("C", area_m2=20.0, is_circulation=True)], IBC)
    span = people.spaces["R"].persons
    assert span.low == pytest.approx(100 / FOOT2 / 150) and span.high == pytest.approx(100 / 0.75 / FOOT2 / 150)


def test_net_figures_count_the_room_alone_and_rows_stay_open():
    span = of([room("R", area_m2=80.0, use="classroom"), room("C", area_m2=20.0, is_circulation=True)], IBC).spaces["R"]
    assert span.persons.low == pytest.approx(80 / FOOT2 / 50) and span.persons.high == pytest.approx(80 / FOOT2 / 20)


def test_people_are_whole():
    people = of([room("A", occupants=1.2), room("B", occupants=1.2)])
    assert people.of_storey("S1").whole == (3, 3)


def test_floors_are_counted_from_the_ground():
    storeys = [
        storey(f"S{n}", order=n, elevation_m=3.0 * n, above_ground=n >= 0, spaces=int(n != 1)) for n in range(-2, 4)
    ]
    assert floor_numbers(result(storeys=storeys)) == {"S0": 1, "S2": 2, "S3": 3, "S-1": -1, "S-2": -2}
