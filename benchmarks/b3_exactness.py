"""B3: walked distances against figures worked out by hand and against fast marching on a raster of 5 cm."""

from __future__ import annotations

from math import hypot, sqrt
from pathlib import Path

import numpy as np
import shapely
from shapely import Polygon, affinity, box
from shapely.geometry.base import BaseGeometry

from benchmarks import _models
from benchmarks.oracle.building import Building
from benchmarks.table import Row
from bim.egress import analyse
from bim.egress.options import Options, Reviews
from bim.egress.result import Distance, EgressResult
from bim.egress.scene import make_scene
from bim.egress.undersides import barred_by_stairs
from bim.facts import ModelFacts, Point3
from bim.geometry.farthest import farthest
from bim.geometry.field import Field
from bim.geometry.graph import graph, reach
from bim.geometry.visibility import Visibility
from bim.read import read_delivery

ALLOWED_M, ALLOWED_SHARE = 0.15, 0.015
RING = Polygon(box(0, 0, 6, 6).exterior.coords, [box(2, 2, 4, 4).exterior.coords])
L_ROOM = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
CLOSED = {
    "corridor 20 x 2 m, door amid its end": (box(0, 0, 20, 2), [(0.0, 1.0)], hypot(20, 1)),
    "two doors, farthest point amid a wall": (box(0, 0, 20, 2), [(0.0, 0.0), (20.0, 0.0)], hypot(10, 2)),
    "round the corner of an L": (L_ROOM, [(6.0, 0.0)], sqrt(20) + sqrt(13)),
    "behind a pillar": (RING, [(0.0, 3.0)], sqrt(5) + sqrt(20)),
}
"""By name: room, doors, and the distance of its farthest point by hand."""


def run() -> list[Row]:
    """Closed forms in one row, then each model to the street and to the storey exit."""
    errors = [_closed_error_m(*case) for case in CLOSED.values()]
    rows = [Row("B3", f"{len(errors)} closed forms: largest error", max(errors), "m", limit=0.05 + 1e-9)]
    with _models.folder() as where:
        for name, path in _models.small_models(where).items():
            rows += _against_raster(name, path)
    return rows


def _closed_error_m(room: Polygon, doors: list[tuple[float, float]], truth_m: float) -> float:
    """How far the distance lies from the truth, or the truth above its certified bound."""
    floor = Visibility(room, np.array(doors))
    nodes = floor.corner_count + np.arange(len(doors))
    found = farthest(room, Field(floor, reach(graph(len(floor.nodes), floor.edges, floor.lengths_m), nodes).cost_m))
    assert found is not None
    return max(abs(found.value_m - truth_m), truth_m - found.upper_m)


def _against_raster(name: str, path: Path) -> list[Row]:
    facts = read_delivery([path])
    result = analyse(facts, residential=False)
    building = Building(facts, {d.guid: d.joins for d in result.doors}, _taken_by_stairs(facts))
    street = {s.guid: s.travel for s in result.spaces}
    storey = {s.guid: s.storey_exit.counts if s.storey_exit else None for s in result.spaces}
    exits = _final_exits(result)
    ends = {d.path[-1] for d in storey.values() if d is not None and d.value_m > 0}
    return [
        _row(f"{name}: to the street", street, building.farthest(exits, stairs=True)),
        _row(f"{name}: to the storey exit", storey, building.farthest(ends, stairs=False)),
    ]


def _taken_by_stairs(facts: ModelFacts) -> list[tuple[float, BaseGeometry]]:
    """Floor under and over open stairs: what is no floor is agreed on, the walks over the rest are compared."""
    scene = make_scene(facts, Reviews(), Options())
    frame, barred = scene.plan.frame, barred_by_stairs(scene.plan, scene.joins, scene.ends, scene.wells)
    return [
        (scene.plan.levels_m[level], affinity.translate(area, frame.x_m, frame.y_m))
        for level, areas in barred.items()
        for area in areas
    ]


def _final_exits(result: EgressResult) -> list[Point3]:
    """Where the walks to the street end: the point of the room's floor nearest to the middle of each final exit."""
    floors = {s.guid: s.floor for s in result.facts.spaces}
    found: list[Point3] = []
    for door in (d for d in result.doors if d.exit == "final"):
        middle = shapely.LineString(door.line).centroid
        for guid in (g for g in door.joins if g is not None):
            x, y = shapely.get_coordinates(shapely.shortest_line(floors[guid], middle))[0].tolist()
            found.append((x, y, door.z_m))
    return found


def _row(what: str, ours: dict[str, Distance | None], raster: dict[str, float]) -> Row:
    """Largest error as a share of what is allowed; mean and largest in metres as the note."""
    both = [(d, raster[g]) for g, d in ours.items() if d is not None and d.value_m > 0 and g in raster]
    known = [(d, r) for d, r in both if np.isfinite(r)]
    errors = np.array([d.value_m - r for d, r in known])
    allowed = np.array([max(ALLOWED_M, ALLOWED_SHARE * r) for _, r in known])
    off = np.abs(errors)
    unseen = f", {len(both) - len(known)} the raster cannot reach" if len(known) < len(both) else ""
    note = f"{len(known)} spaces, mean {off.mean():.3f} m, largest {off.max():.3f} m{unseen}"
    return Row("B3", what, float((off / allowed).max()), "of allowed", 1.0, note=note)
