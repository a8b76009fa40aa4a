"""One result row per storey, and the height of the building as far as the model tells."""

from __future__ import annotations

from collections import defaultdict

from bim.egress.flows import Walk, Walks
from bim.egress.result import SpaceResult, StoreyPart, StoreyResult
from bim.egress.scene import Scene
from bim.egress.spacegraph import components
from bim.facts import Storey

BELOW_M = 1.0
"""A storey whose floor lies more than this below ±0.00 is a basement."""
STEP_M = 1.5
"""Levels nearer to the floor below than this are no storeys. One empty storey on top is the roof, two are a gap."""
ROOF_SHARE = 0.25
"""A top storey up to this share of the largest floor is a roof structure and makes no height."""


def storey_results(scene: Scene, rows: list[SpaceResult], walks: Walks) -> list[StoreyResult]:
    """Rows from the lowest storey to the highest; storeys without any elevation come last."""
    mine: dict[str, list[SpaceResult]] = defaultdict(list)
    for row in rows:
        mine[row.storey].append(row)
    known = [(s, elevation_m(scene, s)) for s in scene.facts.storeys]
    known.sort(key=lambda k: (k[1] is None, k[1] or 0.0))
    return [_row(scene, s, z, order, mine[s.guid], walks) for order, (s, z) in enumerate(known)]


def elevation_m(scene: Scene, storey: Storey) -> float | None:
    """Declared elevation, else the lowest floor of its spaces."""
    if storey.elevation_m is not None:
        return storey.elevation_m
    floors = [s.floor_z_m for s in scene.facts.spaces if s.storey == storey.guid and s.floor is not None]
    return min(floors, default=None)


def _row(
    scene: Scene, storey: Storey, z_m: float | None, order: int, rows: list[SpaceResult], walks: Walks
) -> StoreyResult:
    reached = [(r.travel.value_m, r.travel.upper_m, r.guid) for r in rows if r.travel is not None]
    farthest = max(reached, default=None)
    cells = _cells(scene, storey)
    sure, unknown = _exits(cells, walks)
    return StoreyResult(
        guid=storey.guid,
        name=storey.name,
        elevation_m=z_m,
        order=order,
        area_m2=sum(r.area_m2 or 0.0 for r in rows),
        spaces=len(rows),
        max_travel_m=farthest[0] if farthest else None,
        bound_m=max(u for _, u, _ in reached) if reached else None,
        farthest_space=farthest[2] if farthest else None,
        unreachable=tuple(r.guid for r in rows if r.travel is None),
        storey_exits=sure,
        unknown_exits=unknown,
        above_ground=z_m is None or z_m >= scene.facts.reference_z_m - BELOW_M,
        two_ways=_two_ways(scene, storey, walks),
        parts=tuple(_part(scene, piece, rows, walks) for piece in components(scene.graph, cells)),
    )


def _cells(scene: Scene, storey: Storey) -> set[int]:
    return scene.cells_of_storey.get(storey.guid, set())


def _exits(cells: set[int], walks: Walks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Exits of these cells that surely count, and those that hang on a stair of unknown kind."""
    sure, able = (
        dict.fromkeys(t.guid for t in walk.ends.targets if t.cell in cells) for walk in (walks.not_counts, walks.counts)
    )
    return tuple(sure), tuple(g for g in able if g not in sure)


def _part(scene: Scene, cells: set[int], rows: list[SpaceResult], walks: Walks) -> StoreyPart:
    mine = {scene.plan.space_of(c).guid for c in cells}
    sure, unknown = _exits(cells, walks)
    lost = tuple(r.guid for r in rows if r.guid in mine and r.travel is None)
    return StoreyPart(tuple(r.guid for r in rows if r.guid in mine), sure, unknown, lost)


def _two_ways(scene: Scene, storey: Storey, walks: Walks) -> bool | None:
    """Two different exits in every part of the storey that has any (each entrance of a terrace is a part of its own).

    None when that hangs on a stair of unknown kind.
    """
    cells = _cells(scene, storey)
    two = [_two(scene, cells, w) for w in (walks.counts, walks.not_counts)]
    return two[0] if two[0] == two[1] else None


def _two(scene: Scene, cells: set[int], walk: Walk) -> bool:
    parts = components(scene.graph, cells - set(walk.ends.inside))
    counts = [len({t.group for t in walk.ends.targets if t.cell in part}) for part in parts]
    return max(counts, default=0) > 0 and all(n >= 2 for n in counts if n)


def height_m(scene: Scene, full: list[StoreyResult]) -> float | None:
    """±0.00 to the ceiling of the highest of the ``full`` storeys (its tallest room), None when it has no height."""
    rooms = [s for s in scene.facts.spaces if full and s.storey == full[-1].guid]
    ceilings = [s.floor_z_m + s.height_m for s in rooms if s.height_m is not None]
    return max(ceilings) - scene.facts.reference_z_m if ceilings else None


def full_storeys(scene: Scene, storeys: list[StoreyResult]) -> list[StoreyResult]:
    """Storeys with rooms above ground, without a roof: a small structure on top, or an area no door or stair meets.

    Empty when storeys above the last one with rooms have none: then the model does not tell how high the building is.
    """
    used = [s for s in storeys if s.spaces and s.above_ground and s.elevation_m is not None]
    largest = max((s.area_m2 for s in used), default=0.0)
    entered = _entered(scene)
    while len(used) > 1 and (used[-1].area_m2 <= ROOF_SHARE * largest or (entered and used[-1].guid not in entered)):
        used.pop()
    top = used[-1].elevation_m if used else None
    empty = [s for s in storeys if not s.spaces and s.elevation_m is not None and s.elevation_m > (top or 0.0) + STEP_M]
    return [] if len(empty) > 1 else used


def _entered(scene: Scene) -> set[str]:
    """Storeys of which some space has a door, an opening or a stair."""
    cells = {c for j in scene.joins for c in j.sides} | {c for e in scene.ends for c in e.cells}
    return {scene.plan.space_of(c).storey for c in cells if c is not None}
