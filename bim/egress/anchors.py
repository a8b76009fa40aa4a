"""Points of the network that are not corners: door faces and stair ends, by level, in local coordinates."""

from __future__ import annotations

from dataclasses import dataclass, field

from bim.egress.cells import Plan
from bim.egress.joins import Join, portal_point

Point2 = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Anchor:
    level: int
    at: Point2


@dataclass(slots=True)
class Anchors:
    """Anchors in the order they were added; equal ones share a number."""

    items: list[Anchor] = field(default_factory=list)
    _known: dict[Anchor, int] = field(default_factory=dict)

    def add(self, level: int, at: Point2) -> int:
        anchor = Anchor(level, (float(at[0]), float(at[1])))
        if anchor not in self._known:
            self._known[anchor] = len(self.items)
            self.items.append(anchor)
        return self._known[anchor]


def door_faces(plan: Plan, joins: list[Join], anchors: Anchors) -> list[tuple[int | None, int | None]]:
    """For each join the anchors at the mid-point of its door on either face of the wall (None: no space there)."""
    faces = []
    for join in joins:
        portal = plan.facts.portals[join.portal]
        pair: list[int | None] = []
        for side in (0, 1):
            cell = join.sides[side]
            at = portal_point(plan, portal, join.place, join.face_m[side])
            pair.append(None if cell is None else anchors.add(plan.cells[cell].level, at))
        faces.append((pair[0], pair[1]))
    return faces
