"""Our own IFC models: walk-up of 1985, tower, office. Valid IFC4 or IFC2X3, equal bytes for equal options.

Pure Python on ifcopenshell; the known answers, worked out by hand from the layouts, are in `seeds.ifc.answers`.
"""

from __future__ import annotations

from seeds.ifc.office import OfficeOptions, write_office
from seeds.ifc.tower import DEMO_TOWER, TowerOptions, write_demo_tower, write_tower

__all__ = ["DEMO_TOWER", "OfficeOptions", "TowerOptions", "write_demo_tower", "write_office", "write_tower"]
