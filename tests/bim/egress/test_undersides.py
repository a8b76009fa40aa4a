"""Floor that open stairs take away: under the flight and round the hole above it."""

from math import hypot

import pytest
from shapely import Polygon, box

from bim.egress.analyse import analyse
from bim.egress.options import Options, Reviews
from bim.egress.scene import make_scene
from bim.geometry.shortest import shortest_path
from tests.bim.egress.build import Model, by_guid


def hall(line=((5, 2, 0), (5, 6, 3)), footprint=None):
    """A hall 10 × 8 m on two storeys, the stair 1.2 m wide from (5, 2, 0) to (5, 6, 3), the way out at (0, 4)."""
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
        m.room(f"hall-{name}", 0, 0, 10, 8, z)
    m.door("out", -0.1, 4, axis="y", external=True)
    m.stair("stair", line, footprint=footprint or box(4.4, 2, 5.6, 6))
    return m


def floors(m, level):
    return make_scene(m.facts, Reviews(), Options()).ground.walkable()[level]


def test_under_the_flight_and_over_its_head_nobody_walks():
    low, high = (floors(hall(), level) for level in (0, 1))
    # Below: from 0.5 to 2.15 m of height, 4 m of run for 3 m of rise; above the same from the other end.
    lost = 1.2 * (2.15 - 0.5) * 4 / 3
    assert sum(p.area for p in low) == pytest.approx(80 - lost, abs=1e-2)
    assert sum(p.area for p in high) == pytest.approx(80 - lost, abs=1e-2)
    assert len(low) == len(high) == 1


def test_the_walk_goes_round_the_flight():
    found = by_guid(analyse(hall().facts).spaces)["hall-G"].travel
    # The flight bars y = 2 + 4 · 0.5 / 3 … 2 + 4 · 2.15 / 3; from (10, 8) or (10, 0) to (0, 4), which is symmetric in
    # the room, the straight line from (10, 0) meets it at y = 1.76 … 2.24 (free) and that from (10, 8) at 5.76 … 6.24.
    assert found.value_m == pytest.approx(hypot(10, 4), abs=1e-2)
    below, above = 2 + 4 * 0.5 / 3, 2 + 4 * 2.15 / 3
    scene = make_scene(hall().facts, Reviews(), Options())
    ends = [scene.plan.frame.point_in(x, 3.5) for x in (9.0, 1.0)]
    length, _ = shortest_path(scene.ground.walkable()[0][0], *ends)
    # From 3.5 the lower end of the bar is nearer: the corners (5.6, below) and (4.4, below), 3.4 m off on either side.
    assert 3.5 - below < above - 3.5
    assert length == pytest.approx(2 * hypot(3.4, 3.5 - below) + 1.2, abs=1e-2)


def test_a_cupboard_under_the_stair_keeps_its_floor():
    m = hall()
    m.facts.spaces.pop(0)
    m.room("hall-G", 0, 0, 0, 0, 0.0, floor=box(0, 0, 10, 8).difference(box(4.4, 4.5, 5.6, 6)))
    m.room("cupboard", 4.4, 4.5, 5.6, 6, 0.0, height_m=2.0)
    m.door("cupboard-door", 5.0, 6.0)
    rows = by_guid(analyse(m.facts).spaces)
    assert rows["cupboard"].travel is not None


def test_a_stair_that_fills_a_passage_does_not_cut_off_its_doors():
    """A passage 1.2 m wide is all stair: barring it would leave the room behind it without any way."""
    m = Model()
    m.storey("G", 0.0)
    m.storey("U", 3.0)
    m.room("passage", 0, 0, 20, 1.2)
    m.room("room", 20.2, 0, 24, 4)
    m.room("upper", 0, 0, 20, 1.2, z=3.0)
    m.door("out", -0.1, 0.6, axis="y", external=True)
    m.door("in", 20.1, 0.6, axis="y")
    m.stair("stair", ((6, 0.6, 0), (10, 0.6, 3)), footprint=box(6, 0, 10, 1.2))
    assert by_guid(analyse(m.facts).spaces)["room"].travel is not None


def test_a_stair_across_a_corridor_does_not_drop_the_floor_behind_it():
    """A corridor 20 × 2 m, the stair as wide as it; no door behind: its far end is still 20 m from the way out."""
    m = Model()
    m.storey("G", 0.0)
    m.storey("U", 3.0)
    m.room("corridor", 0, 0, 20, 2)
    m.room("upper", 0, 0, 20, 2, z=3.0)
    m.door("out", -0.1, 1, axis="y", external=True)
    m.stair("stair", ((6, 1, 0), (10, 1, 3)), width=2.0, footprint=box(6, 0, 10, 2))
    rows = by_guid(analyse(m.facts).spaces)
    assert rows["corridor"].travel.value_m == pytest.approx(hypot(20, 1), abs=0.05)
    # From (20, 2) to the stair's head at (10, 1), down 5 m of flight, 6 m to the door.
    assert rows["upper"].travel.value_m == pytest.approx(hypot(10, 1) + 5 + 6, abs=0.3)


def test_a_corner_that_a_landing_cuts_off_is_no_floor_either():
    """A dog-leg in the corner of a hall: what lies between its landing and the walls cannot be reached."""
    line = ((1, 6, 0), (1, 2, 1.5), (3, 2, 1.5), (3, 6, 3))
    whole = Polygon([(0.4, 6), (0.4, 1.4), (3.6, 1.4), (3.6, 6), (2.4, 6), (2.4, 2.6), (1.6, 2.6), (1.6, 6)])
    rows = by_guid(analyse(hall(line, whole).facts).spaces)
    assert rows["hall-G"].travel is not None
    assert rows["hall-U"].travel is not None
