"""Rooms: names, storey, plan outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bim.facts import Space
from bim.read.entity import Entity, attribute, by_type, enum, parts
from bim.read.footprint import footprint_area
from bim.read.mesh import Mesh
from bim.read.outline import floor_area
from bim.read.psets import as_flag, read_sets
from bim.read.source import Source
from bim.read.space_use import declared_persons, declared_use
from bim.read.storeys import Storeys
from bim.read.text import clean_text


def usable_spaces(source: Source) -> tuple[list[Entity], Sequence[Entity]]:
    """(spaces whose shape counts, all spaces). Groups of spaces and gross areas keep their row but lose the shape."""
    every = by_type(source.model, "IfcSpace")
    groups = [s for s in every if any(child.is_a("IfcSpace") for child in parts(s))]
    gross = [s for s in every if enum(s, "PredefinedType") == "GFA"]
    source.notes.add_if("space_parts", [str(s.GlobalId) for s in groups])
    source.notes.add_if("space_gross", [str(s.GlobalId) for s in gross])
    left_out = {s.id() for s in (*groups, *gross)}
    return [s for s in every if s.id() not in left_out], every


def read_spaces(source: Source, storeys: Storeys, usable: list[Entity], every: Sequence[Entity]) -> list[Space]:
    """One ``Space`` per ``IfcSpace``, in the order of the file."""
    counted = {s.id() for s in usable}
    projected: list[str] = []
    flat: list[str] = []
    by_curve: list[str] = []
    spaces: list[Space] = []
    for entity in every:
        mesh = source.shapes.meshes.get(entity.id()) if entity.id() in counted else None
        space, doubtful = _space(source, storeys, entity, mesh)
        if doubtful:
            projected.append(space.guid)
        if mesh is None and entity.id() in counted:
            space = replace(space, floor=footprint_area(source, entity))
            if space.floor is not None:
                by_curve.append(space.guid)
                source.shapes.forgive(entity.id())
        if mesh is not None and space.floor is None:
            flat.append(space.guid)
        spaces.append(space)
    source.notes.add_if("floor_footprint", by_curve)
    source.notes.add_if("floor_projected", projected)
    source.notes.add_if("floor_missing", flat)
    return spaces


def _space(source: Source, storeys: Storeys, entity: Entity, mesh: Mesh | None) -> tuple[Space, bool]:
    floor, doubtful = floor_area(mesh) if mesh is not None else (None, False)
    low, high = _height_range(source, entity, mesh)
    height = high - low if mesh is not None else None
    common, occupancy = read_sets(entity, "Pset_SpaceCommon", "Pset_SpaceOccupancyRequirements")
    space = Space(
        guid=str(attribute(entity, "GlobalId")),
        step_id=source.step(entity),
        name=clean_text(attribute(entity, "Name")),
        long_name=clean_text(attribute(entity, "LongName")),
        storey=storeys.key_of(entity, low),
        floor=floor,
        floor_z_m=low,
        height_m=height,
        object_type=clean_text(attribute(entity, "ObjectType")),
        external=_external(entity, as_flag(common.get("IsExternal"))),
        public=as_flag(common.get("PubliclyAccessible")),
        declared_use=declared_use(entity, occupancy),
        declared_persons=declared_persons(occupancy),
    )
    return space, doubtful


def _height_range(source: Source, entity: Entity, mesh: Mesh | None) -> tuple[float, float]:
    if mesh is not None:
        z = mesh.vertices[:, 2]
        return float(z.min()), float(z.max())
    matrix = source.placements.of(entity)
    z_m = 0.0 if matrix is None else float(matrix[2, 3])
    return z_m, z_m


def _external(entity: Entity, stated: bool | None) -> bool | None:
    if stated is not None:
        return stated
    kind = enum(entity, "InteriorOrExteriorSpace", "PredefinedType")
    if kind.startswith("EXTERNAL"):
        return True
    return False if kind == "INTERNAL" else None
