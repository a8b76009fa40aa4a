"""Reading one opened file into the facts of its delivery: first what has a shape, then what stands where."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bim.facts import ModelFacts
from bim.read.boundaries import read_boundaries
from bim.read.doors import read_doors
from bim.read.entity import Entity, by_type
from bim.read.georeference import read_georeference
from bim.read.identity import note_boundaries, note_losses, note_repeated_guids, note_skipped, read_building_name
from bim.read.lifts import read_lifts
from bim.read.obstacles import read_columns
from bim.read.openings import read_openings
from bim.read.site import note_default_place, read_north, read_terrain
from bim.read.source import Source
from bim.read.spaces import read_spaces, usable_spaces
from bim.read.stair_parts import StairGroup, loose_landings, stair_groups
from bim.read.stairs import StairReader
from bim.read.storey_heights import Levels
from bim.read.storeys import Storeys
from bim.read.virtual import read_virtual


@dataclass(slots=True)
class Draft:
    """A file whose shapes are built, before anybody knows which storeys of other files are its own."""

    source: Source
    usable: list[Entity]
    """Spaces whose shape counts."""
    every: Sequence[Entity]
    groups: list[StairGroup]
    levels: Levels


def shape_model(source: Source, facts: ModelFacts, tell: Callable[[str, float], None]) -> Draft:
    """Triangles of everything in ``source`` that needs them."""
    tell("geometry", 0.1)
    clock = time.process_time()
    usable, every = usable_spaces(source)
    groups = stair_groups(source)
    source.shapes = source.build(_shaped(source, usable, groups))
    facts.timing_s["geometry"] += time.process_time() - clock
    tell("facts", 0.6)
    return Draft(source, usable, every, groups, _levels(source, usable))


def read_model(draft: Draft, storeys: Storeys, facts: ModelFacts) -> None:
    """Add everything that the file says to ``facts``. The storeys of the whole delivery are known."""
    source = draft.source
    facts.spaces += read_spaces(source, storeys, draft.usable, draft.every)
    _read_ways(source, storeys, facts, draft.groups)
    _read_place(source, facts)
    facts.files.append(source.file)
    note_losses(source)
    note_skipped(source)
    note_repeated_guids(source)
    for what, guids in storeys.homeless.items():
        source.notes.add("unplaced_storey", guids, what=what)


def _read_ways(source: Source, storeys: Storeys, facts: ModelFacts, groups: list[StairGroup]) -> None:
    boundaries = read_boundaries(source)
    note_boundaries(source, boundaries)
    facts.portals += read_doors(source, storeys, boundaries)
    facts.portals += read_openings(source, storeys, boundaries)
    facts.portals += read_virtual(source, storeys, boundaries, facts.spaces)
    facts.stairs += StairReader(source, storeys).read(groups)
    facts.obstacles += read_columns(source, storeys)
    facts.lifts += read_lifts(source, storeys)


def _read_place(source: Source, facts: ModelFacts) -> None:
    """What holds for the whole delivery comes from the first file that says it."""
    facts.building_name = facts.building_name or read_building_name(source)
    if facts.north_deg is None:
        facts.north_deg = read_north(source)
    if facts.terrain_z_m is None:
        facts.terrain_z_m = read_terrain(source, facts.spaces)
    if facts.georeference is None:
        facts.georeference = read_georeference(source)
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
