"""Openings in walls that no door or window fills: ways through, if they reach the floor and one fits through."""

from __future__ import annotations

from bim.facts import Portal
from bim.read.boundaries import Boundaries
from bim.read.entity import Entity, attribute, by_type, enum
from bim.read.segments import Segment, from_mesh
from bim.read.source import Source
from bim.read.storeys import Storeys
from bim.read.text import clean_text

SILL_M = 0.3
MIN_HEIGHT_M = 1.8
MIN_WIDTH_M = 0.5


def read_openings(source: Source, storeys: Storeys, boundaries: Boundaries) -> list[Portal]:
    """One portal per unfilled, door-like opening in a wall: sill within 0.3 m of its storey, 1.8 m or more high."""
    openings = [o for o in by_type(source.model, "IfcOpeningElement") if _is_unfilled(o)]
    shapes = source.build(openings)
    portals: list[Portal] = []
    for opening in openings:
        mesh = shapes.meshes.get(opening.id())
        if mesh is None:
            continue
        wall = wall_of(opening)
        segment = from_mesh(mesh, source.placements.of(wall) if wall is not None else None)
        storey = storeys.key_of(opening, segment.base_z_m)
        if _is_door_like(segment, storeys.elevation_of(storey)):
            portals.append(_portal(source, boundaries, opening, segment, storey))
    unread = [o for o in openings if o.id() not in shapes.meshes]
    source.notes.add_if("opening_unread", [str(o.GlobalId) for o in unread])
    return portals


def wall_of(opening: Entity) -> Entity | None:
    """The wall that an opening voids; None for slabs, roofs and furniture."""
    for relation in attribute(opening, "VoidsElements") or ():
        element = attribute(relation, "RelatingBuildingElement")
        if element is not None and element.is_a("IfcWall"):
            return element
    return None


def _is_unfilled(opening: Entity) -> bool:
    return (
        not attribute(opening, "HasFillings")
        and wall_of(opening) is not None
        and enum(opening, "PredefinedType") != "RECESS"
    )


def _is_door_like(segment: Segment, floor_z_m: float | None) -> bool:
    high = (segment.top_z_m or segment.base_z_m) - segment.base_z_m >= MIN_HEIGHT_M
    at_floor = floor_z_m is None or segment.base_z_m - floor_z_m <= SILL_M
    return high and at_floor and segment.length_m >= MIN_WIDTH_M


def _portal(source: Source, boundaries: Boundaries, opening: Entity, segment: Segment, storey: str) -> Portal:
    top = segment.top_z_m if segment.top_z_m is not None else segment.base_z_m
    return Portal(
        guid=str(opening.GlobalId),
        step_id=source.step(opening),
        kind="opening",
        name=clean_text(opening.Name),
        storey=storey,
        line=segment.line,
        normal=segment.normal,
        base_z_m=segment.base_z_m,
        width_m=segment.length_m,
        height_m=top - segment.base_z_m,
        tag=clean_text(attribute(opening, "Tag")),
        boundary_spaces=boundaries.spaces_of(opening),
        boundary_external=opening.id() in boundaries.external,
    )
