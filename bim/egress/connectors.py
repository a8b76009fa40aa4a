"""The strip of floor that carries a walker through the wall from one space to the next."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress.cells import Plan
from bim.egress.joins import Join
from bim.geometry.polygons import snap, without
from bim.geometry.tolerances import SHRINK_M

OVERLAP_M = 0.002
"""How far the strip reaches into each space, so that the pieces join."""
NARROWEST_M = 0.02
"""With body clearance a strip keeps at least this width: a narrow door is a finding, not a wall."""


def connector(plan: Plan, join: Join, clearance_m: float) -> BaseGeometry | None:
    """Strip on plan (local) of a portal between two cells of one level, or before an outer door's inner face.

    Its width is the portal's (less the clearance at both jambs); it never touches a third space.
    """
    cells = [c for c in join.sides if c is not None]
    if not cells or len({plan.cells[c].level for c in cells}) > 1:
        return None
    reach = OVERLAP_M + clearance_m
    before = join.reach_m[0] - reach if join.sides[0] is not None else join.reach_m[0]
    after = join.reach_m[1] + reach if join.sides[1] is not None else join.reach_m[1]
    strip = _rectangle(plan, join, before, after, clearance_m)
    z = plan.z_m(cells[0])
    others = [plan.cells[i].shape for i in plan.near(strip, z, 1e-9) if i not in cells]
    return snap(without(strip, others))


def _rectangle(plan: Plan, join: Join, before_m: float, after_m: float, clearance_m: float) -> BaseGeometry:
    portal = plan.facts.portals[join.portal]
    p, q = (np.asarray(plan.frame.point_in(*end)) for end in portal.line)
    width = float(np.linalg.norm(q - p))
    along = (q - p) / width if width > 0 else np.array([-portal.normal[1], portal.normal[0]])
    half = max(width / 2 - SHRINK_M - clearance_m, NARROWEST_M / 2)
    middle, normal = (p + q) / 2, np.asarray(portal.normal)
    corners = [
        middle + side * half * along + depth * normal
        for side, depth in ((-1, before_m), (1, before_m), (1, after_m), (-1, after_m))
    ]
    return shapely.Polygon(corners)
