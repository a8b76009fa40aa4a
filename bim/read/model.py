"""Reading one opened file into the facts of its delivery."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from bim.facts import ModelFacts
from bim.read.boundaries import read_boundaries
from bim.read.doors import read_doors
from bim.read.entity import Entity, by_type
from bim.read.identity import note_boundaries, note_losses, note_repeated_guids, read_building_name
from bim.read.lifts import read_lifts
from bim.read.mesh import tessellate
from bim.read.obstacles import read_columns
from bim.read.openings import read_openings
from bim.read.site import note_default_place, read_north, read_terrain
from bim.read.source import Source
from bim.read.spaces import read_spaces, usable_spaces
from bim.read.stair_parts import StairGroup, loose_landings, stair_groups
from bim.read.stairs import StairReader
from bim.read.storeys import Levels, Storeys, read_storeys
from bim.read.virtual import read_virtual


def read_model(source: Source, facts: ModelFacts, tell: Callable[[str, float], None]) -> None:
    """Add everything that ``source`` says to ``facts``."""
    tell("geometry", 0.1)
    clock = time.process_time()
    usable, every = usable_spaces(source)
    groups = stair_groups(source)
    source.shapes = tessellate(source.model, _shaped(source, usable, groups))
    facts.timing_s["geometry"] += time.process_time() - clock
    tell("facts", 0.6)
    storeys = read_storeys(source, _levels(source, usable), facts.storeys)
    facts.spaces += read_spaces(source, storeys, usable, every)
    _read_ways(source, storeys, facts, groups)
    _read_place(source, storeys, facts)
    facts.files.append(source.file)
    facts.storeys += storeys.new
    note_losses(source)
    note_repeated_guids(source)
    for what, guids in storeys.homeless.items():
        source.notes.add("unplaced_storey", guids, what=what)
    tell("facts", 1.0)


def _read_ways(source: Source, storeys: Storeys, facts: ModelFacts, groups: list[StairGroup]) -> None:
    boundaries = read_boundaries(source)
    note_boundaries(source, boundaries)
    facts.portals += read_doors(source, storeys, boundaries)
    facts.portals += read_openings(source, storeys, boundaries)
    facts.portals += read_virtual(source, storeys, boundaries, facts.spaces)
    facts.stairs += StairReader(source, storeys).read(groups)
    facts.obstacles += read_columns(source, storeys)
    facts.lifts += read_lifts(source, storeys)


def _read_place(source: Source, storeys: Storeys, facts: ModelFacts) -> None:
    """What holds for the whole delivery comes from the first file that says it."""
    if not facts.files:
        facts.reference_z_m = storeys.reference_z_m
    facts.building_name = facts.building_name or read_building_name(source)
    if facts.north_deg is None:
        facts.north_deg = read_north(source)
    if facts.terrain_z_m is None:
        facts.terrain_z_m = read_terrain(source, facts.spaces)
    note_default_place(source)


def _shaped(source: Source, spaces: Iterable[Entity], groups: list[StairGroup]) -> Iterable[Entity]:
    """The elements that need triangles: rooms, stairs and ramps with their landings, columns, lifts."""
    bodies = [body for group in groups for body in group.bodies]
    solids = [e for name in ("IfcColumn", "IfcTransportElement") for e in by_type(source.model, name)]
    return [*spaces, *bodies, *loose_landings(source, groups), *solids]


def _levels(source: Source, spaces: Iterable[Entity]) -> Levels:
    """Heights of floors, or of door sills where a storey has no rooms, by the storey the file puts them on."""
    floors: Levels = {}
    for space in spaces:
        mesh, storey = source.shapes.meshes.get(space.id()), source.tree.storey_of(space)
        if mesh is not None:
            floors.setdefault(storey.id() if storey is not None else 0, []).append(float(mesh.vertices[:, 2].min()))
    sills: Levels = {}
    for door in by_type(source.model, "IfcDoor"):
        frame, storey = source.placements.of(door), source.tree.storey_of(door)
        if frame is not None:
            sills.setdefault(storey.id() if storey is not None else 0, []).append(float(frame[2, 3]))
    return {**sills, **floors}
