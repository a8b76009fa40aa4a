"""Room doors: whom they serve, how far to the storey exit, between two exits or at a dead end, how wide."""

from dataclasses import replace
from math import hypot

import pytest

from bim.egress import Reviews, analyse
from bim.egress.widths import clear_width_m
from tests.bim.egress.build import Model, by_guid

STAIRS = {"w": "enclosed", "e": "enclosed"}


def office():
    """Upper corridor 0..60 x 0..2 with stairwells at x -3..-0.2 (west) and north at 28.8..31.2; rooms south.

    Doors of the rooms at x = 10, 20, 40 and 55: the first two lie between the stairs, the others in a dead-end wing.
    """
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
        m.room(f"corridor-{name}", 0, 0, 60, 2, z)
        m.room(f"west-{name}", -3, -2, -0.2, 4, z)
        m.room(f"east-{name}", 28.8, 2.2, 31.2, 8, z)
        m.door(f"w-{name}", -0.1, 1, axis="y", z=z, fire_rating="EI60")
        m.door(f"e-{name}", 30, 2.1, z=z, fire_rating="EI60")
        for x in (10, 20, 40, 55):
            m.room(f"r{x}-{name}", x - 4, -6.2, x + 4, -0.2, z)
            m.door(f"d{x}-{name}", x, -0.1, z=z)
    m.door("out", 60.1, 1, axis="y", external=True)
    m.stair("w", ((-2.4, 0, 0), (-2.4, 3, 1.5), (-0.8, 3, 1.5), (-0.8, 0, 3)))
    m.stair("e", ((29.4, 3, 0), (29.4, 7, 1.5), (30.6, 7, 1.5), (30.6, 3, 3)))
    return m


def doors(**stairs):
    return by_guid(analyse(office().facts, reviews=Reviews(stairs=stairs)).doors)


def test_each_room_door_serves_its_room():
    found = doors(**STAIRS)
    assert {g: d.serves for g, d in found.items() if d.serves} == {
        f"d{x}-{s}": f"r{x}-{s}" for x in (10, 20, 40, 55) for s in "GU"
    }


def test_from_the_door_to_the_nearest_storey_exit():
    found = doors(**STAIRS)
    # corridor side of the doors is y = 0; stair doors at (0, 1) and (30, 2)
    assert found["d10-U"].to_storey_exit.counts.value_m == pytest.approx(hypot(10, 1), abs=1e-3)
    assert found["d20-U"].to_storey_exit.counts.value_m == pytest.approx(hypot(10, 2), abs=1e-3)
    assert found["d40-U"].to_storey_exit.counts.value_m == pytest.approx(hypot(10, 2), abs=1e-3)
    assert found["d55-U"].to_storey_exit.counts.value_m == pytest.approx(hypot(25, 2), abs=1e-3)
    assert found["d55-U"].to_storey_exit.counts.straight_m == pytest.approx(hypot(25, 2), abs=1e-3)


def test_between_two_exits_or_dead_end():
    found = doors(**STAIRS)
    assert {g: d.position for g, d in found.items() if g in ("d10-U", "d20-U", "d40-U", "d55-U")} == {
        "d10-U": "between_exits",
        "d20-U": "between_exits",
        "d40-U": "dead_end",
        "d55-U": "dead_end",
    }
    # on the ground floor the corridor's east end leads outdoors: no dead end there
    assert found["d55-G"].position == "between_exits"


def test_position_that_hangs_on_an_unknown_stair_is_unknown():
    found = doors(w="enclosed")
    assert found["d10-U"].position == "unknown"
    # beyond both stairs it is a dead end either way
    assert found["d40-U"].position == "dead_end"


def test_one_stair_alone_makes_dead_ends():
    assert doors(w="enclosed", e="open_stair")["d10-U"].position == "dead_end"


def test_two_doors_into_one_stairwell_are_one_exit():
    m = office()
    m.door("e2-U", 29, 2.1, z=3.0, width=0.8)
    row = by_guid(analyse(m.facts, reviews=Reviews(stairs={"e": "enclosed", "w": "open_stair"})).doors)
    assert row["d10-U"].position == "dead_end"


def test_nearest_stair_kind():
    found = doors(w="open_stairwell", e="enclosed")
    assert (found["d10-U"].nearest_stair_kind, found["d20-U"].nearest_stair_kind) == ("open_stairwell", "enclosed")
    assert doors()["d10-U"].nearest_stair_kind == "unknown"


def test_way_back_through_the_room_is_not_taken():
    m = office()
    # a second door of r20 towards the west would let a walker cut through the room: from d20b's corridor side the
    # way still runs along the corridor
    m.door("d20b-U", 16.6, -0.1, z=3.0, width=0.8)
    row = by_guid(analyse(m.facts, reviews=Reviews(stairs=STAIRS)).doors)["d20b-U"]
    assert row.to_storey_exit.counts.value_m == pytest.approx(hypot(13.4, 2), abs=1e-3)


def test_an_entrance_hall_open_to_the_corridor_is_a_way():
    m = office()
    m.room("hall", 44, 2.2, 50, 8, 0.0)
    m.door("hall-mouth", 47, 2.1, kind="opening", width=2.0)
    m.door("front", 47, 8.1, external=True)
    result = analyse(m.facts, reviews=Reviews(stairs=STAIRS))
    assert by_guid(result.spaces)["hall"].is_circulation
    # door d40 (40, 0) to the street: past the mouth's west jamb (46, 2.0..2.2) to (47, 8)
    found = by_guid(result.doors)["d40-G"].to_storey_exit.counts
    assert found.value_m == pytest.approx(min(hypot(10, 2), hypot(6, 2.2) + hypot(1, 5.8)), abs=1e-3)


def test_in_room_distance_runs_to_the_rooms_own_door():
    rows = by_guid(analyse(office().facts).spaces)
    # 8 x 6 m room, door in the middle of the long side: sqrt(4² + 6²)
    assert rows["r10-U"].in_room.value_m == pytest.approx(hypot(4, 6), abs=0.06)
    assert rows["r10-U"].in_room.upper_m >= hypot(4, 6) - 1e-3
    assert rows["corridor-U"].in_room is None
    assert rows["corridor-U"].is_circulation
    assert not rows["r10-U"].is_circulation


def test_a_cupboards_door_is_not_the_rooms_own_door():
    m = office()
    m.room("cupboard", 6, -8.4, 8, -6.4, 3.0)
    m.door("cupboard-door", 7, -6.3, z=3.0)
    result = analyse(m.facts)
    assert by_guid(result.spaces)["r10-U"].in_room.value_m == pytest.approx(hypot(4, 6), abs=0.06)
    # the cupboard's own door opens into the room
    assert by_guid(result.spaces)["cupboard"].in_room.target == "cupboard-door"
    assert by_guid(result.doors)["cupboard-door"].serves is None


@pytest.mark.parametrize(
    ("width", "kind", "operation", "expected"),
    [
        (1.0, "door", "SINGLE_SWING_LEFT", (0.90, 0.94)),
        (1.5, "door", "DOUBLE_DOOR_SINGLE_SWING", (1.30, 1.38)),
        (1.5, "door", "", (1.30, 1.38)),
        (1.2, "door", "", (1.10, 1.14)),
        (2.0, "door", "SLIDING_TO_LEFT", (1.90, 2.0)),
        (1.2, "opening", "", (1.2, 1.2)),
        (None, "door", "", None),
    ],
)
def test_clear_width(width, kind, operation, expected):
    m = Model()
    m.storey("G", 0)
    m.door("d", 0, 0, kind=kind, operation=operation)
    found = clear_width_m(replace(m.facts.portals[0], width_m=width))
    assert found == (expected if expected is None else pytest.approx(expected))
