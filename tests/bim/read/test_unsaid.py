"""Rooms of storeys without spaces, and rooms that meet without a wall. Areas are worked out beside each plan."""

import pytest

from bim.egress.analyse import analyse
from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

T = 0.2


def codes(facts):
    return {n.code: n for n in facts.quality}


def house(small: Small, storey, inner=True):
    """Walls round 10 × 6 m clear, 0.2 m thick; an inner wall at x = 6 (axis) parts 5.9 m from 3.9 m."""
    walls = {
        "south": small.wall(storey, (-T, -T / 2, 0), 10 + 2 * T),
        "north": small.wall(storey, (-T, 6 + T / 2, 0), 10 + 2 * T),
        "west": small.wall(storey, (-T / 2, -T, 0), 6 + 2 * T, 90),
        "east": small.wall(storey, (10 + T / 2, -T, 0), 6 + 2 * T, 90),
    }
    if inner:
        walls["inner"] = small.wall(storey, (6, 0, 0), 6, 90)
    return walls


def slab(small: Small, storey, outline, holes=(), **attributes):
    made = small.root("IfcSlab", **{"PredefinedType": "FLOOR", **attributes})
    made.ObjectPlacement = small.placement(storey, (0, 0, 0))
    small.shape(made, [small.solid(outline, 0.2, holes, z=-0.2)])
    small.contain(storey, made)
    return made


def read(small: Small, tmp_path):
    return read_delivery([small.save(tmp_path / "model.ifc")])


@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_storey_without_spaces_gets_draft_rooms_that_doors_join(unit, tmp_path):
    small = Small(unit=unit)
    ground = small.storey("1F", 0.0)
    house(small, ground)
    slab(small, ground, rectangle(-T, -T, 10 + T, 6 + T))
    small.door(ground, (2, -T / 2, 0), name="out")
    small.door(ground, (6, 2, 0), turn_deg=90, name="in")
    facts = read(small, tmp_path)
    assert sorted(round(s.floor.area, 2) for s in facts.spaces) == [23.4, 35.4]  # 3.9 · 6 and 5.9 · 6
    assert all(s.derived for s in facts.spaces)
    assert {"spaces_none", "spaces_derived"} <= set(codes(facts))
    result = analyse(facts)
    doors = {d.name: d for d in result.doors}
    assert set(doors["in"].joins) == {s.guid for s in facts.spaces}
    assert doors["out"].exit == "final"
    assert all(s.derived and s.travel is not None for s in result.spaces)


def test_draft_rooms_keep_their_id_and_stand_beside_real_storeys(tmp_path):
    small = Small()
    ground, upper = small.storey("1F", 0.0), small.storey("2F", 3.0)
    for storey in (ground, upper):
        house(small, storey)
        small.door(storey, (6, 2, 0), turn_deg=90)
    small.space(ground, rectangle(0, 0, 5.9, 6))
    small.space(ground, rectangle(6.1, 0, 10, 6))
    first, second = read(small, tmp_path), read(small, tmp_path)
    drafts = [s for s in first.spaces if s.derived]
    assert [s.storey for s in drafts] == [upper.GlobalId] * 2
    assert {s.guid for s in drafts} == {s.guid for s in second.spaces if s.derived}
    assert "spaces_none" not in codes(first)
    assert codes(first)["spaces_derived"].guids == (upper.GlobalId,)


def test_shafts_ducts_and_terraces_are_no_rooms(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    house(small, ground)
    small.wall(ground, (6.1, 3, 0), 3.9)  # closes a shaft of 3.9 × 2.9 m north of it, with no slab under it
    small.wall(ground, (0.3, 0, 0), 6, 90)  # a duct 0.2 m wide along the west wall
    slab(small, ground, rectangle(-T, -5, 10 + T, 6 + T), [rectangle(6.1, 3.1, 10, 6)])  # 5 m of terrace in the south
    small.door(ground, (2, -T / 2, 0))
    facts = read(small, tmp_path)
    assert sorted(round(s.floor.area, 2) for s in facts.spaces) == [11.31, 33.0]  # 3.9 · 2.9 and 5.5 · 6


def test_walls_that_are_no_prisms_are_cut_as_meshes(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    walls = house(small, ground)
    for wall in walls.values():  # the same wall lying: swept along its own length
        length = wall.Representation.Representations[0].Items[0].SweptArea.OuterCurve.Points[1].Coordinates[0]
        side = small.solid([(-T / 2, 0), (T / 2, 0), (T / 2, 2.9), (-T / 2, 2.9)], length)
        side.Position.Axis = small.file.create_entity("IfcDirection", (1.0, 0.0, 0.0))
        side.Position.RefDirection = small.file.create_entity("IfcDirection", (0.0, 1.0, 0.0))
        wall.Representation.Representations[0].Items = [side]
    small.door(ground, (2, -T / 2, 0))
    facts = read(small, tmp_path)
    assert sorted(round(s.floor.area, 2) for s in facts.spaces) == [23.4, 35.4]


def open_plan(small: Small, wall_part=0.0):
    """Two rooms that touch at x = 6; ``wall_part`` metres of a wall stand on the common edge from the south."""
    ground = small.storey("1F", 0.0)
    house(small, ground, inner=False)
    rooms = [small.space(ground, rectangle(0, 0, 6, 6)), small.space(ground, rectangle(6, 0, 10, 6))]
    if wall_part:
        small.wall(ground, (6, 0, 0), wall_part, 90, thick=0.05)
    small.door(ground, (2, -T / 2, 0), name="out")
    return rooms


def test_rooms_that_meet_without_a_wall_are_open_to_each_other(tmp_path):
    small = Small()
    one, other = open_plan(small, wall_part=2.0)
    facts = read(small, tmp_path)
    portal = next(p for p in facts.portals if p.kind == "virtual")
    assert set(portal.boundary_spaces) == {one.GlobalId, other.GlobalId}
    # 6 m of edge less the wall's 2 m and 6 cm that a walker cannot pass beside it, less the rim at the north wall.
    assert portal.width_m == pytest.approx(3.88, abs=0.02)
    assert codes(facts)["rooms_meet_openly"].context["edges"] == 1
    rooms = {s.guid: s for s in analyse(facts).spaces}
    # From (10, 6) straight to the middle of the door at (2.45, 0).
    assert rooms[other.GlobalId].travel.value_m == pytest.approx((7.55**2 + 6**2) ** 0.5, abs=0.02)


def test_a_wall_along_the_whole_edge_keeps_rooms_apart(tmp_path):
    small = Small()
    _, other = open_plan(small, wall_part=6.0)
    facts = read(small, tmp_path)
    assert not [p for p in facts.portals if p.kind == "virtual"]
    assert next(s for s in analyse(facts).spaces if s.guid == other.GlobalId).travel is None


def test_without_walls_in_the_delivery_nobody_can_tell(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    rooms = [small.space(ground, rectangle(0, 0, 6, 6)), small.space(ground, rectangle(6, 0, 10, 6))]
    small.door(ground, (2, -T / 2, 0))
    facts = read(small, tmp_path)
    assert not [p for p in facts.portals if p.kind == "virtual"]
    assert set(codes(facts)["rooms_meet_unknown"].guids) == {r.GlobalId for r in rooms}


@pytest.mark.parametrize(
    ("class_name", "thick", "height", "z", "open_"),
    [
        ("IfcWall", 0.1, 0.9, 0.0, False),  # a parapet
        ("IfcRailing", 0.05, 1.05, 0.0, False),
        ("IfcCovering", 0.02, 2.7, 0.0, False),
        ("IfcBuildingElementProxy", 0.5, 2.7, 0.0, False),
        ("IfcBuildingElementProxy", 2.0, 2.7, 0.0, True),  # a block of plan, no partition
        ("IfcWall", 0.1, 0.15, 0.0, True),  # a kerb
        ("IfcWall", 0.1, 0.6, 2.1, True),  # a lintel
    ],
)
def test_whatever_stands_knee_high_on_the_edge_bars_it(class_name, thick, height, z, open_, tmp_path):
    small = Small()
    open_plan(small)
    storey = small.file.by_type("IfcBuildingStorey")[0]
    made = small.root(class_name)
    made.ObjectPlacement = small.placement(storey, (6, -2 * T, 0), 90)
    small.shape(made, [small.solid(rectangle(0, -thick / 2, 10, thick / 2), height, z=z)])
    small.contain(storey, made)
    assert any(p.kind == "virtual" for p in read(small, tmp_path).portals) is open_


def test_a_wall_of_which_only_the_axis_is_delivered_bars_the_edge(tmp_path):
    small = Small()
    open_plan(small)
    wall = small.wall(small.file.by_type("IfcBuildingStorey")[0], (6, 0, 0), 6, 90)
    line = small.file.create_entity("IfcPolyline", [small._flat((0, 0)), small._flat((6, 0))])
    axis = small.file.create_entity("IfcShapeRepresentation", small.context, "Axis", "Curve2D", [line])
    wall.Representation.Representations = [axis]
    assert not [p for p in read(small, tmp_path).portals if p.kind == "virtual"]


def test_a_door_without_a_wall_about_it_shows_that_the_wall_is_not_delivered(tmp_path):
    small = Small()
    rooms = open_plan(small)
    small.door(small.file.by_type("IfcBuildingStorey")[0], (6, 2, 0), 90, name="between")
    facts = read(small, tmp_path)
    assert not [p for p in facts.portals if p.kind == "virtual"]
    assert set(codes(facts)["rooms_meet_unknown"].guids) == {r.GlobalId for r in rooms}


def test_walls_of_another_file_count(tmp_path):
    rooms, walls = Small(), Small()
    ground = rooms.storey("1F", 0.0)
    rooms.space(ground, rectangle(0, 0, 6, 6))
    rooms.space(ground, rectangle(6, 0, 10, 6))
    rooms.door(ground, (2, -T / 2, 0))
    structure = walls.storey("1F", 0.0)
    house(walls, structure, inner=False)
    paths = [rooms.save(tmp_path / "rooms.ifc"), walls.save(tmp_path / "walls.ifc")]
    facts = read_delivery(paths)
    assert [p.kind for p in facts.portals].count("virtual") == 1


def test_column_through_two_storeys_stands_on_both(tmp_path):
    small = Small()
    ground, upper, roof = (small.storey(f"{i}F", 3.0 * i) for i in range(3))
    for storey in (ground, upper):
        small.space(storey, rectangle(0, 0, 6, 6))
    column = small.root("IfcColumn")
    column.ObjectPlacement = small.placement(ground, (0, 0, 0))
    small.shape(column, [small.solid(rectangle(2, 2, 2.4, 2.4), 6.2)])
    small.contain(ground, column)
    stands = [o.storey for o in read(small, tmp_path).obstacles]
    assert stands == [ground.GlobalId, upper.GlobalId]
    assert roof.GlobalId not in stands


def test_stairwell_open_in_its_slab_is_a_room_on_every_storey(tmp_path):
    small = Small()
    storeys = [small.storey(f"{i}F", 3.0 * i) for i in range(2)]
    for storey in storeys:
        house(small, storey)
        small.door(storey, (6, 4, 0), turn_deg=90)
    slab(small, storeys[0], rectangle(-T, -T, 10 + T, 6 + T))
    # The upper slab leaves out the well: 3.9 m wide from x = 6.1, but for a landing of 1.2 m in the north.
    slab(small, storeys[1], rectangle(-T, -T, 10 + T, 6 + T), [rectangle(6.1, 0, 10, 4.8)])
    small.door(storeys[0], (2, -T / 2, 0), name="out")
    steps = [small.board(6.5, 0.05 + i * 0.28, 9.5, 0.05 + (i + 1) * 0.28, (i + 1) * 3 / 18) for i in range(17)]
    small.stair(storeys[0], [steps])
    facts = read(small, tmp_path)
    assert sorted(round(s.floor.area, 2) for s in facts.spaces) == [23.4, 23.4, 35.4, 35.4]
    assert all(s.travel is not None for s in analyse(facts).spaces)
