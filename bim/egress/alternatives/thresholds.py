"""Where a walk ends on plan: a short line across each exit door, beyond which nobody walks on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from bim.egress.joins import Join, portal_point
from bim.egress.scene import Scene
from bim.egress.targets import Ends

Point = tuple[float, float]
NUB_M, PAST_M = 0.1, 1e-3
"""A door without a space behind it is drawn this deep; an opening without a wall ends this far past its line."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """``line``: across the door on plan (local). ``nub``: outline of the door's depth where the floor has none.
    ``inner``: mid-point on the walker's side; ``within``: a point between the two."""

    line: tuple[Point, Point]
    nub: tuple[Point, ...]
    inner: Point
    within: Point
    anchor: int
    cell: int
    walled: bool
    """Whether somebody could walk through here: there is floor on the other side."""


@dataclass(slots=True)
class Thresholds:
    """``by_level``: all of a level, whether targets or not."""

    by_level: dict[int, list[Threshold]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, scene: Scene, ends: Ends) -> Thresholds:
        """Exit doors of one reading, and any other way into a space that is part of an exit."""
        made = cls()
        doors = {(t.portal, t.cell) for t in ends.targets if t.portal is not None}
        for index, join in enumerate(scene.joins):
            for side, (cell, other) in enumerate(zip(join.sides, reversed(join.sides), strict=True)):
                into = other in ends.inside and cell is not None and cell not in ends.inside
                if cell is not None and ((index, cell) in doors or into) and scene.faces[index][side] is not None:
                    made.by_level[scene.plan.cells[cell].level].append(_threshold(scene, index, side))
        return made


def _threshold(scene: Scene, index: int, side: int) -> Threshold:
    join, portal = scene.joins[index], scene.facts.portals[index]
    plan, out = scene.plan, 1.0 if side == 0 else -1.0
    anchor = scene.faces[index][side]
    assert anchor is not None
    inner = np.asarray(scene.anchors.items[anchor].at)
    outward = out * np.asarray(portal.normal)
    depth = max((join.face_m[1] - join.face_m[0]) / 2, PAST_M) if join.joins_two else NUB_M
    half = (np.asarray(portal.line[1]) - np.asarray(portal.line[0])) / 2
    near = np.asarray(portal_point(plan, portal, 0.5, join.face_m[side]))
    middle = near + depth * outward
    back = near - 0.01 * outward
    corners = [back - 0.98 * half, middle - 0.98 * half, middle + 0.98 * half, back + 0.98 * half]
    within = inner + outward * (depth / 2 if depth > 0.02 else -0.02)
    line = (_point(middle - 1.02 * half), _point(middle + 1.02 * half))
    nub = () if join.joins_two else tuple(_point(c) for c in corners)
    return Threshold(line, nub, _point(inner), _point(within), anchor, _cell(join, side), join.joins_two)


def _cell(join: Join, side: int) -> int:
    cell = join.sides[side]
    assert cell is not None
    return cell


def _point(at: Iterable[float]) -> Point:
    x, y = at
    return (float(x), float(y))
