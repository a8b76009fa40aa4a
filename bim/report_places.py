"""Where the elements of a report stand and what the authoring tool calls them: for other programs, later versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from bim.facts import ModelFacts, Point3, Portal, Space, StairRun

DIGITS = 6
Box = list[list[float]]
NOWHERE: dict[str, Any] = {"tag": "", "box_m": None}


def places(facts: ModelFacts) -> dict[int, dict[str, Any]]:
    """By step id: ``tag`` and ``box_m``, the least and the greatest corner in world coordinates, None without shape."""
    found = {p.step_id: _place(p.tag, _portal(p)) for p in facts.portals}
    found |= {s.step_id: _place("", _space(s)) for s in facts.spaces}
    return found | {s.step_id: _place(s.tag, _stair(s)) for s in facts.stairs}


def _place(tag: str, corners: Iterable[Point3]) -> dict[str, Any]:
    points = np.array(list(corners), dtype=np.float64).reshape(-1, 3)
    return {"tag": tag, "box_m": _box(points) if len(points) and np.isfinite(points).all() else None}


def _box(points: np.ndarray[Any, np.dtype[np.float64]]) -> Box:
    return [[round(float(c), DIGITS) for c in corner] for corner in (points.min(axis=0), points.max(axis=0))]


def _portal(portal: Portal) -> list[Point3]:
    top = portal.base_z_m + (portal.height_m or 0.0)
    return [(x, y, z) for x, y in portal.line for z in (portal.base_z_m, top)]


def _space(space: Space) -> list[Point3]:
    if space.floor is None or space.floor.is_empty:
        return []
    x0, y0, x1, y1 = space.floor.bounds
    return [(x0, y0, space.floor_z_m), (x1, y1, space.floor_z_m + (space.height_m or 0.0))]


def _stair(stair: StairRun) -> list[Point3]:
    """The walking line, and its outline on plan where there is one."""
    if not stair.line:
        return []
    low, high = min(p[2] for p in stair.line), max(p[2] for p in stair.line)
    if stair.footprint is None or stair.footprint.is_empty:
        return list(stair.line)
    x0, y0, x1, y1 = stair.footprint.bounds
    return [*stair.line, (x0, y0, low), (x1, y1, high)]
