"""Several files, several buildings: what is one, what is two, and what cannot be true."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bim.egress import analyse
from bim.egress.several import analyse_apart, of_buildings
from bim.facts import ModelFacts
from bim.read import Unreadable, read_delivery
from seeds.ifc.build import write_building
from seeds.ifc.compound import Placed, write_compound
from seeds.ifc.office import OfficeOptions, office
from seeds.ifc.split import write_by_discipline, write_by_storey
from seeds.ifc.variant import Variant
from seeds.ifc.walk_up import WalkUpOptions, walk_up
from tests.bim.read.small import Small, rectangle

OFFICE = office(OfficeOptions(storeys=3, wing_offices=2))
HOUSE = walk_up(WalkUpOptions(storeys=2, entrances=1))


def codes(facts: ModelFacts) -> set[str]:
    return {note.code for note in facts.quality}


def note(facts: ModelFacts, code: str):
    return next(n for n in facts.quality if n.code == code)


def ways(facts: ModelFacts) -> dict[str, float | None]:
    """Name of each space to its way to the street, to a millimetre."""
    return {s.name: s.travel and round(s.travel.value_m, 3) for s in analyse(facts).spaces}


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, float | None]:
    path = write_building(tmp_path_factory.mktemp("whole") / "office.ifc", OFFICE, Variant())
    found = ways(read_delivery([path]))
    assert all(way is not None for way in found.values())
    return found


def test_a_building_split_by_storey_is_walked_like_the_whole(tmp_path, whole):
    files = write_by_storey(tmp_path, OFFICE)
    facts = read_delivery(files)
    assert [(b.name, b.files) for b in facts.buildings] == [(OFFICE.name, ("L01.ifc", "L02.ifc", "L03.ifc"))]
    assert [s.elevation_m for s in facts.storeys] == [0.0, 3.6, 7.2]
    assert {s.building for s in facts.storeys} == {facts.buildings[0].guid}
    assert ways(facts) == whole
    assert "buildings_joined_guid" in codes(facts)


def test_the_order_of_the_files_changes_nothing(tmp_path):
    files = write_by_storey(tmp_path, OFFICE)
    one, other = read_delivery(files), read_delivery([files[2], files[0], files[1]])
    one.timing_s = other.timing_s = {}
    assert one == other


def test_stairs_of_a_file_in_feet_join_the_floors_of_one_in_metres(tmp_path, whole):
    """Other GlobalIds throughout, another unit: joined by the building's name, its storeys by name and height."""
    files = write_by_discipline(tmp_path, OFFICE, structure=Variant(unit="ft", seed="another"))
    facts = read_delivery(files)
    assert len(facts.buildings) == 1 and len(facts.storeys) == 3
    assert len(facts.lifts) == 1
    assert "buildings_joined_name" in codes(facts) and "scales_disagree" not in codes(facts)
    found = ways(facts)
    assert found.keys() == whole.keys()
    for name, way in whole.items():
        assert found[name] == pytest.approx(way, abs=0.01)


def test_one_file_in_millimetres_and_one_in_feet_are_one_building(tmp_path, whole):
    plain, feet = Variant(unit="mm"), Variant(unit="ft")
    files = write_by_discipline(tmp_path, OFFICE, plain, structure=feet)
    found = ways(read_delivery(files))
    assert all(found[name] == pytest.approx(way, abs=0.01) for name, way in whole.items())


def test_nameless_storeys_of_new_numbers_are_stacked_by_their_place(tmp_path):
    files = []
    for number in (1, 10, 2):  # in the order of the names the tenth storey comes before the second
        small = Small()
        small.building.Name = None
        storey = small.storey(f"L{number}", (number - 1) * 3.0 if number < 10 else 6.0)
        small.space(storey, rectangle(0, 0, 8, 6))
        small.door(storey, (1, 0, 0))
        files.append(small.save(tmp_path / f"{number}.ifc"))
    facts = read_delivery(files)
    assert len(facts.buildings) == 1
    assert [s.name for s in facts.storeys] == ["L1", "L2", "L10"]
    assert note(facts, "buildings_joined_place").severity == "warning"


def test_two_of_one_file_are_never_one(tmp_path):
    path = write_compound(tmp_path / "two.ifc", [Placed(OFFICE), Placed(replace(HOUSE, name=OFFICE.name), (80, 0, 0))])
    facts = read_delivery([path])
    assert len(facts.buildings) == 2
    assert len(facts.storeys) == 5  # storeys of one name and height stay each with its building


def test_a_template_number_at_two_places_is_two_buildings(tmp_path):
    files = []
    for name, x in (("North", 0.0), ("South", 100.0)):
        small = Small(at=(x, 0, 0))
        small.building.GlobalId = "0YvctVUKr0kugbFTf53O9L"
        small.building.Name = name
        storey = small.storey("L1", 0.0)
        storey.GlobalId = "1YvctVUKr0kugbFTf53O9L"
        small.space(storey, rectangle(0, 0, 8, 6), name=name)
        files.append(small.save(tmp_path / f"{name}.ifc"))
    facts = read_delivery(files)
    assert [b.name for b in facts.buildings] == ["North", "South"]
    assert len({b.guid for b in facts.buildings}) == len({s.guid for s in facts.storeys}) == 2
    assert note(facts, "building_guid_shared").context == {"name": "North", "other": "South"}


def test_the_same_room_in_two_files_counts_once_and_another_of_its_number_stays(tmp_path):
    files = []
    for name, width in (("a", 6.0), ("b", 6.0), ("c", 9.0)):
        small = Small()
        small.building.GlobalId = "0YvctVUKr0kugbFTf53O9L"
        storey = small.storey("L1", 0.0)
        space = small.space(storey, rectangle(0, 0, 8, width), name=name)
        space.GlobalId = "2YvctVUKr0kugbFTf53O9L"
        files.append(small.save(tmp_path / f"{name}.ifc"))
    facts = read_delivery(files)
    assert [s.name for s in facts.spaces] == ["a", "c"]
    assert note(facts, "element_repeated").guids == ("2YvctVUKr0kugbFTf53O9L",)


def test_two_files_of_one_name_are_told_apart_and_equal_bytes_count_once(tmp_path):
    files = []
    for folder, z in (("a", 0.0), ("b", 3.0), ("c", 0.0)):
        (tmp_path / folder).mkdir()
        small = Small()
        small.space(small.storey(f"at {z}", z), rectangle(0, 0, 8, 6))
        files.append(small.save(tmp_path / folder / "model.ifc"))
    copy = tmp_path / "copy.ifc"
    copy.write_bytes(files[0].read_bytes())
    facts = read_delivery([files[0], files[1], copy])
    assert [f.name for f in facts.files] == ["model.ifc (1)", "model.ifc (2)"]
    assert "same_file" in codes(facts)


def test_files_without_a_common_origin_are_named_with_both_places(tmp_path):
    far = Variant(offset_m=(4000.0, 500.0, 0.0))
    facts = read_delivery(write_by_discipline(tmp_path, OFFICE, structure=far))
    found = note(facts, "offsets_disagree")
    assert found.severity == "error"
    assert found.context["file"] == "architecture.ifc" and found.context["other"] == "structure.ifc"
    assert 3800 < float(found.context["gap_m"]) < 4200


def test_a_wrong_unit_in_one_file_is_seen_in_its_size(tmp_path):
    files = write_by_discipline(tmp_path, OFFICE)
    text = files[1].read_text("ascii")
    assert ".LENGTHUNIT.,$,.METRE." in text
    files[1].write_text(text.replace(".LENGTHUNIT.,$,.METRE.", ".LENGTHUNIT.,.MILLI.,.METRE."), "ascii")
    assert "scales_disagree" in codes(read_delivery(files))


def test_different_norths_are_named(tmp_path):
    facts = read_delivery(write_by_discipline(tmp_path, OFFICE, structure=Variant(rotate_deg=30.0)))
    assert note(facts, "north_disagrees").context["north_deg"] == 0.0
    assert "north_disagrees" not in codes(read_delivery(write_by_discipline(tmp_path / "same", OFFICE)))


@pytest.fixture(scope="module")
def compound(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("compound")
    return write_compound(folder / "two.ifc", [Placed(OFFICE), Placed(HOUSE, (120.0, 0.0, 0.0))])


def test_buildings_apart_are_measured_as_if_each_came_alone(compound, whole):
    facts = read_delivery([compound])
    result = analyse_apart(facts, analyse)
    found = {s.name: s.travel and round(s.travel.value_m, 3) for s in result.spaces}
    assert {name: found[name] for name in whole} == whole
    # Office: 2 storeys of 3.6 m, 3.48 m clear above the third. Walk-up: 2.8 m and 2.68 m.
    assert [(b.name, b.storeys_above) for b in result.buildings] == [(OFFICE.name, 3), (HOUSE.name, 2)]
    assert [b.height_m for b in result.buildings] == pytest.approx([10.68, 5.48], abs=0.005)
    assert len(result.storeys) == 5 and [s.order for s in result.storeys] == [0, 1, 2, 3, 4]


def test_the_share_of_one_building_names_nothing_of_the_other(compound):
    facts = read_delivery([compound])
    result = analyse_apart(facts, analyse)
    office_guid, house_guid = (b.guid for b in facts.buildings)
    part = of_buildings(result, [house_guid])
    mine = {s.guid for s in facts.storeys if s.building == house_guid}
    assert {s.guid for s in part.storeys} == mine
    assert part.spaces and all(s.storey in mine for s in part.spaces)
    assert part.doors and all(d.storey in mine for d in part.doors)
    assert part.height_m == pytest.approx(5.48, abs=0.005) and part.facts.building_name == HOUSE.name
    assert office_guid not in {b.guid for b in part.buildings}


def test_one_building_can_be_asked_for(compound):
    every = read_delivery([compound])
    facts = read_delivery([compound], buildings=[every.buildings[1].guid])
    assert facts.chosen == (every.buildings[1].guid,) and facts.building_name == HOUSE.name
    assert {s.building for s in facts.storeys} == set(facts.chosen)
    assert len(facts.spaces) + sum(s.building == every.buildings[0].guid for s in every.storeys) < len(every.spaces)
    assert note(facts, "buildings_left_out").context["names"] == OFFICE.name
    with pytest.raises(Unreadable, match="holds no IfcBuilding with the GlobalId nonsense"):
        read_delivery([compound], buildings=["nonsense"])


def test_what_touches_stays_but_is_not_what_was_asked_for(tmp_path):
    """A tower 0.4 m beside its neighbour may be left through it; one 120 m away may not."""
    near, far = replace(HOUSE, key="near", name="near"), replace(HOUSE, key="far", name="far")
    width = 17.68
    path = write_compound(
        tmp_path / "three.ifc", [Placed(HOUSE), Placed(near, (width + 0.4, 0, 0)), Placed(far, (120.0, 0, 0))]
    )
    guids = {b.name: b.guid for b in read_delivery([path]).buildings}
    facts = read_delivery([path], buildings=[guids[HOUSE.name]])
    assert {b.name for b in facts.buildings} == {HOUSE.name, "near"} and facts.chosen == (guids[HOUSE.name],)
    assert note(facts, "buildings_touch").context["names"] == "near"
    assert note(facts, "buildings_left_out").context["names"] == "far"


def test_a_place_on_the_map_is_read_in_the_unit_of_its_system(tmp_path):
    small = Small(unit="mm")
    make = small.file.create_entity
    metre = make("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE")
    system = make("IfcProjectedCRS", Name="EPSG:4547", MapUnit=metre)
    make(
        "IfcMapConversion", SourceCRS=small.context, TargetCRS=system, Eastings=404567.25, Northings=3012345.5,
        OrthogonalHeight=12.5, XAxisAbscissa=0.0, XAxisOrdinate=1.0, Scale=0.001,
    )  # fmt: skip
    small.space(small.storey("L1", 0.0), rectangle(0, 0, 8, 6))
    found = read_delivery([small.save(tmp_path / "map.ifc")]).georeference
    assert found is not None
    assert (found.eastings_m, found.northings_m, found.height_m) == (404567.25, 3012345.5, 12.5)
    assert (found.crs, found.scale) == ("EPSG:4547", 0.001)
    assert found.rotation_deg == pytest.approx(90.0)


def test_ifc2x3_says_its_place_in_property_sets(tmp_path):
    small = Small(schema="IFC2X3")
    site = small.root("IfcSite", Name="Site", CompositionType="ELEMENT")
    values = {"Eastings": 1000.0, "Northings": 2000.0, "OrthogonalHeight": 3.0}
    singles = [
        small.file.create_entity(
            "IfcPropertySingleValue", k, None, small.file.create_entity("IfcLengthMeasure", v), None
        )
        for k, v in values.items()
    ]
    held = small.root("IfcPropertySet", Name="ePSet_MapConversion", HasProperties=singles)
    small.root("IfcRelDefinesByProperties", RelatedObjects=[site], RelatingPropertyDefinition=held)
    small.space(small.storey("L1", 0.0), rectangle(0, 0, 8, 6))
    found = read_delivery([small.save(tmp_path / "map.ifc")]).georeference
    assert found is not None and (found.eastings_m, found.northings_m, found.height_m) == (1000.0, 2000.0, 3.0)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code", "told"),
    [
        ((42, 21, 31, 181945), (-71, -3, -24, -263305), "geolocation_default", "Revit"),
        ((42, 24, 53, 508911), (-71, -15, -29, -58837), "geolocation_default", "Revit"),
        ((0, 0, 0), (0, 0, 0), "geolocation_default", "empty"),
        ((31, 14, 0), (121, 29, 0), "geolocation_coarse", "31.233"),
        ((31, 14, 7, 120000), (121, 29, 11, 400000), None, ""),
    ],
)
def test_a_place_that_nobody_set_is_recognised_with_its_reason(tmp_path, latitude, longitude, code, told):
    small = Small()
    site = small.root("IfcSite", Name="Site", CompositionType="ELEMENT")
    site.RefLatitude, site.RefLongitude = latitude, longitude
    small.space(small.storey("L1", 0.0), rectangle(0, 0, 8, 6))
    found = [n for n in read_delivery([small.save(tmp_path / "site.ifc")]).quality if n.code.startswith("geolocation")]
    assert [n.code for n in found] == ([code] if code else [])
    assert not code or told in found[0].message
