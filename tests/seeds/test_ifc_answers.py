"""The known answers, worked out by hand, against an independent router on the layouts' floors."""

from __future__ import annotations

import math

import pytest
import shapely
from extremitypathfinder import PolygonEnvironment
from shapely.geometry.polygon import orient
from shapely.ops import nearest_points

from seeds.ifc.answers import L_ROOMS_IN_FLAT_M, LONG_WING_DOORS, OFFICE, TOWER, WALK_UP
from seeds.ifc.layout import Door, Opening, Storey
from seeds.ifc.office import OfficeOptions, office
from seeds.ifc.tower import DEMO_TOWER, TowerOptions, tower
from seeds.ifc.walk_up import WalkUpOptions, walk_up

NEAR = pytest.approx


def floor(storey: Storey, wall_m: float, keep=lambda key: True) -> shapely.Polygon:
    """Rooms joined through the clear width of their doors and openings; only rooms whose key is kept."""
    rooms = {room.key: shapely.Polygon(room.outline) for room in storey.rooms if keep(room.key)}
    gaps = []
    holes: list[Door | Opening] = [*storey.doors, *storey.openings]
    for hole in holes:
        if all(side in rooms for side in hole.joins):
            (x, y), along, across = hole.at, hole.width_m / 2, wall_m / 2 + 1e-4
            wide, deep = (along, across) if hole.axis == "x" else (across, along)
            gaps.append(shapely.box(x - wide, y - deep, x + wide, y + deep))
    joined = shapely.union_all([*rooms.values(), *gaps], grid_size=1e-5)
    assert isinstance(joined, shapely.Polygon), "the kept rooms do not hang together"
    return joined


def walk(area: shapely.Polygon, start, goal) -> float:
    world = PolygonEnvironment()
    area = orient(area)
    holes = [list(ring.coords)[:-1] for ring in area.interiors]
    world.store(list(area.exterior.coords)[:-1], holes, validate=False)
    inside = [_nudged(area, point) for point in (start, goal)]
    path, length = world.find_shortest_path(*inside)
    assert path, "no way"
    return float(length)


def _nudged(area: shapely.Polygon, point):
    """The point itself, moved by a hair off the walls it may lie on."""
    core = area.buffer(-1e-6, join_style="mitre")
    nearest = nearest_points(core, shapely.Point(point))[0]
    return nearest.x, nearest.y


@pytest.fixture(scope="module")
def towers():
    return tower(TowerOptions()).storeys, tower(DEMO_TOWER).storeys


LOBBIES = ((10.5, 1.6), (22.1, 1.6))
FLAT_DOORS = {
    "01": (7.9, 0.0),
    "02": (10.3, 0.0),
    "03": (19.5, 0.0),
    "04": (28.7, 0.0),
    "05": (37.9, 0.0),
    "06": (37.9, 1.6),
    "07": (28.7, 1.6),
    "08": (7.9, 1.6),
}


@pytest.mark.parametrize("flat", FLAT_DOORS)
def test_tower_flat_doors_to_the_lobbies(towers, flat):
    storey = towers[0][8]
    door = next(door for door in storey.doors if door.key == f"9{flat}/flat")
    assert door.at[0] == FLAT_DOORS[flat][0]
    way = min(math.dist(FLAT_DOORS[flat], lobby) for lobby in LOBBIES)  # the corridor is convex
    assert way == NEAR(TOWER.door_to_exit_m[flat], abs=6e-4)


@pytest.mark.parametrize(("flat", "y"), [("05", 0.0), ("06", 1.6)])
def test_tower_long_wing_is_over_the_limit(towers, flat, y):
    storey = towers[1][15]
    door = next(door for door in storey.doors if door.key == f"16{flat}/flat")
    way = math.dist((door.at[0], y), LOBBIES[1])
    assert way == NEAR(LONG_WING_DOORS[flat], abs=6e-4)
    assert way > 20


@pytest.mark.parametrize(
    ("options", "known_m"),
    [(TowerOptions(), TOWER.in_room_m["flat"]), (TowerOptions(l_rooms=True), L_ROOMS_IN_FLAT_M)],
)
def test_tower_in_flat(options, known_m):
    storey = tower(options).storeys[8]
    flat = floor(storey, 0.2, lambda key: key.startswith("902/"))
    # flat 02 is not mirrored: u = x - 9.2, v = -0.2 - y
    length = walk(flat, (9.2 + 9.0, -10.2), (9.2 + 1.1, -0.2))
    assert length == NEAR(known_m, abs=2e-3)
    corners = [walk(flat, corner, (10.3, -0.2)) for corner in list(flat.exterior.coords)[:-1]]
    assert max(corners) == NEAR(known_m, abs=2e-3)


def test_tower_flat_01_to_the_storey_exit_and_to_the_street(towers):
    upper = floor(towers[0][8], 0.2, lambda key: key.startswith("901/") or key == "corridor")
    assert walk(upper, (0.0, -10.2), LOBBIES[0]) == NEAR(TOWER.storey_exit_m["01"], abs=2e-3)
    ground = floor(towers[0][0], 0.2, lambda key: key.startswith("101/") or key in ("corridor", "lobby1", "stair1"))
    assert walk(ground, (0.0, -10.2), (11.8, 4.9)) == NEAR(TOWER.travel_m["101"], abs=2e-3)
    assert walk(ground, (0.0, -10.2), (0.0, 0.8)) == NEAR(21.993, abs=2e-3)


@pytest.fixture(scope="module")
def office_storey():
    return office(OfficeOptions()).storeys[2]


@pytest.mark.parametrize("number", range(1, 7))
def test_office_doors_to_the_stairs(office_storey, number):
    door = next(door for door in office_storey.doors if door.key == f"office{number}")
    way = min(math.dist((door.at[0], 0.0), stair) for stair in ((1.5, 2.0), (33.1, 2.0)))
    assert way == NEAR(OFFICE.door_to_exit_m[f"office{number}"], abs=6e-4)


def test_office_rooms(office_storey):
    whole = floor(office_storey, 0.2)
    meeting = floor(office_storey, 0.2, lambda key: key == "meeting")
    assert walk(meeting, (19.2, 12.2), (5.0, 2.2)) == NEAR(OFFICE.in_room_m["meeting"], abs=2e-3)
    assert walk(whole, (54.2, -6.2), (33.1, 2.0)) == NEAR(OFFICE.storey_exit_m["office6"], abs=2e-3)
    grid = [(x / 10, -0.2 - y / 10) for x in range(0, 241, 5) for y in range(0, 121, 5)]
    far = max(min(math.dist(p, door) for door in ((4.0, -0.2), (20.0, -0.2))) for p in grid)  # a convex room
    assert far == NEAR(OFFICE.in_room_m["open"], abs=6e-4)


@pytest.mark.parametrize(("flat", "sign", "x"), [("1-301", -1, 7.4), ("1-302", 1, 10.28)])
def test_walk_up_in_flat(flat, sign, x):
    storey = walk_up(WalkUpOptions()).storeys[2]
    area = floor(storey, 0.24, lambda key: key.startswith(flat + "/"))
    far = max(walk(area, corner, (x, -0.8)) for corner in list(area.exterior.coords)[:-1])
    assert walk(area, (x + sign * 7.4, -9.2), (x, -0.8)) == NEAR(WALK_UP.in_room_m[flat[-2:]], abs=2e-3)
    assert far == NEAR(WALK_UP.in_room_m[flat[-2:]], abs=2e-3)


def test_walk_up_to_the_street():
    storey = walk_up(WalkUpOptions()).storeys[0]
    area = floor(storey, 0.24, lambda key: key.startswith("1-101/") or key == "landing1")
    assert walk(area, (0.0, -9.2), (8.84, 0.0)) == NEAR(WALK_UP.travel_m["1-101"], abs=2e-3)
    assert math.dist((7.64, -0.8), (8.84, -1.6)) == NEAR(WALK_UP.door_to_exit_m["01"], abs=6e-4)
