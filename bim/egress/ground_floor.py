"""The ground floor: from where a stairwell ends at grade to the nearest final exit. No clause, no verdict."""

from __future__ import annotations

import math

from bim.egress.exits import GRADE_M
from bim.egress.flows import Walk
from bim.egress.measured import GroundWay, Path
from bim.egress.scene import Scene


def ground_ways(scene: Scene, final: Walk) -> tuple[GroundWay, ...]:
    """One row per stairwell that comes down to grade; stairs inside dwellings and those that only go down have none."""
    stairs: dict[int, int] = {}
    for index, row in enumerate(scene.stairs):
        line = scene.facts.stairs[index].line
        if not row.inside_flat and len(line) > 1 and line[-1][2] > scene.facts.reference_z_m + GRADE_M:
            group = scene.wells.group_of[index]
            lowest = stairs.setdefault(group, index)
            if line[0][2] < scene.facts.stairs[lowest].line[0][2]:
                stairs[group] = index
    ways = (_way(scene, final, index) for index in sorted(stairs.values()))
    return tuple(way for way in ways if way is not None)


def _way(scene: Scene, final: Walk, stair: int) -> GroundWay | None:
    """None for a stair whose foot is not at grade: it ends on a podium, and goes on by another."""
    cell = scene.ends[stair].foot.cell
    if cell is None or abs(scene.plan.z_m(cell) - scene.facts.reference_z_m) > GRADE_M:
        return None
    guid, storey = scene.stairs[stair].guid, scene.plan.space_of(cell).storey
    walks = [(start, _walk(final, anchor)) for start, anchor in _starts(scene, stair, cell)]
    found = [(walk[0], start, walk) for start, walk in walks if walk is not None]
    if not found:
        return GroundWay(guid, storey, guid, None)
    _, start, (length_m, path, target) = min(found, key=lambda item: item[:2])
    return GroundWay(guid, storey, start, length_m, path, target)


def _starts(scene: Scene, stair: int, cell: int) -> list[tuple[str, int]]:
    """Where the stairwell ends: its doors at grade, seen from outside of it; without a well, the foot of the stair."""
    if cell not in scene.wells.wells:
        feet = [link.start for link in scene.links if stair in link.stairs and link.cells and link.cells[0] == cell]
        return [(scene.facts.stairs[stair].guid, anchor) for anchor in feet]
    found = []
    for index in scene.joins_of_cell.get(cell, ()):
        join, faces = scene.joins[index], scene.faces[index]
        own = join.sides.index(cell)
        outdoors = scene.proposals[index].kind == "final"
        anchor = faces[own] if outdoors else faces[1 - own]
        if anchor is not None and (outdoors or join.sides[1 - own] is not None):
            found.append((scene.facts.portals[index].guid, anchor))
    return found


def _walk(final: Walk, anchor: int) -> tuple[float, Path, str] | None:
    """The walk on this floor: one that changes level by more than a few steps is no way of the ground floor."""
    flow = final.flow
    node = flow.network.node_of[anchor]
    if not math.isfinite(flow.cost_m(node)):
        return None
    path = flow.path(node)
    heights = [point[2] for point in path]
    if max(heights) - min(heights) > GRADE_M:
        return None
    return flow.cost_m(node), path, final.guids.get(flow.end(node), "")
