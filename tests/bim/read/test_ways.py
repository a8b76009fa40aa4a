"""Doors, unfilled openings, virtual boundaries."""

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle


def read(small: Small, tmp_path):
    return read_delivery([small.save(tmp_path / "model.ifc")])


def notes(facts):
    return {n.code: n for n in facts.quality}


@pytest.fixture
def house():
    small = Small()
    small.ground = small.storey("1F", 0.0)
    small.space(small.ground, rectangle(0, 0, 4, 4))
    return small


def test_door_runs_from_its_placement_along_local_x(house, tmp_path):
    door = house.door(house.ground, (2.0, 1.0, 0.0), turn_deg=90.0, width=0.9)
    door.Tag = "M0921"
    house.prop(door, "Pset_DoorCommon", IsExternal=True, FireExit=True, FireRating="甲级")
    portal = read(house, tmp_path).portals[0]
    assert portal.line[0] == pytest.approx((2.0, 1.0))
    assert portal.line[1] == pytest.approx((2.0, 1.9))  # turned by 90°, x runs along the plan's y
    assert portal.normal == pytest.approx((-1.0, 0.0), abs=1e-9)
    assert (portal.kind, portal.external, portal.fire_exit, portal.fire_rating, portal.tag) == (
        "door",
        True,
        True,
        "甲级",
        "M0921",
    )


@pytest.mark.parametrize("width", [None, 0.0])
def test_missing_width_takes_the_line_from_the_opening_and_says_so(house, tmp_path, width):
    wall = house.wall(house.ground, (0, 0, 0), 4.0)
    opening = house.opening(wall, start=1.0, width=0.9)
    door = house.door(house.ground, (1.0, 0.0, 0.0), width=width)
    house.fill(opening, door)
    facts = read(house, tmp_path)
    portal = facts.portals[0]
    assert portal.width_m is None
    assert sorted(p[0] for p in portal.line) == pytest.approx([1.0, 1.9], abs=1e-6)
    assert [p[1] for p in portal.line] == pytest.approx([0.0, 0.0], abs=1e-6)
    assert "not stated" in portal.notes[0]
    assert notes(facts)["door_width_missing"].guids == (door.GlobalId,)


def test_missing_width_without_opening_takes_the_doors_own_box(house, tmp_path):
    door = house.door(house.ground, (1.0, 4.0, 0.0), width=None)
    house.shape(door, [house.solid(rectangle(0, -0.05, 1.2, 0.05), 2.1)])
    portal = read(house, tmp_path).portals[0]
    assert portal.width_m is None
    assert sorted(p[0] for p in portal.line) == pytest.approx([1.0, 2.2], abs=1e-6)


def test_door_with_neither_width_nor_shape_is_reported_not_invented(house, tmp_path):
    door = house.door(house.ground, (1.0, 4.0, 0.0), width=None)
    facts = read(house, tmp_path)
    assert facts.portals == []
    assert notes(facts)["door_unplaced"].guids == (door.GlobalId,)


def test_unfilled_opening_to_the_floor_is_a_way_and_a_window_hole_is_not(house, tmp_path):
    wall = house.wall(house.ground, (4.0, 0.0, 0.0), 4.0, turn_deg=90.0)
    through = house.opening(wall, start=1.0, width=1.5)
    house.opening(wall, start=3.0, width=0.8, sill=0.9, height=1.2)  # a window's hole
    house.opening(wall, start=3.0, width=0.8, height=1.0)  # a hatch: too low to walk through
    niche = house.opening(wall, start=0.1, width=0.8)
    niche.PredefinedType = "RECESS"
    portals = read(house, tmp_path).portals
    assert [(p.guid, p.kind) for p in portals] == [(through.GlobalId, "opening")]
    assert portals[0].width_m == pytest.approx(1.5, abs=1e-6)
    # The wall runs from (4, 0) up the plan's y: the opening spans y 1.0 to 2.5 on its axis.
    assert [p[0] for p in portals[0].line] == pytest.approx([4.0, 4.0], abs=1e-6)
    assert sorted(p[1] for p in portals[0].line) == pytest.approx([1.0, 2.5], abs=1e-6)


def _virtual(house, space, start, end, height=2.7):
    """One space's view of a virtual boundary: an upright surface over the plan line from ``start`` to ``end``."""
    make = house.file.create_entity
    line = make("IfcPolyline", [house._flat(start), house._flat(end)])
    profile = make("IfcArbitraryOpenProfileDef", "CURVE", None, line)
    up = make("IfcDirection", (0.0, 0.0, 1.0))
    surface = make("IfcSurfaceOfLinearExtrusion", profile, house._axis((0, 0, 0)), up, height * house.scale)
    geometry = make("IfcConnectionSurfaceGeometry", surface)
    house.root(
        "IfcRelSpaceBoundary",
        RelatingSpace=space,
        ConnectionGeometry=geometry,
        PhysicalOrVirtualBoundary="VIRTUAL",
        InternalOrExternalBoundary="INTERNAL",
    )


def test_virtual_boundary_joins_two_spaces_over_their_common_length(tmp_path):
    small = Small(schema="IFC2X3", unit="mm")
    ground = small.storey("1F", 0.0)
    hall = small.space(ground, rectangle(0, 0, 4, 4), name="hall")
    nook = small.space(ground, rectangle(4, 1, 6, 3), name="nook")
    _virtual(small, hall, (4, 0.5), (4, 3))
    _virtual(small, nook, (4, 4), (4, 1))
    _virtual(small, hall, (0, 0), (0, 4))  # nobody on the other side
    portals = read(small, tmp_path).portals
    assert [p.kind for p in portals] == ["virtual"]
    assert sorted(p[1] for p in portals[0].line) == pytest.approx([1.0, 3.0], abs=1e-6)  # [0.5, 3] and [1, 4]
    assert portals[0].width_m == pytest.approx(2.0, abs=1e-6)
    assert set(portals[0].boundary_spaces) == {hall.GlobalId, nook.GlobalId}


def test_space_boundaries_of_a_door_come_along(house, tmp_path):
    door = house.door(house.ground, (1, 0, 0))
    space = house.file.by_type("IfcSpace")[0]
    house.root(
        "IfcRelSpaceBoundary",
        RelatingSpace=space,
        RelatedBuildingElement=door,
        PhysicalOrVirtualBoundary="PHYSICAL",
        InternalOrExternalBoundary="EXTERNAL",
    )
    portal = read(house, tmp_path).portals[0]
    assert (portal.boundary_spaces, portal.boundary_external) == ((space.GlobalId,), True)


def test_columns_lifts_and_north(house, tmp_path):
    column = house.root("IfcColumn", Name="C")
    column.ObjectPlacement = house.placement(house.ground, (2, 2, 0), 45.0)
    house.shape(column, [house.solid(rectangle(-0.3, -0.3, 0.3, 0.3), 2.9)])
    house.contain(house.ground, column)
    lift = house.root("IfcTransportElement", Name="1号电梯", PredefinedType="ELEVATOR")
    lift.ObjectPlacement = house.placement(house.ground, (3, 3, 0))
    stairway = house.root("IfcTransportElement", Name="E", PredefinedType="ESCALATOR")
    stairway.ObjectPlacement = house.placement(house.ground, (3, 3, 0))
    house.context.TrueNorth = house.file.create_entity("IfcDirection", (1.0, 1.0))
    facts = read(house, tmp_path)
    assert facts.obstacles[0].outline.area == pytest.approx(0.36, abs=1e-6)  # 0.6 · 0.6
    assert [(x.name, x.at) for x in facts.lifts] == [("1号电梯", pytest.approx((3.0, 3.0, 0.0)))]
    assert facts.north_deg == pytest.approx(45.0)  # (1, 1) lies 45° clockwise of +y


def test_doors_centred_on_their_placement_are_put_into_their_openings(house, tmp_path):
    wall = house.wall(house.ground, (0, 0, 0), 4.0)
    for start in (0.5, 2.5):
        opening = house.opening(wall, start=start, width=1.0)
        house.fill(opening, house.door(house.ground, (start + 0.5, 0.0, 0.0), width=1.0))  # placed at its middle
    facts = read(house, tmp_path)
    assert [sorted(p[0] for p in d.line) for d in facts.portals] == [
        pytest.approx([0.5, 1.5]),
        pytest.approx([2.5, 3.5]),
    ]
    assert {d.width_m for d in facts.portals} == {1.0}
    assert notes(facts)["door_misplaced"].context["count"] == 2
