"""Housing: flats, common parts, flat doors, stairs inside dwellings."""

from math import hypot

import pytest

from bim.egress import analyse
from tests.bim.egress.build import Model, by_guid
from tests.bim.egress.samples import DOG_LEG


def walk_up(storeys=3):
    """A stairwell 0..2.4 x -1..4 with one flat to each side: hall, living room and two bedrooms (52 m²)."""
    m = Model()
    for n in range(storeys):
        z = 3.0 * n
        m.storey(f"S{n}", z)
        m.room(f"well-{n}", 0, -1, 2.4, 4, z)
        for side, sign in (("l", -1), ("r", 1)):

            def x(v, sign=sign):
                return 1.2 + sign * v

            def room(name, a, b, y0, y1, z=z, side=side, n=n, x=x):
                m.room(f"{name}-{side}{n}", min(x(a), x(b)), y0, max(x(a), x(b)), y1, z)

            room("hall", 1.4, 3.4, -1, 4)
            room("living", 3.6, 8, -1, 4)
            room("bed1", 1.4, 4.4, 4.2, 7.2)
            room("bed2", 4.6, 8, 4.2, 7.2)
            m.door(f"flat-{side}{n}", x(1.3), 3, axis="y", z=z)
            m.door(f"living-{side}{n}", x(3.5), 0, axis="y", z=z)
            m.door(f"bed1-{side}{n}", x(2.4), 4.1, z=z)
            m.door(f"bed2-{side}{n}", x(6), 4.1, z=z)
        if n + 1 < storeys:
            m.stair(f"stair-{n}", tuple((px, py, pz + z) for px, py, pz in DOG_LEG))
    m.door("out", 1.2, -1.1, external=True)
    return m


def test_walk_up_has_two_flats_on_each_storey():
    rows = by_guid(analyse(walk_up().facts, residential=True).spaces)
    flats = {r.flat for r in rows.values() if r.flat}
    assert len(flats) == 6
    assert rows["bed2-l1"].flat == rows["hall-l1"].flat != rows["hall-r1"].flat
    assert rows["well-1"].flat is None
    assert rows["well-1"].is_circulation


def test_flat_doors_and_their_way():
    found = by_guid(analyse(walk_up().facts, residential=True).doors)
    assert {g for g, d in found.items() if d.is_flat_door} == {f"flat-{s}{n}" for s in "lr" for n in range(3)}
    assert found["flat-l1"].serves == "hall-l1"


def test_in_flat_distance_runs_to_the_flat_door():
    row = by_guid(analyse(walk_up().facts, residential=True).spaces)["living-r1"]
    assert row.in_room.target == "flat-r1"
    # mirrored to x = 1.2 + v: from (v 8, y -1) through the living room's door (v 3.6..3.4, y -0.5..0.5) to the flat
    # door's inner face (v 1.4, y 3); the farthest corner is (8, 4): over the jambs (3.6, 0.5) and (3.4, 0.5)
    expected = hypot(4.4, 3.5) + 0.2 + hypot(2.0, 2.5)
    assert row.in_room.value_m == pytest.approx(expected, abs=1e-3)


def test_shared_stairs_are_not_inside_a_flat():
    assert not any(s.inside_flat for s in analyse(walk_up().facts, residential=True).stairs)


def house():
    """A house on two storeys: hall with the stair and a living room; above a landing and two bedrooms."""
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
        m.room(f"hall-{name}", 0, 0, 5, 5, z)
    m.room("living", 5.2, 0, 10, 5)
    m.door("living-door", 5.1, 1, axis="y")
    m.room("bed", 5.2, 0, 10, 5, 3.0)
    m.door("bed-door", 5.1, 1, axis="y", z=3.0)
    m.stair("stair", ((1, 1, 0), (1, 5, 3)))
    m.door("front", 3, -0.1, external=True)
    m.door("garden", 10.1, 2, axis="y", external=True)
    return m


def test_a_houses_stair_is_inside_it_and_never_an_exit():
    result = analyse(house().facts, residential=True)
    assert result.stairs[0].inside_flat
    bed = by_guid(result.spaces)["bed"]
    assert bed.storey_exit.settled
    assert bed.storey_exit.counts.value_m == pytest.approx(bed.travel.value_m)


def test_a_houses_flat_doors_are_its_final_exits():
    result = analyse(house().facts, residential=True)
    doors = by_guid(result.doors)
    assert {g for g, d in doors.items() if d.is_flat_door} == {"front", "garden"}
    assert doors["front"].to_storey_exit.counts.value_m == 0
    bed = by_guid(result.spaces)["bed"]
    assert bed.in_room.value_m == pytest.approx(bed.travel.value_m)


def corridor_block():
    """Six flats of one space each (36 m²) on a corridor between two stairwells, on three storeys."""
    m = Model()
    for n in range(3):
        z = 3.0 * n
        m.storey(f"S{n}", z)
        m.room(f"corridor-{n}", 2.6, 0, 22.6, 1.8, z)
        for name, x in (("w", 0), ("e", 22.8)):
            m.room(f"well-{name}{n}", x, -1, x + 2.4, 4, z)
            m.door(f"into-{name}{n}", 2.5 if name == "w" else 22.7, 0.9, axis="y", z=z)
            if n < 2:
                m.stair(f"stair-{name}{n}", tuple((px + x, py, pz + z) for px, py, pz in DOG_LEG))
        for i in range(3):
            for side, y0, y1, door in (("n", 2.0, 8.0, 1.9), ("s", -6.2, -0.2, -0.1)):
                m.room(f"{side}{i}-{n}", 3 + 6.5 * i, y0, 9 + 6.5 * i, y1, z)
                m.door(f"door-{side}{i}-{n}", 6 + 6.5 * i, door, z=z)
    m.door("out", 1.2, -1.1, external=True)
    return m


def test_corridor_between_two_stairs_is_common():
    result = analyse(corridor_block().facts, residential=True)
    rows = by_guid(result.spaces)
    assert rows["corridor-1"].is_circulation
    assert rows["corridor-1"].flat is None
    assert len({r.flat for r in rows.values() if r.flat}) == 18
    door = by_guid(result.doors)["door-n1-1"]
    # flat door's corridor side (12.5, 1.8) to the nearer stair door (2.6, 0.9) or (22.6, 0.9): 9.9 m against 10.1 m
    assert door.to_storey_exit.counts.value_m == pytest.approx(hypot(9.9, 0.9), abs=1e-3)
    assert door.is_flat_door
