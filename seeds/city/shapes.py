"""Outlines of buildings on plan: axis-aligned, counter-clockwise, not closed, 4 to 14 corners."""

from __future__ import annotations

from seeds.city.frame import Point

Outline = tuple[Point, ...]

TOWER: Outline = (
    (0.0, 0.0),
    (46.2, 0.0),
    (46.2, 22.4),
    (27.6, 22.4),
    (27.6, 14.6),
    (23.8, 14.6),
    (23.8, 19.6),
    (20.8, 19.6),
    (20.8, 14.6),
    (12.2, 14.6),
    (12.2, 19.6),
    (9.4, 19.6),
    (9.4, 22.4),
    (0.0, 22.4),
)
"""Outer face of `seeds.ifc.tower`."""
WALK_UP: Outline = ((0.0, 0.0), (54.0, 0.0), (54.0, 9.68), (0.0, 9.68))
"""Outer face of `seeds.ifc.walk_up` with three entrances."""
OFFICE: Outline = (
    (0.0, 0.0),
    (24.4, 0.0),
    (24.4, 6.0),
    (60.4, 6.0),
    (60.4, 14.6),
    (35.0, 14.6),
    (35.0, 22.8),
    (19.6, 22.8),
    (19.6, 24.8),
    (3.2, 24.8),
    (3.2, 20.8),
    (0.0, 20.8),
)
"""Outer face of `seeds.ifc.office`, the small steps by the lift left out."""


def at(outline: Outline, x: float, y: float) -> Outline:
    """The outline moved."""
    return tuple((round(px + x, 2), round(py + y, 2)) for px, py in outline)


def box(x: float, y: float, w: float, h: float) -> Outline:
    return at(((0, 0), (w, 0), (w, h), (0, h)), x, y)


def ell(x: float, y: float, w: float, h: float, a: float, b: float) -> Outline:
    """L: the north-east corner ``a`` by ``b`` is cut out."""
    return at(((0, 0), (w, 0), (w, h - b), (w - a, h - b), (w - a, h), (0, h)), x, y)


def zed(x: float, y: float, w: float, h: float, step: float) -> Outline:
    """A slab whose eastern half stands ``step`` farther north; ``h`` counts the step in."""
    half = w / 2
    corners = ((0, 0), (half, 0), (half, step), (w, step), (w, h), (half, h), (half, h - step), (0, h - step))
    return at(corners, x, y)


def you(x: float, y: float, w: float, h: float, arm: float, back: float) -> Outline:
    """U, open to the north: two arms ``arm`` wide on a back ``back`` deep."""
    corners = ((0, 0), (w, 0), (w, h), (w - arm, h), (w - arm, back), (arm, back), (arm, h), (0, h))
    return at(corners, x, y)


def tee(x: float, y: float, w: float, h: float, stem: float, bar: float) -> Outline:
    """T: a bar ``bar`` deep along the south, a stem ``stem`` wide to the north."""
    a = (w - stem) / 2
    return at(((0, 0), (w, 0), (w, bar), (a + stem, bar), (a + stem, h), (a, h), (a, bar), (0, bar)), x, y)


def cross(x: float, y: float, w: float, h: float, cut: float) -> Outline:
    """A point tower: a rectangle whose four corners are cut out by squares."""
    c = cut
    south = ((c, 0), (w - c, 0), (w - c, c), (w, c), (w, h - c), (w - c, h - c))
    return at((*south, (w - c, h), (c, h), (c, h - c), (0, h - c), (0, c), (c, c)), x, y)
