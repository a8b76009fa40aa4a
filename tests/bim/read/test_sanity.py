"""Statements that cannot be true are said by GlobalId, and true ones are left alone."""

import pytest

from bim.read import read_delivery
from bim.read.damaged import is_damaged, is_guid
from tests.bim.read.small import Small, rectangle

ROOM = rectangle(0, 0, 4, 4)


def notes(small: Small, tmp_path):
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    return {n.code: n for n in facts.quality}


@pytest.mark.parametrize("wrong", ["å…¥æˆ·é—¨", "???", "A\ufffdB"])
def test_a_spoiled_name_is_said_with_the_element(tmp_path, wrong):
    small = Small()
    storey = small.storey("1层", 0.0)
    small.space(storey, ROOM, name="卧室")
    spoiled = small.space(storey, rectangle(5, 0, 9, 4), name=wrong)
    note = notes(small, tmp_path)["text_damaged"]
    assert note.guids == (spoiled.GlobalId,)
    assert wrong[:1] in note.message


@pytest.mark.parametrize(
    "right", ["入户门", "Küche 1.02", "Raum Ä", "Спальня", "What?", "é", "Salle à manger", "±0.00"]
)
def test_a_right_name_is_not_spoiled(right):
    assert not is_damaged(right)


def test_an_id_that_is_none(tmp_path):
    small = Small()
    storey = small.storey("1F", 0.0)
    space = small.space(storey, ROOM)
    space.GlobalId = "9" * 22
    assert notes(small, tmp_path)["guid_invalid"].guids == ("9" * 22,)
    assert is_guid("2O2Fr$t4X7Zf8NOew3FLOH") and not is_guid("short") and is_guid("derived-0-1")


def test_a_storey_of_a_model_without_storeys_has_no_wrong_id(tmp_path):
    small = Small()
    space = small.root("IfcSpace", Name="R", CompositionType="ELEMENT")
    space.ObjectPlacement = small.placement(small.building, (0, 0, 0))
    small.shape(space, [small.solid(ROOM, 2.7)])
    small._aggregate(small.building, [space])
    assert "guid_invalid" not in notes(small, tmp_path)


@pytest.mark.parametrize(("height", "odd"), [(1.2, True), (45.0, True), (2.7, False)])
def test_rooms_of_odd_height(tmp_path, height, odd):
    small = Small()
    space = small.space(small.storey("1F", 0.0), ROOM, height=height)
    found = notes(small, tmp_path)
    assert (
        (found["space_height_implausible"].guids == (space.GlobalId,))
        if odd
        else ("space_height_implausible" not in found)
    )


@pytest.mark.parametrize(("upper", "odd"), [(0.5, True), (15.0, True), (3.0, False)])
def test_storeys_of_odd_height(tmp_path, upper, odd):
    small = Small()
    ground = small.storey("1F", 0.0)
    small.space(ground, ROOM)
    small.space(small.storey("2F", upper), ROOM)
    found = notes(small, tmp_path)
    assert ("storey_height_implausible" in found) is odd
    if odd:
        assert found["storey_height_implausible"].guids == (ground.GlobalId,)


def test_a_storey_without_a_name(tmp_path):
    small = Small()
    storey = small.storey("", 0.0)
    small.space(storey, ROOM)
    assert notes(small, tmp_path)["storeys_unnamed"].guids == (storey.GlobalId,)


@pytest.mark.parametrize(("side", "odd"), [(60.0, True), (9.0, False)])
def test_a_room_that_leaks_out_of_the_building(tmp_path, side, odd):
    small = Small()
    storey = small.storey("1F", 0.0)
    for i in range(3):
        small.space(storey, rectangle(i * 5, 0, i * 5 + 4, 4), name=f"R{i}")
    large = small.space(storey, rectangle(0, 5, side, 5 + side / 2), name="outside")
    found = notes(small, tmp_path)
    assert ("spaces_too_large" in found) is odd
    if odd:
        assert found["spaces_too_large"].guids == (large.GlobalId,)


def stair_house(head: float):
    """A straight flight from a room at 0.0 up to 3.0, where a room lies at ``head``."""
    small = Small()
    ground, upper = small.storey("1F", 0.0), small.storey("2F", head)
    small.space(ground, rectangle(-4, 0, 0, 2))
    small.space(upper, rectangle(5, 0, 9, 2))
    boards = [small.board(i * 0.3, 0, i * 0.3 + 0.3, 1.2, (i + 1) / 6) for i in range(17)]
    return small, small.stair(ground, [boards])


def test_a_stair_that_meets_its_floors(tmp_path):
    small, _ = stair_house(3.0)
    assert "stair_floating" not in notes(small, tmp_path)


def test_a_stair_that_ends_in_the_air(tmp_path):
    small, stair = stair_house(6.0)
    assert notes(small, tmp_path)["stair_floating"].guids == (stair.GlobalId,)


def doors_with(tmp_path, stair=True, **props):
    small, _ = stair_house(3.0) if stair else (Small(), None)
    storey = small.file.by_type("IfcBuildingStorey")[0] if stair else small.storey("1F", 0.0)
    for x in (1, 2):
        door = small.door(storey, (x, -1, 0))
        if props and x == 1:
            small.prop(door, "Pset_DoorCommon", **props)
    return set(notes(small, tmp_path)) & {"fire_rating_missing", "fire_exit_missing"}


def test_fire_properties_that_no_door_states(tmp_path):
    assert doors_with(tmp_path) == {"fire_rating_missing", "fire_exit_missing"}
    assert doors_with(tmp_path, FireRating="EI 60") == {"fire_exit_missing"}
    assert doors_with(tmp_path, FireRating="EI 60", FireExit=False) == set()
    assert doors_with(tmp_path, stair=False) == {"fire_exit_missing"}


def filled(tmp_path, widths):
    small = Small()
    storey = small.storey("1F", 0.0)
    small.space(storey, ROOM)
    doors = []
    for i, width in enumerate(widths):
        wall = small.wall(storey, (0, i * 5.0, 0), 4.0)
        door = small.door(storey, (1.0, i * 5.0, 0), width=width, name=f"D{i}")
        small.fill(small.opening(wall, 1.0, 0.9), door)
        doors.append(door)
    return doors, notes(small, tmp_path).get("door_wider_than_opening")


def test_a_door_wider_than_its_opening(tmp_path):
    doors, note = filled(tmp_path, [0.9, 1.2, 0.92])
    assert note is not None and note.guids == (doors[1].GlobalId,)
    assert (note.context["stated_m"], note.context["opening_m"]) == (pytest.approx(1.2), pytest.approx(0.9))


def test_one_wrong_type_among_many_is_found_with_all_its_doors(tmp_path):
    doors, note = filled(tmp_path, [0.9] * 30 + [1.1, 1.1])
    assert note is not None and set(note.guids) == {d.GlobalId for d in doors[30:]}


def test_the_tool_id_of_a_stair_comes_along(tmp_path):
    small, stair = stair_house(3.0)
    stair.Tag = "345678"
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    assert [s.tag for s in facts.stairs] == ["345678"]
