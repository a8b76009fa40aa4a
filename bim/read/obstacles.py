"""Columns, as the convex outline of what stands between floor and head height."""

from __future__ import annotations

from bim.facts import Obstacle
from bim.read.entity import by_type
from bim.read.mesh import Mesh
from bim.read.outline import plan_hull
from bim.read.source import Source
from bim.read.storeys import Storeys

MAX_AREA_M2 = 9.0


def read_columns(source: Source, storeys: Storeys) -> list[Obstacle]:
    """One obstacle per ``IfcColumn`` with a shape. Outlines above 9 m² are slabs in disguise and left out."""
    obstacles: list[Obstacle] = []
    skipped: list[str] = []
    for column in by_type(source.model, "IfcColumn"):
        mesh: Mesh | None = source.shapes.meshes.get(column.id())
        outline = plan_hull(mesh) if mesh is not None else None
        if mesh is None or outline is None or outline.area > MAX_AREA_M2:
            skipped.append(str(column.GlobalId))
            continue
        storey = storeys.key_of(column, float(mesh.vertices[:, 2].min()))
        obstacles.append(Obstacle(str(column.GlobalId), source.step(column), storey, outline))
    source.notes.add_if("column_skipped", skipped)
    return obstacles
