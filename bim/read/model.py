"""Reading one opened file into the facts of its delivery."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from bim.facts import ModelFacts
from bim.read.boundaries import read_boundaries
from bim.read.doors import read_doors
from bim.read.entity import Entity, by_type
from bim.read.lifts import read_lifts
from bim.read.mesh import tessellate
from bim.read.obstacles import read_columns
from bim.read.source import Source
from bim.read.spaces import read_spaces, usable_spaces
from bim.read.spatial import storey_of
from bim.read.stair_parts import StairGroup, loose_landings, stair_groups
from bim.read.stairs import StairReader
from bim.read.storeys import Levels, read_storeys


def read_model(source: Source, facts: ModelFacts, tell: Callable[[str, float], None]) -> None:
    """Add everything that ``source`` says to ``facts``."""
    tell("geometry", 0.1)
    clock = time.process_time()
    usable, every = usable_spaces(source)
    groups = stair_groups(source)
    source.shapes = tessellate(source.model, _shaped(source, usable, groups))
    facts.timing_s["geometry"] += time.process_time() - clock
    tell("facts", 0.7)
    storeys = read_storeys(source, _levels(source, usable))
    boundaries = read_boundaries(source)
    facts.files.append(source.file)
    facts.spaces += read_spaces(source, storeys, usable, every)
    facts.portals += read_doors(source, storeys, boundaries)
    facts.stairs += StairReader(source, storeys).read(groups)
    facts.obstacles += read_columns(source, storeys)
    facts.lifts += read_lifts(source, storeys)
    facts.storeys += list(storeys.storeys)
    tell("facts", 1.0)


def _shaped(source: Source, spaces: Iterable[Entity], groups: list[StairGroup]) -> Iterable[Entity]:
    """The elements that need triangles: rooms, stairs and ramps with their landings, columns."""
    bodies = [body for group in groups for body in group.bodies]
    return [*spaces, *bodies, *loose_landings(source, groups), *by_type(source.model, "IfcColumn")]


def _levels(source: Source, spaces: Iterable[Entity]) -> Levels:
    """Heights of floors, or of door sills where a storey has no rooms, by the storey the file puts them on."""
    floors: Levels = {}
    for space in spaces:
        mesh, storey = source.shapes.meshes.get(space.id()), storey_of(space)
        if mesh is not None:
            floors.setdefault(storey.id() if storey is not None else 0, []).append(float(mesh.vertices[:, 2].min()))
    sills: Levels = {}
    for door in by_type(source.model, "IfcDoor"):
        frame, storey = source.placements.of(door), storey_of(door)
        if frame is not None:
            sills.setdefault(storey.id() if storey is not None else 0, []).append(float(frame[2, 3]))
    return {**sills, **floors}
