"""Do the doors of a file start at their placement? Checked on a sample against the openings that they fill.

Nearly all exporters put a door's local x from 0 to its width. One that centres it would move every door by half its
width without a word, so a few doors are compared and, where they disagree, all are taken from their openings.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from bim.facts import Point2
from bim.read.entity import Entity, attribute
from bim.read.mesh import tessellate
from bim.read.placement import Matrix
from bim.read.segments import Segment, from_mesh
from bim.read.source import Source

SAMPLE = 12
APART_M = 0.3
"""Distance of the middles of door and opening beyond which a door is taken to be placed differently."""


def opening_of(door: Entity) -> Entity | None:
    """The opening that a door fills."""
    for relation in attribute(door, "FillsVoids") or ():
        return relation.RelatingOpeningElement
    return None


def misplaced(source: Source, doors: Sequence[Entity], stated: dict[int, Segment]) -> dict[int, Segment]:
    """Segments from the opening for the doors whose stated segment lies elsewhere; empty for sound files."""
    filling = [d for d in doors if d.id() in stated and opening_of(d) is not None]
    sample = filling[:: max(1, len(filling) // SAMPLE)]
    found = _compare(source, sample, stated)
    if not found or len(sample) == len(filling):
        return found
    return _compare(source, filling, stated)


def _compare(source: Source, doors: Sequence[Entity], stated: dict[int, Segment]) -> dict[int, Segment]:
    openings = {d.id(): opening_of(d) for d in doors}
    shapes = tessellate(source.model, {o.id(): o for o in openings.values() if o is not None}.values())
    found: dict[int, Segment] = {}
    for door in doors:
        opening = openings[door.id()]
        mesh = shapes.meshes.get(opening.id()) if opening is not None else None
        if mesh is None:
            continue
        frame: Matrix | None = source.placements.of(door)
        segment = from_mesh(mesh, frame)
        if segment.length_m < stated[door.id()].length_m * 3 and _apart(segment, stated[door.id()]) > APART_M:
            found[door.id()] = segment
    return found


def _apart(one: Segment, other: Segment) -> float:
    return dist(_middle(one), _middle(other))


def _middle(segment: Segment) -> Point2:
    (ax, ay), (bx, by) = segment.line
    return (ax + bx) / 2, (ay + by) / 2
