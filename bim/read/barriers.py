"""What bars the way at the height of a person's waist: walls, panes and posts, cut level. Read only when needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bim.facts import Area
from bim.read.entity import Entity, attribute, by_type
from bim.read.mesh import Mesh
from bim.read.prisms import Prism, prisms_of
from bim.read.section import section
from bim.read.source import Source

WALLS = (
    *("IfcWall", "IfcCurtainWall", "IfcPlate", "IfcMember", "IfcColumn", "IfcWindow"),
    *("IfcBuildingElementPart", "IfcBuildingElementProxy"),
)
HIGHEST_PROXY_M2 = 4.0
"""A proxy that covers more plan than this is no partition."""


class Barriers:
    """Level cuts through all barring elements of a delivery: upright prisms as written, after ``build`` the rest."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._prisms: list[tuple[str, Prism]] = []
        self._meshes: list[tuple[str, Mesh]] = []
        self._rest: list[tuple[Source, list[Entity]]] = []
        for source in sources:
            solid: list[Entity] = []
            for element in _barring(source):
                found = prisms_of(source, element)
                self._prisms += [(element.is_a(), prism) for prism in found or ()]
                solid += [element] if found is None else []
            self._rest.append((source, solid))

    def build(self) -> bool:
        """Triangles of what is no prism; False when there is nothing to add."""
        todo, self._rest = self._rest, []
        for source, solid in todo:
            known = source.shapes.meshes
            shapes = source.build(e for e in solid if e.id() not in known)
            source.shapes.lost += shapes.lost
            meshes = {**known, **shapes.meshes}
            self._meshes += [(e.is_a(), meshes[e.id()]) for e in solid if e.id() in meshes]
        return any(solid for _, solid in todo)

    def at(self, z_m: float) -> list[Area]:
        """Everything that stands at height ``z_m``, on plan."""
        found = [(kind, p.outline) for kind, p in self._prisms if p.low_m < z_m < p.high_m]
        for kind, mesh in self._meshes:
            z = mesh.vertices[:, 2]
            if z.min() < z_m < z.max() and (area := section(mesh, z_m)) is not None:
                found.append((kind, area))
        return [a for kind, a in found if kind != "IfcBuildingElementProxy" or a.area <= HIGHEST_PROXY_M2]


def _barring(source: Source) -> Iterator[Entity]:
    for name in WALLS:
        for element in by_type(source.model, name):
            # The wall round a window is read without its openings.
            filled = name == "IfcWindow" and attribute(element, "FillsVoids")
            if attribute(element, "Representation") is not None and not filled:
                yield element
