"""Models used by several tests, drawn in their docstrings."""

from shapely import box

from tests.bim.egress.build import Model

DOG_LEG = ((0.6, 0.0, 0.0), (0.6, 3.0, 1.5), (1.8, 3.0, 1.5), (1.8, 0.0, 3.0))
"""Two flights of 3.0 m going and 1.5 m rise with a landing 1.2 m across: 2 * sqrt(9 + 2.25) + 1.2 = 7.9082 m."""


def corridor_house():
    """One storey: room a (0..4) and room b (4.2..8) south of a corridor 0..8 x 4.2..6 with a door west (x = -0.1)."""
    m = Model()
    m.storey("G", 0.0)
    m.room("a", 0, 0, 4, 4)
    m.room("b", 4.2, 0, 8, 4)
    m.room("corridor", 0, 4.2, 8, 6)
    m.door("door-a", 2, 4.1)
    m.door("door-b", 6, 4.1)
    m.door("west", -0.1, 5.1, axis="y", external=True)
    return m


def two_storeys(well_door="door", **stair):
    """A stairwell 0..2.4 x -1..4 beside a corridor 2.6..12 x -1..1 on two storeys; on the upper one a room north.

    The stair is the dog-leg; way out on the ground floor: a door at the corridor's east end (12.1, 0).
    """
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
        m.room(f"well-{name}", 0, -1, 2.4, 4, z)
        m.room(f"corridor-{name}", 2.6, -1, 12, 1, z)
        m.door(f"into-{name}", 2.5, 0, axis="y", z=z, kind=well_door)
    m.room("room", 4, 1.2, 10, 6.2, 3.0)
    m.door("room-door", 7, 1.1, z=3.0)
    m.door("out", 12.1, 0, axis="y", external=True)
    m.stair("stair", DOG_LEG, footprint=box(0, 0, 2.4, 3.6), **stair)
    return m
