"""Reading one opened file into the facts of its delivery."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from bim.facts import ModelFacts
from bim.read.boundaries import read_boundaries
from bim.read.doors import read_doors
from bim.read.entity import Entity, attribute, by_type
from bim.read.mesh import tessellate
from bim.read.source import Source
from bim.read.spaces import read_spaces, usable_spaces
from bim.read.spatial import storey_of
from bim.read.storeys import Levels, Storeys, read_storeys
from bim.read.text import clean_text


def read_model(source: Source, facts: ModelFacts, tell: Callable[[str, float], None]) -> None:
    """Add everything that ``source`` says to ``facts``."""
    tell("geometry", 0.1)
    clock = time.process_time()
    usable, every = usable_spaces(source)
    source.shapes = tessellate(source.model, usable)
    facts.timing_s["geometry"] += time.process_time() - clock
    tell("facts", 0.7)
    storeys = read_storeys(source, _levels(source, usable))
    boundaries = read_boundaries(source)
    facts.files.append(source.file)
    facts.spaces += read_spaces(source, storeys, usable, every)
    facts.portals += read_doors(source, storeys, boundaries)
    facts.storeys += [s for s in storeys.storeys]
    tell("facts", 1.0)


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
