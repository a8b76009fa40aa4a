"""Rooms: unit, outline, placement. Areas are worked out beside each plan."""

import math

import pytest
from shapely import Polygon

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

L_SHAPE = [(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)]  # 6·2 + 2·3 = 18 m²


def read(small: Small, tmp_path):
    return read_delivery([small.save(tmp_path / "model.ifc")])


@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_lengths_are_metres_whatever_the_unit(unit, tmp_path):
    small = Small(unit=unit)
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(1, 2, 5, 7))
    small.door(ground, (2, 2, 0), width=0.95)
    upper = small.storey("2F", 2.9)
    small.space(upper, rectangle(1, 2, 5, 7))
    facts = read(small, tmp_path)
    room, door = facts.spaces[0], facts.portals[0]
    assert room.floor.area == pytest.approx(20.0, abs=1e-4)  # 4 · 5
    assert room.floor.bounds == pytest.approx((1, 2, 5, 7), abs=1e-4)
    assert room.height_m == pytest.approx(2.7, abs=1e-4)
    assert door.width_m == pytest.approx(0.95, abs=1e-6)
    assert door.height_m == pytest.approx(2.1, abs=1e-6)
    assert [s.elevation_m for s in facts.storeys] == pytest.approx([0.0, 2.9], abs=1e-6)


def test_l_shape_with_a_hole_keeps_both(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    small.space(ground, L_SHAPE, holes=[rectangle(0.5, 0.5, 1.5, 1.5)])
    floor = read(small, tmp_path).spaces[0].floor
    assert isinstance(floor, Polygon)
    assert floor.area == pytest.approx(17.0, abs=1e-4)  # 18 - 1
    assert len(floor.interiors) == 1


def test_rotated_and_far_room_keeps_world_coordinates_and_millimetres(tmp_path):
    small = Small(turn_deg=30.0, at=(500_000.0, 4_000_000.0, 45.0))
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(0, 0, 4, 5))
    small.door(ground, (1, 0, 0), width=1.0)
    facts = read(small, tmp_path)
    floor, door = facts.spaces[0].floor, facts.portals[0]
    assert floor.area == pytest.approx(20.0, abs=1e-3)
    # The corner (4, 0) turned by 30° lies at (4·cos 30°, 4·sin 30°) from the building's origin.
    corner = (500_000 + 4 * math.cos(math.pi / 6), 4_000_000 + 2.0)
    assert min(math.dist(corner, p) for p in floor.exterior.coords) < 1e-3
    start, end = door.line
    assert start == pytest.approx((500_000 + math.cos(math.pi / 6), 4_000_000.5), abs=1e-3)
    assert math.dist(start, end) == pytest.approx(1.0, abs=1e-6)
    assert facts.spaces[0].floor_z_m == pytest.approx(45.0)
    assert facts.storeys[0].elevation_m == pytest.approx(45.0)
    assert facts.reference_z_m == pytest.approx(45.0)


def test_placements_of_space_storey_and_building_add_up(tmp_path):
    small = Small(at=(100.0, 0.0, 0.0))
    upper = small.storey("2F", 3.0)
    small.space(upper, rectangle(0, 0, 2, 2), at=(10.0, 0.0, 0.5))
    room = read(small, tmp_path).spaces[0]
    assert room.floor.bounds == pytest.approx((110, 0, 112, 2), abs=1e-4)
    assert room.floor_z_m == pytest.approx(3.5)


def test_group_of_rooms_and_gross_area_keep_their_row_without_shape(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    flat = small.space(ground, rectangle(0, 0, 4, 4), name="flat")
    part = small.space(ground, rectangle(0, 0, 4, 2), name="part")
    small._aggregate(flat, [part])
    small.space(ground, rectangle(0, 0, 9, 9), name="gross").PredefinedType = "GFA"
    facts = read(small, tmp_path)
    assert {s.name: s.floor is not None for s in facts.spaces} == {"flat": False, "part": True, "gross": False}
    assert {"space_parts", "space_gross"} <= {n.code for n in facts.quality}


def test_lost_geometry_is_named_not_swallowed(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(0, 0, 4, 4), name="good")
    lost = small.space(ground, rectangle(0, 0, 1, 1), name="lost")
    lost.Representation.Representations[0].Items[0].Depth = 0.0
    absent = small.space(ground, rectangle(0, 0, 1, 1), name="absent")
    absent.Representation = None
    facts = read(small, tmp_path)
    notes = {n.code: n for n in facts.quality}
    assert notes["geometry_lost"].guids == (lost.GlobalId,)
    assert notes["geometry_absent"].guids == (absent.GlobalId,)
    assert {s.name: s.floor is None for s in facts.spaces} == {"good": False, "lost": True, "absent": True}


def test_properties_and_names(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    room = small.space(ground, rectangle(0, 0, 4, 4), name="走廊\u202e1")
    room.LongName = "Corridor"
    room.PredefinedType = "EXTERNAL"
    small.prop(room, "Pset_SpaceCommon", PubliclyAccessible=True)
    space = read(small, tmp_path).spaces[0]
    assert (space.name, space.long_name) == ("走廊1", "Corridor")  # the right-to-left override is dropped
    assert (space.external, space.public) == (True, True)


def test_room_with_only_a_footprint_curve_has_an_outline(tmp_path):
    small = Small(unit="mm")
    ground = small.storey("1F", 0.0)
    room = small.space(ground, rectangle(0, 0, 1, 1), at=(10, 0, 0))
    ring = [small._flat(p) for p in [*L_SHAPE, L_SHAPE[0]]]
    curves = small.file.create_entity("IfcGeometricCurveSet", [small.file.create_entity("IfcPolyline", ring)])
    plan = small.file.create_entity("IfcShapeRepresentation", small.context, "FootPrint", "GeometricCurveSet", [curves])
    room.Representation.Representations = [plan]
    facts = read(small, tmp_path)
    assert facts.spaces[0].floor.area == pytest.approx(18.0, abs=1e-6)
    assert facts.spaces[0].floor.bounds == pytest.approx((10, 0, 16, 5), abs=1e-6)
    assert "floor_footprint" in {n.code for n in facts.quality}
    assert "geometry_lost" not in {n.code for n in facts.quality}


def test_sloped_floor_counts_whole(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    # A hall 10 m long whose floor falls by 2 m: a prism over its side view, 4 m wide.
    hall = small.space(ground, rectangle(0, 0, 1, 1), name="hall")
    side = small.solid([(0, 0), (10, -2.0), (10, 4.0), (0, 4.0)], 4.0)
    side.Position.Axis = small.file.create_entity("IfcDirection", (0.0, -1.0, 0.0))
    hall.Representation.Representations[0].Items = [side]
    floor = read(small, tmp_path).spaces[0].floor
    assert floor.area == pytest.approx(40.0, abs=1e-3)
