"""One opened file with what every reader of it needs."""

from __future__ import annotations

from dataclasses import dataclass, field

import ifcopenshell

from bim.facts import SourceFile
from bim.read.entity import Entity
from bim.read.mesh import Tessellation
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

    def step(self, entity: Entity) -> int:
        """The entity's number, unique within the delivery."""
        return int(entity.id()) + self.index * STEP_STRIDE
