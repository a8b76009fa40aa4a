"""Floors with known common paths, dead ends and losses, drawn in their docstrings."""

from shapely import Polygon

from tests.bim.egress.build import Model


def straight(exits=("west", "east"), length=20.0, width=2.0):
    """A corridor 0..length x 0..width with a door in the middle of either end."""
    m = Model()
    m.storey("G", 0.0)
    m.room("corridor", 0, 0, length, width)
    if "west" in exits:
        m.door("west", -0.1, width / 2, axis="y")
    if "east" in exits:
        m.door("east", length + 0.1, width / 2, axis="y")
    return m


def tee(arm=10.0, width=2.0):
    """A corridor 0..20 x 0..2 with an exit at either end, and a blind arm of the given width north of its middle."""
    m = straight()
    left, right = 10 - width / 2, 10 + width / 2
    shape = Polygon([(0, 0), (20, 0), (20, 2), (right, 2), (right, 2 + arm), (left, 2 + arm), (left, 2), (0, 2)])
    m.facts.spaces.clear()
    m.room("corridor", 0, 0, 0, 0, floor=shape)
    return m


def loop():
    """A ring corridor 2 m wide round a core 10 x 10, exits west and east."""
    m = Model()
    m.storey("G", 0.0)
    ring = Polygon([(0, 0), (14, 0), (14, 14), (0, 14)], [[(2, 2), (2, 12), (12, 12), (12, 2)]])
    m.room("ring", 0, 0, 0, 0, floor=ring)
    m.door("west", -0.1, 7, axis="y")
    m.door("east", 14.1, 7, axis="y")
    return m


def two_doors_one_stair(other_exit=False):
    """A corridor 2.6..22 x -1..1 beside a stairwell 0..2.4 x -8..4 on the upper floor of two, with two doors into it:
    one from the corridor, one from a lobby 2.6..6 x -8..-6; and the corridor's arm 2.6..4.6 x -6..-1 joins both."""
    m = Model()
    for name, z in (("G", 0.0), ("U", 3.0)):
        m.storey(name, z)
        m.room(f"well-{name}", 0, -8, 2.4, 4, z)
        shape = Polygon([(2.6, -8), (6, -8), (6, -6), (4.6, -6), (4.6, -1), (22, -1), (22, 1), (2.6, 1)])
        m.room(f"hall-{name}", 0, 0, 0, 0, z, floor=shape)
        m.door(f"first-{name}", 2.5, 0, axis="y", z=z)
        m.door(f"second-{name}", 2.5, -7, axis="y", z=z)
    m.door("out", 22.1, 0, axis="y", external=True)
    line = ((0.6, -4.0, 0.0), (0.6, 0.0, 1.5), (1.8, 0.0, 1.5), (1.8, -4.0, 3.0))
    m.stair("stair", line, footprint=Polygon([(0, -4.5), (2.4, -4.5), (2.4, 1), (0, 1)]))
    if other_exit:
        m.room("well2-G", 22.2, 1.2, 24.6, 6, 0.0)
        m.room("well2-U", 22.2, -1, 24.6, 6, 3.0)
        m.door("third-U", 22.1, 0, axis="y", z=3.0)
        m.door("third-G", 23.4, 6.1, z=0.0, external=True)
        line = ((22.8, 2.0, 0.0), (22.8, 5.0, 1.5), (24.0, 5.0, 1.5), (24.0, 2.0, 3.0))
        m.stair("stair2", line, footprint=Polygon([(22.2, 1.4), (24.6, 1.4), (24.6, 5.6), (22.2, 5.6)]))
    return m
