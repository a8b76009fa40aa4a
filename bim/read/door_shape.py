"""Doors that fill no opening (in curtain walls above all): do they start at their placement? Their own shape tells.

Such doors are often placed in the middle of their panel, so the line from the placement would lie half a door aside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bim.read.door_check import opening_of
from bim.read.entity import Entity
from bim.read.mesh import Mesh
from bim.read.placement import Matrix
from bim.read.segments import Segment, from_frame
from bim.read.source import Source

SAMPLE = 12
APART_M = 0.25
"""Distance along the door's width, or in height, beyond which its shape does not start at its placement."""
WIDER = 2.0
"""A shape so many times as wide as the door is stated holds side panels or the whole facade."""


def misplaced_alone(source: Source, doors: Sequence[Entity], stated: dict[int, Segment]) -> dict[int, Segment]:
    """Segments from the shape for doors without an opening whose stated segment lies elsewhere."""
    loose = [d for d in doors if d.id() in stated and opening_of(d) is None]
    sample = loose[:: max(1, len(loose) // SAMPLE)]
    found = _elsewhere(source, sample, stated)
    return _elsewhere(source, loose, stated) if found and len(sample) < len(loose) else found


def _elsewhere(source: Source, doors: Sequence[Entity], stated: dict[int, Segment]) -> dict[int, Segment]:
    shapes = source.build(doors)
    found: dict[int, Segment] = {}
    for door in doors:
        mesh, frame = shapes.meshes.get(door.id()), source.placements.of(door)
        if mesh is None or frame is None:
            continue
        segment, aside = _measured(mesh, frame, stated[door.id()])
        if segment is not None and aside > APART_M:
            found[door.id()] = segment
    return found


def _measured(mesh: Mesh, frame: Matrix, stated: Segment) -> tuple[Segment | None, float]:
    """The shape's extent along the placement's x on its axis, and how far aside of the stated segment it lies.

    Across the wall the placement is believed: a leaf may be drawn open.
    """
    local = (mesh.vertices - frame[:3, 3]) @ frame[:3, :3]
    low, high = float(local[:, 0].min()), float(local[:, 0].max())
    width, base = stated.length_m, float(mesh.vertices[:, 2].min())
    if not 0.5 * width <= high - low <= WIDER * width:
        return None, 0.0
    depth = (float(local[:, 1].min()), float(local[:, 1].max()))
    across = 0.0 if depth[0] - APART_M <= 0.0 <= depth[1] + APART_M else sum(depth) / 2
    middle = (low + high) / 2
    segment = from_frame(frame, middle - width / 2, middle + width / 2, across)
    moved = Segment(segment.line, segment.normal, base, float(mesh.vertices[:, 2].max()), measured=True)
    aside = max(abs(middle - width / 2), abs(base - float(frame[2, 3])), abs(across))
    return moved, float(np.nan_to_num(aside))
