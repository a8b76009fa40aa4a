"""Storey heights where statements are missing or contradict each other."""

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

ROOM = rectangle(0, 0, 4, 4)


def read(small: Small, tmp_path, name="model.ifc"):
    return read_delivery([small.save(tmp_path / name)])


def codes(facts):
    return {n.code for n in facts.quality}


def test_elevation_wins_over_placements_left_at_zero_when_floors_agree_with_it(tmp_path):
    small = Small()
    for number in range(3):
        storey = small.storey(f"{number + 1}F", number * 3.0, placed=False)
        small.space(storey, ROOM, at=(0, 0, number * 3.0))
    facts = read(small, tmp_path)
    assert [s.elevation_m for s in facts.storeys] == pytest.approx([0.0, 3.0, 6.0])


def test_placement_wins_when_floors_agree_with_it(tmp_path):
    small = Small()
    for number in range(3):
        storey = small.storey(f"{number + 1}F", number * 3.0)
        storey.Elevation = 100.0 + number  # nonsense of the exporter
        small.space(storey, ROOM)
    facts = read(small, tmp_path)
    assert [s.elevation_m for s in facts.storeys] == pytest.approx([0.0, 3.0, 6.0])
    assert "storey_elevation_moved" in codes(facts)


def test_null_elevation_is_derived_from_the_rooms(tmp_path):
    small = Small()
    first = small.storey("1F", 0.0)
    small.space(first, ROOM)
    second = small.storey("2F", 3.0, elevation=None)
    second.ObjectPlacement = None
    small.space(second, ROOM).ObjectPlacement = small.placement(small.building, (0, 0, 3.2))
    facts = read(small, tmp_path)
    assert [(s.name, s.elevation_m) for s in facts.storeys] == [("1F", 0.0), ("2F", pytest.approx(3.2))]
    assert "storey_elevation_derived" in codes(facts)


def test_storeys_come_in_order_of_height_with_the_unknown_last(tmp_path):
    small = Small()
    small.space(small.storey("2F", 3.0), ROOM)
    unknown = small.storey("?", 0.0, elevation=None)
    unknown.ObjectPlacement = None
    small.space(small.storey("1F", 0.0), ROOM)
    small.space(small.storey("B1", -3.0), ROOM)
    facts = read(small, tmp_path)
    assert [s.name for s in facts.storeys] == ["B1", "1F", "2F", "?"]
    assert facts.storeys[-1].elevation_m is None


def test_storeys_are_derived_when_the_file_has_none(tmp_path):
    small = Small()
    for z in (0.0, 3.0):
        room = small.root("IfcSpace", Name=f"at {z}", CompositionType="ELEMENT")
        room.ObjectPlacement = small.placement(small.building, (0, 0, z))
        small.shape(room, [small.solid(ROOM, 2.7)])
        small._aggregate(small.building, [room])
    facts = read(small, tmp_path)
    assert [s.elevation_m for s in facts.storeys] == pytest.approx([0.0, 3.0])
    assert {s.name: s.storey for s in facts.spaces} == {
        "at 0.0": facts.storeys[0].guid,
        "at 3.0": facts.storeys[1].guid,
    }
    assert "storeys_none" in codes(facts)


def test_reference_is_the_building_level_even_above_sea_level(tmp_path):
    small = Small(at=(0, 0, 45.0))
    small.space(small.storey("B1", -3.0), ROOM)
    small.space(small.storey("1F", 0.0), ROOM)
    assert read(small, tmp_path).reference_z_m == pytest.approx(45.0)


def test_two_files_of_one_building_share_their_storeys(tmp_path):
    first, second = Small(), Small()
    ground = first.storey("1F", 0.0)
    first.space(ground, ROOM, name="A")
    again = second.storey("1F", 0.0)
    again.GlobalId = ground.GlobalId
    second.space(again, rectangle(5, 0, 9, 4), name="B")
    second.space(second.storey("2F", 3.0), ROOM, name="C")
    paths = [first.save(tmp_path / "a.ifc"), second.save(tmp_path / "b.ifc")]
    facts = read_delivery(paths)
    assert [s.name for s in facts.storeys] == ["1F", "2F"]
    assert {s.name: s.storey for s in facts.spaces}["B"] == ground.GlobalId
    steps = [s.step_id for s in facts.spaces]
    assert len(set(steps)) == 3
    assert [f.name for f in facts.files] == ["a.ifc", "b.ifc"]


def test_the_same_file_twice_counts_once(tmp_path):
    small = Small()
    small.space(small.storey("1F", 0.0), ROOM)
    path = small.save(tmp_path / "a.ifc")
    (tmp_path / "copy.ifc").write_bytes(path.read_bytes())
    facts = read_delivery([path, tmp_path / "copy.ifc"])
    assert len(facts.spaces) == 1
    assert "same_file" in codes(facts)
