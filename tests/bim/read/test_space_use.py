"""What a file says a room is for, and elements left out on request."""

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

SET = "Pset_SpaceOccupancyRequirements"


def room_of(small: Small, tmp_path):
    return read_delivery([small.save(tmp_path / "model.ifc")]).spaces[0]


def classify(small: Small, space, schema, code, name):
    key = "ItemReference" if schema == "IFC2X3" else "Identification"
    reference = small.file.create_entity("IfcClassificationReference", Name=name, **{key: code})
    small.root("IfcRelAssociatesClassification", RelatedObjects=[space], RelatingClassification=reference)


@pytest.mark.parametrize("schema", ["IFC4", "IFC2X3"])
def test_occupancy_goes_before_classification(schema, tmp_path):
    small = Small(schema)
    space = small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4))
    classify(small, space, schema, "13-55 11", "Office")
    room = room_of(small, tmp_path)
    assert (room.declared_use, room.declared_persons) == ("13-55 11 Office", None)
    small.prop(space, SET, OccupancyType="Meeting")
    values = small.file.by_type("IfcPropertySet")[0]
    count = small.file.create_entity("IfcCountMeasure", 12)
    values.HasProperties = [
        *values.HasProperties,
        small.file.create_entity("IfcPropertySingleValue", "OccupancyNumber", None, count, None),
    ]
    room = room_of(small, tmp_path)
    assert (room.declared_use, room.declared_persons) == ("Meeting", 12.0)


@pytest.mark.parametrize(("stated", "use"), [("PARKING", "PARKING"), ("INTERNAL", ""), ("SPACE", ""), (None, "")])
def test_only_a_telling_type_is_a_use(stated, use, tmp_path):
    small = Small()
    space = small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4))
    space.PredefinedType = stated
    assert room_of(small, tmp_path).declared_use == use


def test_unfilled_template_and_nonsense_say_nothing(tmp_path):
    small = Small()
    space = small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4))
    small.prop(space, SET, OccupancyType="Occupancy Type", OccupancyNumber="many")
    room = room_of(small, tmp_path)
    assert (room.declared_use, room.declared_persons) == ("", None)


@pytest.mark.parametrize("by", ["step", "guid"])
def test_skipped_element_keeps_its_row_and_loses_its_shape_alone(by, tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    bad, good = (small.space(ground, rectangle(x, 0, x + 4, 4), name=f"R{x}") for x in (0, 5))
    path = small.save(tmp_path / "model.ifc")
    facts = read_delivery([path], skip=frozenset([bad.id() if by == "step" else bad.GlobalId]))
    assert [s.floor is None for s in facts.spaces] == [True, False]
    assert facts.spaces[1].guid == good.GlobalId
    note = next(n for n in facts.quality if n.code == "element_skipped")
    assert note.guids == (bad.GlobalId,)
    assert "geometry_lost" not in {n.code for n in facts.quality}
