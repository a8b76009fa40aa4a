"""Floor slabs on plan, openings taken out. Read only where rooms have to be derived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bim.facts import Area
from bim.read.entity import Entity, attribute, by_type
from bim.read.mesh import Mesh
from bim.read.outline import normals, union
from bim.read.prisms import Prism, prisms_of
from bim.read.source import Source

ABOVE_M, BELOW_M = 0.35, 0.6
"""A slab's upper face lies this near to the floor people walk on (screeds above it, thresholds below)."""
FLAT = 0.9
SEAM_M = 0.02


class Slabs:
    """Upper faces of all slabs with the heights at which they lie."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._faces: list[tuple[float, BaseGeometry]] = []
        for source in sources:
            self._read(source)

    def _read(self, source: Source) -> None:
        slabs = [s for s in by_type(source.model, "IfcSlab") if s.PredefinedType != "ROOF"]
        solid: list[Entity] = []
        for slab in slabs:
            found = prisms_of(source, slab)
            holes = _holes(source, slab)
            if found is not None:
                self._faces += [(p.high_m, _cut(p.outline, holes)) for p in found]
            elif attribute(slab, "Representation") is not None:
                solid.append(slab)
        known = source.shapes.meshes
        shapes = source.build(s for s in solid if s.id() not in known)
        source.shapes.lost += shapes.lost
        meshes = {**known, **shapes.meshes}
        for slab in solid:
            if slab.id() in meshes:
                holes = _holes(source, slab)
                self._faces += [(z, _cut(area, holes)) for z, area in _tops(meshes[slab.id()])]

    def at(self, z_m: float) -> BaseGeometry | None:
        """What slabs cover at the floor ``z_m``; None when no slab lies there at all."""
        faces = [area for z, area in self._faces if -BELOW_M <= z - z_m <= ABOVE_M]
        return shapely.union_all([f.buffer(SEAM_M, join_style="mitre") for f in faces]) if faces else None


def _tops(mesh: Mesh) -> Iterator[tuple[float, Area]]:
    """Level upward faces by height."""
    triangles = mesh.triangles()
    up = triangles[normals(triangles)[0] > FLAT]
    heights = np.round(up[:, :, 2].mean(axis=1), 2)
    for z in np.unique(heights):
        area = union(up[heights == z])
        if area is not None:
            yield float(z), area


def _cut(area: Area, holes: list[BaseGeometry]) -> BaseGeometry:
    return shapely.difference(area, shapely.union_all(holes)) if holes else area


def _holes(source: Source, slab: Entity) -> list[BaseGeometry]:
    """Plan outlines of the openings in a slab."""
    openings = [r.RelatedOpeningElement for r in attribute(slab, "HasOpenings") or ()]
    found: list[BaseGeometry] = []
    solid: list[Entity] = []
    for opening in openings:
        prisms: list[Prism] | None = prisms_of(source, opening)
        found += [p.outline for p in prisms or ()]
        solid += [opening] if prisms is None else []
    for mesh in source.build(solid).meshes.values():
        area = union(mesh.triangles())
        found += [area] if area is not None else []
    return found
