"""What is known of the generated models, worked out by hand from the layouts' dimensions.

Every figure is written out, none is computed by the program that it tests. Distances are walked over the clear floors
and through the full clear width of doors and openings, wall thickness included, with no body clearance: a taut string.
A door as a goal is its mid-point on the face of the wall where the walker stands.

**Tower, flat** (local u, v of `seeds.ifc.flat`). From the far corner of the main bedroom (9.0, 10.0) round the door's
jamb (7.25, 4.0): hypot(1.75, 6.0) = 6.250; along the passage and through its opening to the jamb on the hall's side
(2.2, 2.9): hypot(5.05, 1.1) = 5.168; to the flat door's mid-point (1.1, 0.0): hypot(1.1, 2.9) = 3.102. In-flat
farthest: **14.520**. With L-shaped halls the corner is (2.2, 2.8): 6.250 + hypot(5.05, 1.2) + hypot(1.1, 2.8) =
**14.449**.

**Tower, flat door to storey exit**: lobby doors at (10.5, 1.6) and (22.1, 1.6) on the corridor's north side, south flat
doors on y 0, north ones on y 1.6. 01 at x 7.9: hypot(2.6, 1.6) = 3.053. 02 at 10.3: hypot(0.2, 1.6) = 1.612.
03 at 19.5: 3.053. 04 at 28.7: hypot(6.6, 1.6) = 6.791. 05 at 37.9: hypot(15.8, 1.6) = 15.881. 06 at 37.9: 15.800.
07 at 28.7: 6.600. 08 at 7.9: 2.600. On the long-wing storey 05 and 06 open at x 44.7: hypot(22.6, 1.6) = **22.657**
and **22.600**, over the 20 m of a high-rise dead end.

**Tower, farthest point of flat 01 to the storey exit**: 6.250 + 5.168 as above to the hall's corner (6.8, -3.1); to
the flat door's outer east jamb (8.425, 0.0): hypot(1.625, 3.1) = 3.500; to (10.5, 1.6): hypot(2.075, 1.6) = 2.620.
Sum **17.539**.

**Tower, flat 101 to the street**: to (8.425, 0.0) the same 14.918; to the lobby door's jamb (9.9, 1.6):
hypot(1.475, 1.6) = 2.176; to the stair door's jamb (11.1, 4.2): hypot(1.2, 2.6) = 2.864; to the stairwell's side door
(11.8, 4.9): hypot(0.7, 0.7) = 0.990. Sum **20.948**; by the corridor's west end, with the west jamb (7.375, -0.2), it
would be 6.250 + 5.168 + hypot(0.575, 2.9) + 0.2 + hypot(7.375, 0.8) = 21.993.

**Stair of one storey** (tower): 18 risers of 2.9 / 18 = 0.1611 m, goings of 0.26 m, flights 1.4 m apart centre to
centre. Shortest reading, tread centre to tread centre and straight over the half landing:
2 × 7 × hypot(0.26, 0.1611) + hypot(1.4, 2 × 0.1611) = 2 × 2.141 + 1.437 = 5.719. Longest reading, floor to floor along
the pitch, to the middle of the half landing and back, half of the floor landing at either end:
2 × hypot(2.08, 1.45) + 1.4 + 2 × 0.66 + 2 × 0.7 = 9.191. A sound reading lies between.
Office: 24 risers of 0.15 m, goings 0.28 m, 1.6 m apart, landings 1.42 m and 1.5 m:
2 × 10 × hypot(0.28, 0.15) + hypot(1.6, 0.3) = 6.353 + 1.628 = 7.981 and
2 × hypot(3.08, 1.8) + 1.6 + 1.42 + 1.5 = 7.135 + 4.52 = 11.655.
Walk-up: 16 risers of 0.175 m, goings 0.27 m, 1.35 m apart, landings 1.23 m and 0.44 m:
2 × 6 × hypot(0.27, 0.175) + hypot(1.35, 0.35) = 3.861 + 1.395 = 5.256 and
2 × hypot(1.89, 1.4) + 1.35 + 1.23 + 0.44 = 4.704 + 3.02 = 7.724.

**Office**: stair doors at (1.5, 2.0) and (33.1, 2.0), office doors on y 0. Office 1 at x 29.2: hypot(3.9, 2) = 4.383.
2 at 35.2: hypot(2.1, 2) = 2.900. 3 at 41.2: hypot(8.1, 2) = 8.343. 4 at 47.2: hypot(14.1, 2) = 14.241.
5 at 53.2: hypot(20.1, 2) = 20.199. 6 at 59.2: hypot(26.1, 2) = **26.177**, over the 22 m of a dead end.
In the meeting room the corner (19.2, 12.2) to the door (5.0, 2.2): hypot(14.2, 10) = 17.368. In the open-plan office,
with doors at x 4 and x 20, the farthest point is no corner (hypot(4, 12) = 12.649) but the middle of the south wall:
hypot(8, 12) = **14.422**. Office 6, corner (54.2, -6.2): to its door (59.2, -0.2) hypot(5, 6) = 7.810; to stair B by
the jamb (58.7, -0.2): hypot(4.5, 6) + 0.2 + hypot(25.6, 2) = 7.5 + 0.2 + 25.678 = 33.378.

**Walk-up** (local a, v of `seeds.ifc.walk_up`): from the small bedroom's corner (7.4, 9.2) to its door's jamb
(5.175, 5.0): hypot(2.225, 4.2) = 4.753; to the hall's inner corner (2.8, 3.3): hypot(2.375, 1.7) = 2.921; to the flat
door (0, 0.8): hypot(2.8, 2.5) = 3.754. In-flat farthest **11.427**. On the ground storey straight on from the inner
corner through the flat door to the entrance (-1.44, 0): hypot(4.24, 3.3) = 5.373, to the street **13.047**.
Flat door (landing side) to the stairwell's mouth, whose mid-point lies 1.2 m aside and 0.8 m south: 1.442.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answers:
    """Known answers of one generated model with its default options. Metres."""

    storeys: int
    spaces: int
    doors: int
    stairs: int
    lifts: int
    final_exits: int
    height_m: float
    stair_m: tuple[float, float]
    """Walking length of one storey's stair: shortest and longest sound reading."""
    stair_width_m: float
    door_to_exit_m: Mapping[str, float]
    """Flat or room door to the nearest storey exit on a typical storey, by flat or room key."""
    in_room_m: Mapping[str, float]
    """Farthest point to the room's or the flat's own door."""
    storey_exit_m: Mapping[str, float] = field(default_factory=dict)
    """Farthest point of a flat or room to the nearest storey exit on a typical storey."""
    travel_m: Mapping[str, float] = field(default_factory=dict)
    """Farthest point of a flat or room of the ground storey to the street."""


_TOWER_DOORS = {"01": 3.053, "02": 1.612, "03": 3.053, "04": 6.791, "05": 15.881, "06": 15.8, "07": 6.6, "08": 2.6}
L_ROOMS_IN_FLAT_M = 14.449
"""The tower's ``in_room_m["flat"]`` with L-shaped halls."""

LONG_WING_DOORS = {"05": 22.657, "06": 22.6}
"""What changes in ``door_to_exit_m`` on the tower's long-wing storey."""

TOWER = Answers(
    storeys=18,
    spaces=57 + 17 * 64,  # 7 flats of 7 rooms + 8 on the ground storey, 8 flats + 8 above
    doors=48 + 17 * 58,  # ground: 7 × 5 + 8 in the core + 4 exits + 1 store; above: 8 × 6 + 8 + 2 stores
    stairs=34,  # two, from each of the lower 17 storeys
    lifts=3,
    final_exits=4,
    height_m=52.2,
    stair_m=(5.719, 9.191),
    stair_width_m=1.2,
    door_to_exit_m=_TOWER_DOORS,
    in_room_m={"flat": 14.52},
    storey_exit_m={"01": 17.539},
    travel_m={"101": 20.948},
)

OFFICE = Answers(
    storeys=5,
    spaces=65,  # corridor, 2 stairs, meeting room, WC, hall, open plan, 6 offices on each of 5 storeys
    doors=16 + 4 * 14,  # ground: 13 inside and 3 exits; above the room in place of the hall has a door too
    stairs=8,
    lifts=1,
    final_exits=3,
    height_m=18.0,
    stair_m=(7.981, 11.655),
    stair_width_m=1.4,
    door_to_exit_m={
        "office1": 4.383,
        "office2": 2.9,
        "office3": 8.343,
        "office4": 14.241,
        "office5": 20.199,
        "office6": 26.177,
    },
    in_room_m={"meeting": 17.368, "open": 14.422, "office6": 7.81},
    storey_exit_m={"office6": 33.378},
)

WALK_UP = Answers(
    storeys=6,
    spaces=234,  # 2 flats (5 and 6 rooms), landing and stairwell: 13 by 3 entrances and 6 storeys
    doors=3 * (12 + 5 * 13),  # an entrance: flats 5 + 6 and the entrance door; above 6 + 7 with balconies
    stairs=15,  # three, from each of the lower 5 storeys
    lifts=0,
    final_exits=3,
    height_m=16.8,
    stair_m=(5.256, 7.724),
    stair_width_m=1.05,
    door_to_exit_m={"01": 1.442, "02": 1.442},
    in_room_m={"01": 11.427, "02": 11.427},
    travel_m={"1-101": 13.047},
)

ANSWERS: Mapping[str, Answers] = {"tower": TOWER, "office": OFFICE, "walk_up": WALK_UP}
