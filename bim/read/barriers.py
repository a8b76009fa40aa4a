"""What bars the way at the height of a person's waist: walls, panes and posts, cut level. Read only when needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely

from bim.facts import Area
from bim.read.entity import Entity, attribute, by_type
from bim.read.mesh import Mesh
from bim.read.outline import areas_of
from bim.read.prisms import Prism, prisms_of
from bim.read.section import section
from bim.read.source import Source
from bim.read.surfaces import curve_points

WALLS = (
    *("IfcWall", "IfcCurtainWall", "IfcPlate", "IfcMember", "IfcColumn", "IfcWindow"),
    *("IfcBuildingElementPart", "IfcBuildingElementProxy"),
)
LOW = ("IfcRailing", "IfcCovering")
"""These part no rooms, but nobody walks through them."""
LARGEST_PROXY_M2, THICKEST_M = 4.0, 0.6
"""A proxy that covers more plan than this, and is thicker than a wall, is no partition."""
AXIS_THICK_M, AXIS_HIGH_M = 0.2, 2.5
"""Size of a wall of which only the axis can be read."""


class Barriers:
    """Level cuts through all barring elements of a delivery: upright prisms as written, after ``build`` the rest."""

    def __init__(self, sources: Sequence[Source], classes: Sequence[str] = WALLS) -> None:
        self._prisms: list[tuple[str, Prism]] = []
        self._meshes: list[tuple[str, Mesh]] = []
        self._rest: list[tuple[Source, list[Entity]]] = []
        for source in sources:
            solid: list[Entity] = []
            for element in _barring(source, classes):
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
            bodiless = (prism_of_axis(source, e) for e in solid if e.id() not in meshes and e.is_a("IfcWall"))
            self._prisms += [("IfcWall", prism) for prism in bodiless if prism is not None]
        return any(solid for _, solid in todo)

    def at(self, z_m: float) -> list[Area]:
        """Everything that stands at height ``z_m``, on plan."""
        found = [(kind, p.outline) for kind, p in self._prisms if p.low_m < z_m < p.high_m]
        for kind, mesh in self._meshes:
            z = mesh.vertices[:, 2]
            if z.min() < z_m < z.max() and (area := section(mesh, z_m)) is not None:
                found.append((kind, area))
        return [a for kind, a in found if kind != "IfcBuildingElementProxy" or _partition(a)]


def _partition(area: Area) -> bool:
    return area.area <= LARGEST_PROXY_M2 or 2 * area.area / area.length <= THICKEST_M


def prism_of_axis(source: Source, wall: Entity) -> Prism | None:
    """A wall without a body that can be built, from the axis it may still have."""
    frame = source.placements.of(wall)
    shapes = attribute(attribute(wall, "Representation"), "Representations") or ()
    items = [i for r in shapes if r.RepresentationIdentifier == "Axis" for i in r.Items or ()]
    points = curve_points(items[0], source.unit_m) if items else None
    if frame is None or points is None or len(points) < 2:
        return None
    world = points @ frame[:3, :3].T + frame[:3, 3]
    outline = areas_of(shapely.LineString(world[:, :2]).buffer(AXIS_THICK_M / 2, cap_style="square"))
    low = float(world[:, 2].min())
    return None if outline is None else Prism(outline, low, low + AXIS_HIGH_M)


def _barring(source: Source, classes: Sequence[str]) -> Iterator[Entity]:
    for name in classes:
        for element in by_type(source.model, name):
            # The wall round a window is read without its openings.
            filled = name == "IfcWindow" and attribute(element, "FillsVoids")
            if attribute(element, "Representation") is not None and not filled:
                yield element
