"""Corridors and bottlenecks of whole models."""

from __future__ import annotations

import pytest

from bim.egress import analyse
from tests.bim.egress.build import Model, moved


def storey(width=1.8, both=True, column=False):
    """Four rooms along a corridor (y from 0), stairwell-less: exits at both ends. Walls are 0.2 m thick."""
    model = Model()
    model.storey("S", 0.0)
    model.room("C", 0, 0, 20, width)
    for i in range(4):
        model.room(f"A{i}", 5 * i, -4.2, 5 * i + 4.8, -0.2)
        model.door(f"DA{i}", 5 * i + 2, -0.1, width=0.9)
        if both:
            model.room(f"B{i}", 5 * i, width + 0.2, 5 * i + 4.8, width + 4.2)
            model.door(f"DB{i}", 5 * i + 2, width + 0.1, width=0.9)
    for name, x in (("W", -0.1), ("E", 20.1)):
        model.door(name, x, width / 2, axis="y", width=1.2, external=True)
    if column:
        model.pillar("P", 10, 0, 10.6, 0.6, "S")
    return model


@pytest.mark.parametrize(("both", "expected"), [(True, "double"), (False, "single")])
def test_corridor_of_rooms(both, expected):
    (found,) = analyse(storey(both=both).facts).corridors
    assert (found.space, found.loaded) == ("C", expected)
    assert found.width_m == pytest.approx(1.8, abs=1e-6)
    assert found.length_m == pytest.approx(20.0, abs=1e-6)


def test_a_column_takes_its_part_and_becomes_the_bottleneck():
    result = analyse(storey(width=1.3, column=True).facts)
    (found,) = result.corridors
    assert found.width_m == pytest.approx(0.7, abs=1e-6)
    space = next(s for s in result.spaces if s.guid == "A0")
    assert (space.bottleneck.guid, space.bottleneck.kind) == ("C", "corridor")
    assert space.bottleneck.width_m == pytest.approx((0.7, 0.7), abs=1e-6)


def test_the_narrowest_door_on_the_way():
    result = analyse(storey().facts)
    by_guid = {s.guid: s for s in result.spaces}
    assert by_guid["A0"].bottleneck.guid == "DA0"
    assert by_guid["A0"].bottleneck.width_m == pytest.approx((0.8, 0.84))
    assert by_guid["C"].bottleneck.kind == "door" and by_guid["C"].bottleneck.guid in ("W", "E")


def test_doors_of_other_storeys_are_not_on_the_way():
    model = storey()
    model.storey("T", 3.0)
    model.room("U", 0, -4.2, 20, 6.0, z=3.0)
    model.door("NARROW", 4.0, 0.9, width=0.4, z=3.0, kind="opening")
    result = analyse(model.facts)
    assert {s.bottleneck.guid for s in result.spaces if s.bottleneck} <= {
        f"D{k}{i}" for k in "AB" for i in range(4)
    } | {
        "W",
        "E",
    }


def test_a_turned_and_shifted_model_has_the_same_widths():
    plain = analyse(storey(column=True).facts)
    far = analyse(moved(storey(column=True).facts, angle_deg=27.0, dx=500_000.0, dy=3_400_000.0))
    assert far.corridors[0].width_m == pytest.approx(plain.corridors[0].width_m, abs=1e-6)
    assert far.corridors[0].loaded == plain.corridors[0].loaded
    first, second = ({s.guid: s.bottleneck and s.bottleneck.guid for s in r.spaces} for r in (plain, far))
    assert first == second


def test_a_space_without_a_way_has_no_bottleneck():
    model = storey()
    model.room("LOST", 100, 100, 104, 104)
    model.shapeless("NONE", "S")
    result = analyse(model.facts)
    assert {s.guid for s in result.spaces if s.bottleneck is None} == {"LOST", "NONE"}


def test_an_empty_model():
    assert analyse(Model().facts).corridors == ()
