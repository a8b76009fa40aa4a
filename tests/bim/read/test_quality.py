"""The quality report says what a designer can mend."""

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

ROOM = rectangle(0, 0, 4, 4)


def notes(small: Small, tmp_path):
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    return {n.code: n for n in facts.quality}


def test_metres_declared_as_millimetres_are_caught(tmp_path):
    small = Small(unit="mm")
    small.scale = 1.0  # numbers in metres, header in millimetres
    for number in range(3):
        storey = small.storey(f"{number}F", number * 3.0)
        small.space(storey, ROOM)
        small.door(storey, (1, 0, 0))
    found = notes(small, tmp_path)
    assert found["units_implausible"].severity == "error"
    assert found["door_width_implausible"].context["example_m"] == pytest.approx(0.0009)


def test_millimetres_declared_as_metres_are_caught(tmp_path):
    small = Small(unit="m")
    small.scale = 1000.0
    storey = small.storey("1F", 0.0)
    small.space(storey, ROOM)
    door = small.door(storey, (1, 0, 0))
    small.shape(door, [small.solid(rectangle(0, -0.05, 0.9, 0.05), 2.1)])
    assert notes(small, tmp_path)["units_implausible"].context["median_m"] == pytest.approx(900.0)


def test_sound_house_has_no_error(tmp_path):
    small = Small()
    storey = small.storey("1F", 0.0)
    small.space(storey, ROOM)
    small.prop(small.door(storey, (1, 0, 0)), "Pset_DoorCommon", IsExternal=True)
    assert [n.code for n in notes(small, tmp_path).values() if n.severity != "info"] == []


def test_nothing_modelled(tmp_path):
    small = Small()
    small.storey("1F", 0.0)
    assert {"spaces_none", "doors_none"} <= set(notes(small, tmp_path))


def test_storeys_without_stairs(tmp_path):
    small = Small()
    for number in range(8):
        small.space(small.storey(f"{number}F", number * 3.0), ROOM)
    found = notes(small, tmp_path)
    assert found["stairs_none"].context["storeys"] == 8
    assert found["lifts_none"].context["height_m"] == pytest.approx(21.0)  # the eighth floor lies at 7 · 3


@pytest.mark.parametrize(("stated", "code"), [(None, "external_missing"), (False, "external_all_false"), (True, None)])
def test_is_external_missing_or_always_false(tmp_path, stated, code):
    small = Small()
    storey = small.storey("1F", 0.0)
    small.space(storey, ROOM)
    for x in (1, 2):
        door = small.door(storey, (x, 0, 0))
        if stated is not None:
            small.prop(door, "Pset_DoorCommon", IsExternal=stated)
    found = set(notes(small, tmp_path)) & {"external_missing", "external_all_false"}
    assert found == ({code} if code else set())


def test_repeated_guids_are_reported_and_elements_kept_apart(tmp_path):
    small = Small()
    storey = small.storey("1F", 0.0)
    small.space(storey, ROOM)
    first, second = small.door(storey, (1, 0, 0), width=0.8), small.door(storey, (2, 0, 0), width=1.2)
    second.GlobalId = first.GlobalId
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    assert {n.code: n.guids for n in facts.quality}["guid_repeated"] == (first.GlobalId,)
    assert {p.step_id: p.width_m for p in facts.portals} == {
        first.id(): pytest.approx(0.8),
        second.id(): pytest.approx(1.2),
    }


def test_unnamed_and_overlapping_rooms_and_loose_doors(tmp_path):
    small = Small()
    storey = small.storey("1F", 0.0)
    unnamed = small.space(storey, ROOM, name=None)
    small.space(storey, rectangle(3, 0, 6, 4), name="B")  # 1 · 4 m² in common
    door = small.root("IfcDoor", Name="loose", OverallWidth=0.9, OverallHeight=2.1)
    door.ObjectPlacement = small.placement(small.building, (0, 0, 0))
    found = notes(small, tmp_path)
    assert found["spaces_unnamed"].guids == (unnamed.GlobalId,)
    assert found["spaces_overlap"].context["count"] == 1
    assert found["unplaced_storey"].guids == (door.GlobalId,)


def test_default_place_of_an_authoring_tool(tmp_path):
    small = Small()
    small.space(small.storey("1F", 0.0), ROOM)
    site = small.root("IfcSite", Name="site", RefLatitude=(42, 21, 31), RefLongitude=(-71, -3, -24))
    assert notes(small, tmp_path)["geolocation_default"].context["place"] == "Boston"
    site.RefLatitude = (30, 15, 0)
    assert "geolocation_default" not in notes(small, tmp_path)


def test_missing_length_unit(tmp_path):
    small = Small()
    small.space(small.storey("1F", 0.0), ROOM)
    small.file.by_type("IfcProject")[0].UnitsInContext = None
    assert notes(small, tmp_path)["unit_missing"].severity == "error"


def test_every_sentence_has_its_words(tmp_path):
    from bim.read.messages import ERRORS, NOTES

    for template in [*ERRORS.values(), *(text for _, text in NOTES.values())]:
        assert template.endswith((".", "?", "%(repair)s")), template
