"""Our own IFC models: walk-up of 1985, tower, office. Valid IFC4 or IFC2X3, equal bytes for equal options.

Pure Python on ifcopenshell; the known answers, worked out by hand from the layouts, are in `seeds.ifc.answers`.
"""

from __future__ import annotations

from seeds.ifc.answers import ANSWERS, Answers
from seeds.ifc.office import OfficeOptions, write_office
from seeds.ifc.tower import DEMO_TOWER, TowerOptions, write_demo_tower, write_tower
from seeds.ifc.walk_up import WalkUpOptions, write_walk_up

__all__ = [
    "ANSWERS",
    "DEMO_TOWER",
    "Answers",
    "OfficeOptions",
    "TowerOptions",
    "WalkUpOptions",
    "write_demo_tower",
    "write_office",
    "write_tower",
    "write_walk_up",
]
