"""Doors that fill no opening: in curtain walls they are often placed in the middle of their panel."""

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle


def curtain_door(small: Small, storey, at, solid, turn_deg=0.0, width=1.0):
    """A door under an IfcCurtainWall: no opening, no storey of its own."""
    wall = small.root("IfcCurtainWall", Name="CW")
    wall.ObjectPlacement = small.placement(storey, (0, 0, 0))
    small.contain(storey, wall)
    door = small.root("IfcDoor", Name="glass door", OverallWidth=width * small.scale, OverallHeight=2.2 * small.scale)
    door.ObjectPlacement = small.placement(storey, at, turn_deg)
    small.shape(door, [solid])
    small._aggregate(wall, [door])
    return door


def portal_of(small: Small, tmp_path):
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    return next(p for p in facts.portals if p.kind == "door")


@pytest.mark.parametrize("unit", ["m", "mm"])
def test_door_placed_in_the_middle_of_its_panel_is_moved_to_its_shape(unit, tmp_path):
    small = Small(unit=unit)
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(0, 0, 6, 4))
    curtain_door(small, ground, (3, 0, 1.1), small.solid(rectangle(-0.5, -0.02, 0.5, 0.02), 2.2, z=-1.1))
    door = portal_of(small, tmp_path)
    assert sorted(p[0] for p in door.line) == pytest.approx([2.5, 3.5], abs=1e-6)
    assert door.base_z_m == pytest.approx(0.0, abs=1e-6)
    assert (door.width_m, door.storey) == (pytest.approx(1.0), ground.GlobalId)


def test_open_leaf_does_not_move_a_door_that_starts_at_its_placement(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(0, 0, 6, 4))
    leaf = small.solid([(0, -0.05), (1, -0.05), (1, 0.05), (0.05, 0.05), (0.05, 0.95), (0, 0.95)], 2.2)
    curtain_door(small, ground, (2, 0, 0), leaf)
    door = portal_of(small, tmp_path)
    assert [c for p in door.line for c in p] == pytest.approx([2, 0, 3, 0], abs=1e-6)
    assert door.notes == ()


def test_mirrored_door_lies_on_the_other_side_of_its_placement(tmp_path):
    small = Small()
    ground = small.storey("1F", 0.0)
    small.space(ground, rectangle(0, 0, 6, 4))
    curtain_door(small, ground, (3, 0, 0), small.solid(rectangle(-1, -0.02, 0, 0.02), 2.2))
    door = portal_of(small, tmp_path)
    assert sorted(p[0] for p in door.line) == pytest.approx([2, 3], abs=1e-6)
