"""Walking lines of stairs. Each expected length is worked out beside its stair."""

import math

import pytest
from shapely import LineString

from bim.read import read_delivery
from tests.bim.read.small import Small, rectangle

RISER, GOING, WIDTH = 1.0 / 6.0, 0.28, 1.2
STEP = math.hypot(GOING, RISER)


def length(run):
    return sum(math.dist(a, b) for a, b in zip(run.line, run.line[1:], strict=False))


def read(small: Small, tmp_path):
    return read_delivery([small.save(tmp_path / "model.ifc")])


def storeys(small: Small, *heights: float):
    made = [small.storey(f"{i + 1}F", z) for i, z in enumerate(heights)]
    for storey in made:
        small.space(storey, rectangle(-5, -5, 0, 5))
    return made


def flight_up_y(small: Small, x: float, y: float, treads: int, first_z: float, direction: int = 1):
    """``treads`` boards from the riser at ``y`` on, each one going deep, the first at ``first_z``."""
    boards = []
    for i in range(treads):
        a, b = y + direction * i * GOING, y + direction * (i + 1) * GOING
        boards.append(small.board(x, min(a, b), x + WIDTH, max(a, b), first_z + i * RISER))
    return boards


def dog_leg(small: Small, storey, base: float = 0.0):
    """3 m: 9 risers up, a landing 2.6 × 1.2 m at 1.5 m, 9 risers back. 8 treads each, wells 0.2 m apart.

    ``base`` shifts it up within the storey's coordinates.
    """
    up = flight_up_y(small, 0.0, 0.0, 8, base + RISER)
    back = flight_up_y(small, 1.4, 8 * GOING, 8, base + 1.5 + RISER, direction=-1)
    landing = small.board(0.0, 8 * GOING, 2.6, 8 * GOING + 1.2, base + 1.5)
    return small.stair(storey, [up, back], [landing])


DOG_LEG_LENGTH = (
    # Foot and head: half a going and one riser; 7 steps between 8 treads, twice.
    2 * math.hypot(GOING / 2, RISER)
    + 14 * STEP
    # Last tread's middle (0.6, 7.5 goings) to the landing's middle (1.3, 8 goings + 0.6), one riser up; and back.
    + 2 * math.sqrt(0.7**2 + (GOING / 2 + 0.6) ** 2 + RISER**2)
)


@pytest.mark.parametrize("turn", [0.0, 37.0])
def test_dog_leg_passes_its_landing(tmp_path, turn):
    small = Small(unit="mm", turn_deg=turn)
    ground, _ = storeys(small, 0.0, 3.0)
    dog_leg(small, ground)
    run = read(small, tmp_path).stairs[0]
    assert run.method == "treads"
    assert length(run) == pytest.approx(DOG_LEG_LENGTH, abs=2e-3)
    assert length(run) == pytest.approx(7.062, abs=2e-3)  # 0.435 + 4.562 + 2.064
    assert (run.line[0][2], run.line[-1][2]) == pytest.approx((0.0, 3.0), abs=1e-6)
    assert run.risers == 18
    assert run.riser_m == pytest.approx(RISER, abs=1e-6)
    assert run.going_m == pytest.approx(GOING, abs=1e-4)
    assert run.width_m == pytest.approx(WIDTH, abs=1e-4)
    # Treads 2 · 8 · 0.28 · 1.2 plus the landing 2.6 · 1.2.
    assert run.footprint.area == pytest.approx(5.376 + 3.12, abs=1e-3)


def test_straight_flight(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    small.stair(ground, [flight_up_y(small, 0.0, 0.0, 17, RISER)])
    run = read(small, tmp_path).stairs[0]
    # 18 risers, 17 treads: 16 steps and the two ends; horizontally 17 goings from the first riser to the last.
    assert length(run) == pytest.approx(16 * STEP + 2 * math.hypot(GOING / 2, RISER), abs=1e-6)
    plan = LineString([p[:2] for p in run.line])
    assert plan.length == pytest.approx(17 * GOING, abs=1e-6)
    assert run.storey == ground.GlobalId


def test_flight_with_structure_under_its_finish_counts_each_tread_once(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    finish = flight_up_y(small, 0.0, 0.0, 17, RISER)
    concrete = flight_up_y(small, 0.0, 0.0, 17, RISER - 0.05)
    small.stair(ground, [finish, concrete])
    run = read(small, tmp_path).stairs[0]
    assert run.risers == 18
    assert run.riser_m == pytest.approx(RISER, abs=1e-6)


def test_missing_landing_is_joined_and_noted(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    up = flight_up_y(small, 0.0, 0.0, 8, RISER)
    back = flight_up_y(small, 1.4, 8 * GOING, 8, 1.5 + RISER, direction=-1)
    small.stair(ground, [up, back])
    run = read(small, tmp_path).stairs[0]
    assert (run.line[0][2], run.line[-1][2]) == pytest.approx((0.0, 3.0), abs=1e-6)
    # Each flight 7 steps and two ends; between them 1.4 m across, level.
    assert length(run) == pytest.approx(14 * STEP + 4 * math.hypot(GOING / 2, RISER) + 1.4, abs=1e-6)
    assert "landing" in run.notes[0]


def test_loose_landing_slab_beside_the_flights_is_used(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    up = flight_up_y(small, 0.0, 0.0, 8, RISER)
    back = flight_up_y(small, 1.4, 8 * GOING, 8, 1.5 + RISER, direction=-1)
    small.stair(ground, [up, back])
    slab = small._part("IfcSlab", ground, [small.board(0, 8 * GOING, 2.6, 8 * GOING + 1.2, 1.5)])
    slab.PredefinedType = "LANDING"
    small.contain(ground, slab)
    run = read(small, tmp_path).stairs[0]
    assert length(run) == pytest.approx(DOG_LEG_LENGTH, abs=1e-6)


def test_one_stair_through_three_storeys_gives_a_run_for_each(tmp_path):
    small = Small()
    ground, *_ = storeys(small, 0.0, 3.0, 6.0)
    flights = []
    landings = []
    for base in (0.0, 3.0):
        flights.append(flight_up_y(small, 0.0, 0.0, 8, base + RISER))
        flights.append(flight_up_y(small, 1.4, 8 * GOING, 8, base + 1.5 + RISER, direction=-1))
        landings.append(small.board(0.0, 8 * GOING, 2.6, 8 * GOING + 1.2, base + 1.5))
    landings.append(small.board(0.0, -1.2, 2.6, 0.0, 3.0))  # the storey's own landing
    small.stair(ground, flights, landings)
    runs = read(small, tmp_path).stairs
    assert [(round(r.line[0][2], 3), round(r.line[-1][2], 3)) for r in runs] == [(0.0, 3.0), (3.0, 6.0)]
    assert len({r.step_id for r in runs}) == 2


def test_solid_without_treads_falls_back_to_the_run_and_says_so(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    flight = small.root("IfcStairFlight", Name="ramp-like solid", NumberOfRisers=18)
    flight.ObjectPlacement = small.placement(ground, (0, 0, 0))
    wedge = small.solid([(0, 0), (4.5, 0), (4.5, 3.0)], WIDTH)
    # The prism stands on the plan; turning its axes lays the wedge on its side so that it rises along x.
    wedge.Position.Axis = small.file.create_entity("IfcDirection", (0.0, -1.0, 0.0))
    small.shape(flight, [wedge])
    stair = small.stair(ground, [])
    small._aggregate(stair, [flight])
    facts = read(small, tmp_path)
    run = facts.stairs[0]
    assert run.method == "run"
    assert (run.line[0][2], run.line[-1][2]) == pytest.approx((0.0, 3.0))
    # 18 risers stated, default going 0.26: at least hypot(17 · 0.26, 3.0) = 5.34 m.
    assert length(run) >= 5.34 - 1e-2
    assert length(run) < 4 * 3.0
    assert "stair_derived" in {n.code for n in facts.quality}


def test_stair_without_shape_is_an_error_and_no_run(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    stair = small.stair(ground, [])
    facts = read(small, tmp_path)
    assert facts.stairs == []
    assert {n.code: n.guids for n in facts.quality}["stair_unread"] == (stair.GlobalId,)


def test_stated_riser_in_a_wrong_unit_is_noted(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    stair = small.stair(ground, [flight_up_y(small, 0.0, 0.0, 17, RISER)])
    flight = stair.IsDecomposedBy[0].RelatedObjects[0]
    flight.RiserHeight = RISER / 0.3048  # feet in a file of metres
    facts = read(small, tmp_path)
    note = {n.code: n for n in facts.quality}["stair_riser_disagrees"]
    assert note.context["measured_m"] == pytest.approx(0.167)


def test_ramp_runs_up_its_slope(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    ramp = small.root("IfcRamp", Name="R")
    ramp.ObjectPlacement = small.placement(ground, (0, 0, 0))
    wedge = small.solid([(0, 0), (6.0, 0), (6.0, 0.5)], 1.5)
    wedge.Position.Axis = small.file.create_entity("IfcDirection", (0.0, -1.0, 0.0))
    small.shape(ramp, [wedge])
    small.contain(ground, ramp)
    run = read(small, tmp_path).stairs[0]
    assert run.is_ramp
    assert length(run) == pytest.approx(math.hypot(6.0, 0.5), abs=1e-3)
    assert run.width_m == pytest.approx(1.5, abs=1e-3)


def test_spiral_stair_follows_its_wedges(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    boards = []
    for i in range(17):  # wedges of 20° between radii 0.2 and 1.2 m
        a, b = math.radians(20 * i), math.radians(20 * (i + 1))
        ring = [(r * math.cos(t), r * math.sin(t)) for r, t in ((0.2, a), (1.2, a), (1.2, b), (0.2, b))]
        boards.append(small.solid(ring, 0.04, z=(i + 1) * RISER - 0.04))
    small.stair(ground, [boards])
    run = read(small, tmp_path).stairs[0]
    assert run.risers == 18
    # The wedge is an isosceles trapezium with parallel sides 2·r·sin 10°, cos 10° · 1.0 apart. Its centroid lies
    # (1/3)·(a + 2b)/(a + b) = (1/3)·(0.2 + 2.4)/1.4 = 0.6190 of that height outwards from the inner side.
    radius = math.cos(math.radians(10)) * (0.2 + 0.6190)
    step = math.hypot(2 * radius * math.sin(math.radians(10)), RISER)
    ends = 2 * math.hypot(radius * math.sin(math.radians(10)), RISER)
    assert length(run) == pytest.approx(16 * step + ends, abs=2e-3)


def test_two_stairs_in_one_element_stay_apart(tmp_path):
    small = Small()
    ground, _ = storeys(small, 0.0, 3.0)
    there = flight_up_y(small, 0.0, 0.0, 17, RISER)
    back = flight_up_y(small, 5.0, 4.76, 17, RISER, direction=-1)
    small.stair(ground, [there, back])
    runs = read(small, tmp_path).stairs
    assert sorted(round(r.line[0][0], 2) for r in runs) == [0.6, 5.6]
    assert all(r.risers == 18 for r in runs)
