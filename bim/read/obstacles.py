"""Columns, as the convex outline of what stands between floor and head height."""

from __future__ import annotations

from bim.facts import Obstacle
from bim.read.entity import by_type
from bim.read.mesh import Mesh
from bim.read.outline import plan_hull
from bim.read.source import Source
from bim.read.storeys import Storeys

MAX_AREA_M2 = 9.0
HEAD_M = 1.0
"""A column that reaches this far above a storey's floor stands on that storey too."""


def read_columns(source: Source, storeys: Storeys) -> list[Obstacle]:
    """One obstacle per ``IfcColumn`` with a shape and storey that it passes.

    Outlines above 9 m² are slabs in disguise and left out.
    """
    obstacles: list[Obstacle] = []
    skipped: list[str] = []
    for column in by_type(source.model, "IfcColumn"):
        mesh: Mesh | None = source.shapes.meshes.get(column.id())
        outline = plan_hull(mesh) if mesh is not None else None
        if mesh is None or outline is None or outline.area > MAX_AREA_M2:
            skipped.append(str(column.GlobalId))
            continue
        low, high = float(mesh.vertices[:, 2].min()), float(mesh.vertices[:, 2].max())
        own = storeys.key_of(column, low)
        passed = [s.guid for s in storeys.storeys if s.elevation_m is not None and low < s.elevation_m < high - HEAD_M]
        guid, step = str(column.GlobalId), source.step(column)
        obstacles += [Obstacle(guid, step, storey, outline) for storey in dict.fromkeys([own, *passed])]
    source.notes.add_if("column_skipped", skipped)
    return obstacles
