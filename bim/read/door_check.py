"""Do the doors of a file start at their placement? Checked on a sample against the openings that they fill.

Nearly all exporters put a door's local x from 0 to its width. One that centres it would move every door by half its
width without a word, so a few doors are compared and, where they disagree, all are taken from their openings.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from bim.facts import Point2
from bim.read.entity import Entity, attribute
from bim.read.placement import Matrix
from bim.read.segments import Segment, from_mesh
from bim.read.source import Source

SAMPLE, WIDTHS = 12, 24
"""Doors compared in any case, and different widths of which one door each is compared."""
APART_M = 0.3
"""Distance of the middles of door and opening beyond which a door is taken to be placed differently."""
WIDER_M = 0.05
"""By this much a door may be wider than its opening: linings that overlap the wall."""


def opening_of(door: Entity) -> Entity | None:
    """The opening that a door fills."""
    for relation in attribute(door, "FillsVoids") or ():
        return attribute(relation, "RelatingOpeningElement")
    return None


def misplaced(source: Source, doors: Sequence[Entity], stated: dict[int, Segment]) -> dict[int, Segment]:
    """Segments from the opening for the doors whose stated segment lies elsewhere; empty for sound files.

    Doors that state more width than their opening has are noted.
    """
    filling = [d for d in doors if d.id() in stated and opening_of(d) is not None]
    sample = _sample(filling, stated)
    cut = _cuts(source, sample)
    if len(sample) < len(filling) and (_elsewhere(cut, stated) or _wider(cut, stated)):
        cut = _cuts(source, filling)
    _note_wider(source, filling, cut, stated)
    return _elsewhere(cut, stated)


def _sample(filling: list[Entity], stated: dict[int, Segment]) -> list[Entity]:
    """Some doors over the whole file, and one of each width: a wrong width parameter is wrong on the whole type."""
    chosen = {d.id(): d for d in filling[:: max(1, len(filling) // SAMPLE)]}
    first = {round(stated[d.id()].length_m, 3): d for d in reversed(filling)}
    return list((chosen | {d.id(): d for d in list(first.values())[:WIDTHS]}).values())


def _cuts(source: Source, doors: Sequence[Entity]) -> dict[int, Segment]:
    """The segment of the opening that each door fills, by the door's id, where the opening has a shape."""
    openings = {d.id(): opening_of(d) for d in doors}
    shapes = source.build({o.id(): o for o in openings.values() if o is not None}.values())
    found: dict[int, Segment] = {}
    for door in doors:
        opening = openings[door.id()]
        mesh = shapes.meshes.get(opening.id()) if opening is not None else None
        if mesh is not None:
            frame: Matrix | None = source.placements.of(door)
            found[door.id()] = from_mesh(mesh, frame)
    return found


def _elsewhere(cut: dict[int, Segment], stated: dict[int, Segment]) -> dict[int, Segment]:
    near = {k: s for k, s in cut.items() if s.length_m < stated[k].length_m * 3}
    return {k: s for k, s in near.items() if _apart(s, stated[k]) > APART_M}


def _wider(cut: dict[int, Segment], stated: dict[int, Segment]) -> list[int]:
    return [k for k, s in cut.items() if stated[k].length_m > s.length_m + WIDER_M]


def _note_wider(source: Source, doors: list[Entity], cut: dict[int, Segment], stated: dict[int, Segment]) -> None:
    wider = set(_wider(cut, stated))
    for first in [d.id() for d in doors if d.id() in wider][:1]:
        sizes = {"stated_m": round(stated[first].length_m, 3), "opening_m": round(cut[first].length_m, 3)}
        source.notes.add("door_wider_than_opening", [str(d.GlobalId) for d in doors if d.id() in wider], **sizes)


def _apart(one: Segment, other: Segment) -> float:
    return dist(_middle(one), _middle(other))


def _middle(segment: Segment) -> Point2:
    (ax, ay), (bx, by) = segment.line
    return (ax + bx) / 2, (ay + by) / 2
