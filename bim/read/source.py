"""One opened file with what every reader of it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import ifcopenshell

from bim.facts import SourceFile
from bim.read.entity import Entity
from bim.read.mesh import Tessellation, tessellate
from bim.read.notes import Notebook
from bim.read.placement import Placements
from bim.read.spatial import Tree

STEP_STRIDE = 10**10
"""Step ids of the second and later files of a delivery are raised by this much each, so that they stay unique."""


@dataclass(slots=True)
class Source:
    """An open model. ``unit_m`` is metres per length unit; ``index`` the file's place in the delivery."""

    model: ifcopenshell.file
    file: SourceFile
    index: int
    unit_m: float
    placements: Placements
    notes: Notebook
    tree: Tree = field(default_factory=Tree)
    shapes: Tessellation = field(default_factory=Tessellation)
    skip: frozenset[int | str] = frozenset()
    """Elements whose shape is never built, since they hung or crashed a kernel: step ids of the delivery, GlobalIds, or
    whole classes by name."""
    skipped: dict[int, Entity] = field(default_factory=dict)
    """Those that were met, by entity id."""

    def step(self, entity: Entity) -> int:
        """The entity's number, unique within the delivery."""
        return int(entity.id()) + self.index * STEP_STRIDE

    def build(self, elements: Iterable[Entity]) -> Tessellation:
        """Triangles of ``elements``, those of ``skip`` left out and remembered. The only way to a kernel."""
        wanted = []
        for element in elements:
            if self.skip and not self.skip.isdisjoint((self.step(element), str(element.GlobalId), element.is_a())):
                self.skipped[element.id()] = element
            else:
                wanted.append(element)
        return tessellate(self.model, wanted)
