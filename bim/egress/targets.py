"""Where a walk may end: final exits, and storey exits under a given set of stairs that count."""

from __future__ import annotations

from collections.abc import Container, Hashable
from dataclasses import dataclass, field

from bim.egress.exits import GRADE_M
from bim.egress.landings import Landing, StairEnds
from bim.egress.scene import Scene


@dataclass(frozen=True, slots=True)
class Target:
    """End of a walk. ``group``: two targets of one group are one exit (two doors into one stairwell)."""

    anchor: int
    guid: str
    group: Hashable
    cell: int
    """The cell in which the walk ends."""
    portal: int | None = None
    stair: int | None = None


@dataclass(slots=True)
class Ends:
    """All targets of one reading. ``inside``: cells that are part of an exit, with the stair that makes them one;
    ``closed``: stairs that end the walk and are not walked."""

    targets: list[Target] = field(default_factory=list)
    inside: dict[int, int] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()


def final_ends(scene: Scene) -> Ends:
    """Inner faces of the final exits. A door confirmed as final between two spaces ends the walk on both sides."""
    return Ends(_doors(scene, "final"))


def storey_ends(scene: Scene, counting: frozenset[int]) -> Ends:
    """Targets of the walk to the storey exit when the stairs ``counting`` (indices) are exits and others are not."""
    made = Ends(inside=_inside(scene, counting), closed=counting)
    made.targets = _doors(scene, "final", made.inside) + _doors(scene, "storey", made.inside)
    for index in range(len(scene.joins)):
        made.targets += _into(scene, index, made.inside)
    for end in scene.ends:
        if end.stair in counting:
            made.targets += _mouths(scene, end)
    return made


def _doors(scene: Scene, kind: str, inside: Container[int] = ()) -> list[Target]:
    """Doors of a kind as targets. Those out of a stairwell that counts are none: the walk has ended at its door."""
    found = []
    for index, (join, faces) in enumerate(zip(scene.joins, scene.faces, strict=True)):
        if scene.proposals[index].kind != kind or index in scene.dead_doors:
            continue
        guid = scene.facts.portals[index].guid
        for cell, anchor in zip(join.sides, faces, strict=True):
            if cell is not None and anchor is not None and cell not in inside:
                found.append(Target(anchor, guid, ("door", index), cell, portal=index))
    return found


def _inside(scene: Scene, counting: frozenset[int]) -> dict[int, int]:
    """Stairwells whose stair towards grade counts (at grade: all their stairs), and smoke-proof stairs' lobbies."""
    found: dict[int, int] = {}
    for cell, mine in scene.wells.wells.items():
        down = [s for s in mine if towards_grade(scene, s, scene.plan.z_m(cell))]
        if counting.issuperset(down or mine):
            found[cell] = (down or mine)[0]
    for cell, group in scene.wells.lobbies.items():
        smoke = [s for s in counting if scene.wells.group_of[s] == group and _kind(scene, s) == "smoke_proof"]
        near = [c for c, _ in scene.graph.get(cell, ()) if c in scene.wells.wells and c in found]
        if smoke and near:
            found[cell] = found[near[0]]
    return found


def _kind(scene: Scene, stair: int) -> str:
    row = scene.stairs[stair]
    return row.kind if row.kind != "unknown" else row.suggested


def _into(scene: Scene, index: int, inside: dict[int, int]) -> list[Target]:
    """The storey's side of a way into an exit, unless a person has said what this way is."""
    join, faces = scene.joins[index], scene.faces[index]
    if scene.proposals[index].status == "confirmed":
        return []
    for side in (0, 1):
        cell, other, anchor = join.sides[side], join.sides[1 - side], faces[side]
        if cell is not None and anchor is not None and other in inside and cell not in inside:
            stair = inside[other]
            group = ("stair", scene.wells.group_of[stair])
            guid = scene.facts.portals[index].guid
            return [Target(anchor, guid, group, cell, index, stair)]
    return []


def _mouths(scene: Scene, end: StairEnds) -> list[Target]:
    """A stair without a space of its own ends the walk at its first or last edge, where it leads towards grade."""
    return [
        t for landing in (end.foot, end.head, *(k for _, k in end.stops)) for t in _mouth(scene, end.stair, landing)
    ]


def _mouth(scene: Scene, stair: int, landing: Landing) -> list[Target]:
    if landing.cell is None or landing.cell in scene.wells.wells:
        return []
    if not towards_grade(scene, stair, scene.plan.z_m(landing.cell)):
        return []
    level = scene.plan.cells[landing.cell].level
    anchor = scene.anchors.add(level, landing.at)
    group = ("stair", scene.wells.group_of[stair])
    return [Target(anchor, scene.facts.stairs[stair].guid, group, landing.cell, stair=stair)]


def towards_grade(scene: Scene, stair: int, z_m: float) -> bool:
    """Whether a stair leads nearer to grade from height ``z_m``: down above it, up below it, never from grade."""
    line = scene.facts.stairs[stair].line
    if len(line) < 2:
        return False
    grade = scene.facts.reference_z_m
    nearest = min((line[0][2], line[-1][2]), key=lambda z: abs(z - grade))
    return abs(z_m - grade) > GRADE_M and abs(nearest - grade) < abs(z_m - grade) - GRADE_M
