"""What people said of flats, flat doors and ways between storeys, in the numbers of the analysis."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress import words
from bim.egress.cells import Plan
from bim.egress.options import COMMON, Reviews, VerticalLink
from bim.facts import ModelFacts, Point2, Point3, Space, StairRun

LEG_M = 1.5
"""A walk drawn for a linked length swings out at most this far."""
INSET_M = 0.1
"""The walk starts and ends this far inside its space, not on the edge to the next one."""


@dataclass(frozen=True, slots=True)
class Said:
    """``common``: cells said to be common parts; ``flat``: cells said to belong to a flat, by its key. Portals
    (indices): ``flat_doors`` are doors of flats, ``inner`` are none."""

    common: frozenset[int] = frozenset()
    flat: Mapping[int, str] = field(default_factory=dict)
    flat_doors: frozenset[int] = frozenset()
    inner: frozenset[int] = frozenset()

    @property
    def cells(self) -> frozenset[int]:
        """Cells of which a person spoke."""
        return self.common | self.flat.keys()


NOTHING_SAID = Said()


def what_was_said(plan: Plan, reviews: Reviews) -> Said:
    """Words on spaces and doors by GUID as words on cells and portals; a GUID that repeats means all of them."""
    keys = {i: reviews.flats[g] for i in range(len(plan.cells)) if (g := plan.space_of(i).guid) in reviews.flats}
    doors = {i: reviews.doors[p.guid] for i, p in enumerate(plan.facts.portals) if p.guid in reviews.doors}
    return Said(
        common=frozenset(c for c, key in keys.items() if key == COMMON),
        flat={c: key for c, key in keys.items() if key != COMMON},
        flat_doors=frozenset(p for p, use in doors.items() if use == "flat_door"),
        inner=frozenset(p for p, use in doors.items() if use == "inner"),
    )


def link_guid(link: VerticalLink) -> str:
    """GlobalId of the stair that a link stands for: the model's own, else one made from the two spaces."""
    made = hashlib.sha256(f"{link.from_space}>{link.to_space}".encode()).hexdigest()
    return link.stair or f"link_{made[:16]}"


def with_links(facts: ModelFacts, links: tuple[VerticalLink, ...]) -> ModelFacts:
    """The facts with one walkable stair or ramp for each link; ``facts`` itself stays as it is.

    A link between spaces that the model does not have, or that have no floor, gives none.
    """
    stairs = list(facts.stairs)
    spaces = {s.guid: s for s in reversed(facts.spaces) if s.floor is not None and not s.floor.is_empty}
    for link in links:
        ends = (spaces.get(link.from_space), spaces.get(link.to_space))
        if ends[0] is None or ends[1] is None:
            continue
        foot, head = sorted((ends[0], ends[1]), key=lambda s: s.floor_z_m)
        place = next((n for n, s in enumerate(stairs) if s.guid == link_guid(link)), None)
        run = _run(link, foot, head, None if place is None else stairs[place])
        stairs[len(stairs) if place is None else place :] = [run, *([] if place is None else stairs[place + 1 :])]
    return replace(facts, stairs=stairs)


def straight_m(foot: Space, head: Space, near: StairRun | None = None) -> float:
    """The least that a link between two spaces with floors can measure."""
    return math.dist(*_ends(foot, head, near))


def _run(link: VerticalLink, foot: Space, head: Space, old: StairRun | None) -> StairRun:
    start, end = _ends(foot, head, old)
    line = folded(start, end, link.length_m)
    if old is not None:
        return replace(old, line=line, method="manual", notes=(*old.notes, words.LINKED))
    return StairRun(
        link_guid(link), 0, "", foot.storey, line, None, None, "manual", is_ramp=link.is_ramp, notes=(words.LINKED,)
    )


def _ends(foot: Space, head: Space, near: StairRun | None) -> tuple[Point3, Point3]:
    """Where the walk starts and ends: beside the stair where its place is known, else where the spaces meet on plan."""
    low, high = _inner(foot), _inner(head)
    if near is not None and near.footprint is not None and not near.footprint.is_empty:
        spot: BaseGeometry = near.footprint.centroid
    elif low.intersects(high):
        spot = low.intersection(high).representative_point()
    else:
        spot = shapely.shortest_line(low, high).centroid
    return (*_nearest(low, spot), foot.floor_z_m), (*_nearest(high, spot), head.floor_z_m)


def _inner(space: Space) -> BaseGeometry:
    assert space.floor is not None
    inner = space.floor.buffer(-INSET_M)
    return space.floor if inner.is_empty else inner


def _nearest(shape: BaseGeometry, spot: BaseGeometry) -> Point2:
    x, y = shapely.get_coordinates(shapely.shortest_line(shape, spot))[0]
    return float(x), float(y)


def folded(start: Point3, end: Point3, length_m: float) -> tuple[Point3, ...]:
    """A line from start to end that measures exactly ``length_m``, folded like flights where it is longer than
    straight; never shorter than straight."""
    straight = math.dist(start, end)
    if length_m <= straight + 1e-9:
        return start, end
    extra = math.sqrt(length_m**2 - straight**2)
    legs = 2 * max(1, math.ceil(extra / LEG_M / 2))
    across = _across(start, end)
    swing = extra / legs
    points = []
    for n in range(legs + 1):
        x, y, z = (a + (b - a) * n / legs for a, b in zip(start, end, strict=True))
        out = swing if n % 2 else 0.0
        points.append((x + out * across[0], y + out * across[1], z))
    return tuple(points)


def _across(start: Point3, end: Point3) -> Point2:
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = math.hypot(dx, dy)
    return (-dy / size, dx / size) if size > 1e-9 else (1.0, 0.0)
