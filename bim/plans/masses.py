"""Walls as the dark mass between and around the spaces, from the same polygons as the check itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.result import StairResult
from bim.facts import StairRun

HAIR_M = 0.06
WIDTH_M = 1.1
"""Of a stair whose width the model does not tell."""
OUTER_WALL_M = 0.25
"""Drawn thickness of the outer wall; the model's spaces end at its inner face."""
CLOSE_M = 0.30
"""Gaps between spaces of up to twice this are solid wall."""
VOID_M = 0.75
"""Gaps of up to twice this lie inside the building: shafts, cavities, what nobody modelled."""
_MITRE: Any = {"join_style": "mitre", "mitre_limit": 2.0}


def wall_mass(floors: Sequence[BaseGeometry], shell: BaseGeometry) -> BaseGeometry:
    """What is solid inside ``shell`` (metres): between near floors, around each, and the facade. Empty without floors.

    Growing and shrinking back closes thick inner walls without thickening the facade.
    """
    if not floors:
        return Polygon()
    union = shapely.union_all([f.buffer(0) for f in floors])
    facade = shell.difference(shell.buffer(-OUTER_WALL_M, **_MITRE))
    solid = shapely.union_all([_closed(union, CLOSE_M), union.buffer(OUTER_WALL_M, **_MITRE), facade])
    return shapely.simplify(_closed(solid, HAIR_M).difference(union), 0.01)


def outline(floors: Sequence[BaseGeometry]) -> BaseGeometry:
    """The building's outer contour on this storey (metres), walls included, no holes."""
    union = shapely.union_all([f.buffer(0) for f in floors]) if floors else Polygon()
    mass = _closed(union, VOID_M).union(union).buffer(OUTER_WALL_M, **_MITRE)
    parts = [mass] if isinstance(mass, Polygon) else list(getattr(mass, "geoms", []))
    return shapely.union_all([Polygon(p.exterior) for p in parts if isinstance(p, Polygon) and not p.is_empty])


def stair_body(stair: StairResult, run: StairRun | None) -> BaseGeometry | None:
    """Plan outline of a stair (metres): as modelled, else its walking line at its width."""
    if run is not None and run.footprint is not None and not run.footprint.is_empty:
        return run.footprint
    if len(stair.line) < 2:
        return None
    line = LineString([(p[0], p[1]) for p in stair.line])
    return line.buffer((stair.width_m or WIDTH_M) / 2, cap_style="flat") if line.length > 0.1 else None


def _closed(area: BaseGeometry, by_m: float) -> BaseGeometry:
    return area.buffer(by_m, **_MITRE).buffer(-by_m, **_MITRE)
