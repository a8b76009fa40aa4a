"""How much room a building of one file takes up: the evidence for who is who across files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from bim.read.entity import Entity, by_type
from bim.read.mesh import FloatArray
from bim.read.source import Source

MOST_PLACED = 3000
"""Elements without a mesh that are asked for their placement, evenly spread over the file."""
LEAST_M = 1.0
"""Placements that all lie closer than this are an exporter's single origin and say nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """Axis-parallel box in world metres."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    @property
    def across_m(self) -> float:
        """Longer side on plan."""
        return max(self.high[i] - self.low[i] for i in (0, 1))

    @property
    def middle(self) -> tuple[float, float]:
        return (self.low[0] + self.high[0]) / 2, (self.low[1] + self.high[1]) / 2

    def gap_m(self, other: Box) -> float:
        """Distance between the two on plan, 0 where they touch."""
        gaps = [max(0.0, other.low[i] - self.high[i], self.low[i] - other.high[i]) for i in (0, 1)]
        return hypot(*gaps)

    def rise_gap_m(self, other: Box) -> float:
        """Height between the two, 0 where they overlap."""
        return max(0.0, other.low[2] - self.high[2], self.low[2] - other.high[2])

    def shared(self, other: Box, axes: Sequence[int]) -> float:
        """Overlap along ``axes`` as a share of the smaller of the two, 0–1."""
        share = 1.0
        for i in axes:
            overlap = min(self.high[i], other.high[i]) - max(self.low[i], other.low[i])
            size = min(self.high[i] - self.low[i], other.high[i] - other.low[i])
            share *= 0.0 if overlap < 0 else min(1.0, overlap / size) if size > 0 else 1.0
        return share


def boxes(source: Source, owners: Iterable[int]) -> dict[int, Box]:
    """Box of what stands in each of the buildings ``owners`` (entity ids), by meshes, else by placements.

    0 stands for what belongs to no building. A building about which nothing is known has no entry.
    """
    wanted = set(owners)
    points: dict[int, list[FloatArray]] = {}
    for step_id, mesh in source.shapes.meshes.items():
        ends = np.stack([mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)])
        points.setdefault(_owner(source, source.model.by_id(step_id), wanted), []).append(ends)
    found = {owner: _box(np.concatenate(p)) for owner, p in points.items()}
    for owner, placed in _placed(source, wanted, wanted - found.keys()).items():
        box = _box(np.array(placed))
        if max(box.across_m, box.high[2] - box.low[2]) >= LEAST_M:
            found[owner] = box
    return found


def _owner(source: Source, element: Entity, wanted: set[int]) -> int:
    building = source.tree.building_of(element)
    key = building.id() if building is not None else 0
    return key if key in wanted else next(iter(wanted)) if len(wanted) == 1 else 0


def _placed(source: Source, wanted: set[int], missing: set[int]) -> dict[int, list[FloatArray]]:
    points: dict[int, list[FloatArray]] = {}
    elements = by_type(source.model, "IfcElement") if missing else ()
    for element in elements[:: max(1, len(elements) // MOST_PLACED)]:
        frame = source.placements.of(element)
        owner = _owner(source, element, wanted)
        if frame is not None and owner in missing:
            points.setdefault(owner, []).append(frame[:3, 3])
    return points


def _box(points: FloatArray) -> Box:
    low, high = points.min(axis=0), points.max(axis=0)
    return Box((float(low[0]), float(low[1]), float(low[2])), (float(high[0]), float(high[1]), float(high[2])))
