"""Stairs as different offices draw them. Each expected length is worked out beside its stair."""

import math

import pytest

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle
from tests.bim.read.test_stairs import DOG_LEG_LENGTH, GOING, RISER, STEP, WIDTH, flight_up_y, length, read, storeys


def one_body(small: Small, storey, solids, name="S"):
    """An IfcStair with a body of its own and no parts."""
    stair = small.root("IfcStair", Name=name)
    stair.ObjectPlacement = small.placement(storey, (0, 0, 0))
    small.shape(stair, solids)
    small.contain(storey, stair)
    return stair


def dog_leg_solids(small: Small, base=0.0):
    up = flight_up_y(small, 0.0, 0.0, 8, base + RISER)
    back = flight_up_y(small, 1.4, 8 * GOING, 8, base + 1.5 + RISER, direction=-1)
    return [*up, *back, small.board(0.0, 8 * GOING, 2.6, 8 * GOING + 1.2, base + 1.5)]


def test_stair_of_one_body_with_handrails(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    rail = [small.board(0.0, i * GOING, 0.06, (i + 1) * GOING, (i + 1) * RISER + 0.9) for i in range(8)]
    landing_rail = small.board(0.0, 8 * GOING + 1.14, 2.6, 8 * GOING + 1.2, 2.4)
    one_body(small, ground, [*dog_leg_solids(small), *rail, landing_rail])
    run = read(small, tmp_path).stairs[0]
    assert length(run) == pytest.approx(DOG_LEG_LENGTH, abs=2e-3)
    assert (run.risers, run.width_m) == (18, pytest.approx(WIDTH, abs=1e-4))


def test_one_body_through_three_storeys_gives_runs_with_ids_of_their_own(tmp_path):
    small = Small()
    ground, *_ = storeys(small, 0.0, 3.0, 6.0)
    floor = small.board(0.0, -1.2, 2.6, 0.0, 3.0)
    stair = one_body(small, ground, [*dog_leg_solids(small), floor, *dog_leg_solids(small, 3.0)])
    runs = read(small, tmp_path).stairs
    assert [(round(r.line[0][2], 3), round(r.line[-1][2], 3)) for r in runs] == [(0.0, 3.0), (3.0, 6.0)]
    assert [r.guid for r in runs] == [stair.GlobalId, f"{stair.GlobalId}#2"]


def test_two_upper_flights_from_one_landing_make_two_walks(tmp_path):
    """3 m: 9 risers up the middle, a landing of 4 × 1.2 m, then 9 risers back on either side."""
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    up = flight_up_y(small, 1.4, 0.0, 8, RISER)
    left = flight_up_y(small, 0.0, 8 * GOING, 8, 1.5 + RISER, direction=-1)
    right = flight_up_y(small, 2.8, 8 * GOING, 8, 1.5 + RISER, direction=-1)
    small.stair(ground, [up, left, right], [small.board(0.0, 8 * GOING, 4.0, 8 * GOING + 1.2, 1.5)])
    runs = read(small, tmp_path).stairs
    assert len({r.guid for r in runs}) == len(runs) == 2
    assert sorted(round(r.line[-1][0], 3) for r in runs) == [0.6, 3.4]
    # Foot and head half a going, 7 steps twice; from the middle flight straight to the landing's middle (2, …), then
    # 1.4 m aside and half a going and 0.6 m back, one riser each.
    expected = 2 * math.hypot(GOING / 2, RISER) + 14 * STEP
    expected += math.hypot(GOING / 2 + 0.6, RISER) + math.sqrt(1.4**2 + (GOING / 2 + 0.6) ** 2 + RISER**2)
    assert [length(r) for r in runs] == pytest.approx([expected, expected], abs=2e-3)


def test_spiral_stair_follows_its_treads(tmp_path):
    """17 treads of 22.5° between 0.15 and 1.0 m round a pole: the walk runs through the treads' middles."""
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    turn = math.radians(22.5)

    def tread(i):
        a, b = i * turn, (i + 1) * turn
        ring = [(r * math.cos(w) + 2, r * math.sin(w) + 2) for r, w in ((0.15, a), (1, a), (1, b), (0.15, b))]
        return small.solid(ring, 0.04, z=(i + 1) * 3.0 / 18 - 0.04)

    pole = small.solid(rectangle(1.9, 1.9, 2.1, 2.1), 4.0)
    one_body(small, ground, [*(tread(i) for i in range(17)), pole])
    run = read(small, tmp_path).stairs[0]
    assert run.method == "treads"
    assert run.risers == 18
    # Middles at one radius ρ, 2 ρ sin(11.25°) apart on plan.
    rho = math.dist(run.line[5][:2], (2, 2))
    assert 0.55 < rho < 0.75
    step = math.hypot(2 * rho * math.sin(turn / 2), 3.0 / 18)
    assert length(run) == pytest.approx(16 * step + 2 * math.hypot(rho * math.sin(turn / 2), 3.0 / 18), abs=0.02)


def test_steps_parted_by_a_stringer_are_one_walk(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    left = [small.board(0.0, i * GOING, 0.55, (i + 1) * GOING, (i + 1) * RISER) for i in range(17)]
    right = [small.board(0.65, i * GOING, 1.2, (i + 1) * GOING, (i + 1) * RISER) for i in range(17)]
    small.stair(ground, [[*left, *right]])
    runs = read(small, tmp_path).stairs
    assert len(runs) == 1
    assert length(runs[0]) == pytest.approx(16 * STEP + 2 * math.hypot(GOING / 2, RISER), abs=1e-3)


def test_ramp_with_a_turn_drawn_as_one_body(tmp_path):
    """6 m up by 0.5 m, a landing of 1.5 m, 6 m back beside it up to 1.0 m, all in one IfcRamp body."""
    small = Small()
    low, _ = small.storey("1F", 0.0), small.storey("2F", 1.0)
    small.space(low, rectangle(-5, -5, -1, 5))
    ramp = small.root("IfcRamp", Name="R")
    ramp.ObjectPlacement = small.placement(low, (0, 0, 0))

    def wedge(x, y0, z0, rise, ahead):
        side = small.solid([(0, -0.1), (6 * ahead, -0.1), (6 * ahead, z0 + rise), (0, z0)][::ahead], 1.5)
        side.Position = small._axis((x, y0, 0))
        side.Position.Axis = small.file.create_entity("IfcDirection", (1.0, 0.0, 0.0))
        side.Position.RefDirection = small.file.create_entity("IfcDirection", (0.0, 1.0, 0.0))
        return side

    landing = small.solid(rectangle(0, 6, 3.2, 7.5), 0.6, z=-0.1)
    small.shape(ramp, [wedge(0.0, 0.0, 0.0, 0.5, 1), wedge(1.7, 6.0, 0.5, 0.5, -1), landing])
    small.contain(low, ramp)
    run = read_delivery([small.save(tmp_path / "model.ifc")]).stairs[0]
    assert run.is_ramp
    # Two slopes and the straight way between their edges, 1.7 m aside at y = 6.
    assert length(run) == pytest.approx(2 * math.hypot(6, 0.5) + 1.7, abs=0.01)
    assert run.width_m == pytest.approx(1.5, abs=1e-3)
