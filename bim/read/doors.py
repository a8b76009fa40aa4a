"""Doors: a segment on plan from placement and nominal width, no tessellation unless the width is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bim.facts import Portal
from bim.read.boundaries import Boundaries
from bim.read.door_check import misplaced, opening_of
from bim.read.door_shape import misplaced_alone
from bim.read.entity import Entity, attribute, by_type, enum, number, type_of
from bim.read.placement import Matrix
from bim.read.psets import as_flag, as_label, read_set
from bim.read.segments import Segment, from_frame, from_mesh
from bim.read.source import Source
from bim.read.storeys import Storeys
from bim.read.text import clean_text

MAX_BELIEVED_M = 10.0
LEVEL_COSINE = 0.98
NOTE_NO_WIDTH = "OverallWidth is not stated; the line comes from the shape"
NOTE_BAD_WIDTH = "OverallWidth is not believable; the line comes from the shape"
NOTE_NO_PLACE = "the placement does not tell where the door stands; the line comes from the shape"


def read_doors(source: Source, storeys: Storeys, boundaries: Boundaries) -> list[Portal]:
    """One portal per ``IfcDoor``, except those that have neither placement nor shape (noted)."""
    doors = [d for d in by_type(source.model, "IfcDoor") if not _is_model_part(d)]
    segments = {d.id(): _stated_segment(source, d) for d in doors}
    stated = {k: s for k, s in segments.items() if s is not None}
    elsewhere = misplaced(source, doors, stated)
    shaped = (
        elsewhere
        | misplaced_alone(source, doors, stated)
        | _shaped_segments(source, [d for d in doors if segments[d.id()] is None])
    )
    source.notes.add_if("door_misplaced", [str(d.GlobalId) for d in doors if d.id() in elsewhere])
    portals: list[Portal] = []
    unplaced: list[str] = []
    for door in doors:
        segment = shaped.get(door.id()) or segments[door.id()]
        if segment is None:
            unplaced.append(str(door.GlobalId))
            continue
        portals.append(_portal(source, storeys, boundaries, door, segment))
    source.notes.add_if("door_unplaced", unplaced)
    return portals


def stated_width_m(source: Source, door: Entity) -> float | None:
    """``OverallWidth`` in metres; None when null, zero or negative."""
    width = number(door, "OverallWidth")
    return width * source.unit_m if width is not None and width > 0 else None


def _is_model_part(door: Entity) -> bool:
    return enum(door, "PredefinedType") == "TRAPDOOR"


def _stated_segment(source: Source, door: Entity) -> Segment | None:
    width, frame = stated_width_m(source, door), source.placements.of(door)
    if width is None or width > MAX_BELIEVED_M or frame is None or not _is_level(frame):
        return None
    return from_frame(frame, 0.0, width, 0.0)


def _is_level(frame: Matrix) -> bool:
    return float(np.hypot(frame[0, 0], frame[1, 0])) >= LEVEL_COSINE


def _shaped_segments(source: Source, doors: Sequence[Entity]) -> dict[int, Segment]:
    """Segments from the opening that a door fills, else from the door's own shape."""
    if not doors:
        return {}
    carriers = {d.id(): (opening_of(d), d) for d in doors}
    shapes = source.build({e.id(): e for pair in carriers.values() for e in pair if e is not None}.values())
    found: dict[int, Segment] = {}
    for door in doors:
        frame = source.placements.of(door)
        for carrier in carriers[door.id()]:
            mesh = shapes.meshes.get(carrier.id()) if carrier is not None else None
            if mesh is not None:
                found[door.id()] = from_mesh(mesh, frame if frame is not None and _is_level(frame) else None)
                break
    return found


def _portal(source: Source, storeys: Storeys, boundaries: Boundaries, door: Entity, segment: Segment) -> Portal:
    width, height = stated_width_m(source, door), number(door, "OverallHeight")
    believed = width if width is not None and width <= MAX_BELIEVED_M else None
    common = read_set(door, "Pset_DoorCommon")
    return Portal(
        guid=str(attribute(door, "GlobalId")),
        step_id=source.step(door),
        kind="door",
        name=clean_text(attribute(door, "Name")),
        storey=storeys.key_of(door, segment.base_z_m),
        line=segment.line,
        normal=segment.normal,
        base_z_m=segment.base_z_m,
        width_m=believed,
        height_m=height * source.unit_m if height else None,
        external=as_flag(common.get("IsExternal")),
        fire_exit=as_flag(common.get("FireExit")),
        fire_rating=as_label("FireRating", common.get("FireRating")),
        operation=_operation(door),
        tag=clean_text(attribute(door, "Tag")),
        boundary_spaces=boundaries.spaces_of(door),
        boundary_external=door.id() in boundaries.external,
        notes=_notes(width, believed, segment),
    )


def _notes(width: float | None, believed: float | None, segment: Segment) -> tuple[str, ...]:
    if width is None:
        return (NOTE_NO_WIDTH,)
    if believed is None:
        return (NOTE_BAD_WIDTH,)
    return (NOTE_NO_PLACE,) if segment.measured else ()


def _operation(door: Entity) -> str:
    own = enum(door, "OperationType", "UserDefinedOperationType")
    kind = type_of(door)
    return clean_text(own or (enum(kind, "OperationType") if kind is not None else ""))
