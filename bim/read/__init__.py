"""Reading a delivery: from IFC files as they came in to ``bim.facts.ModelFacts``.

The only package (with ``bim.glb``) that imports ifcopenshell. It imports no Django, so that a sandboxed child
process starts fast. A native crash in here kills the process: callers run it in a child.
"""

from bim.read.choice import keep_buildings
from bim.read.delivery import read_delivery
from bim.read.errors import ChoiceNeeded, ReadError, TooLarge, Unreadable, Unsupported
from bim.read.limits import Limits

__all__ = [
    "ChoiceNeeded",
    "Limits",
    "ReadError",
    "TooLarge",
    "Unreadable",
    "Unsupported",
    "keep_buildings",
    "read_delivery",
]
