"""What changed between two versions of a model: elements that moved or were resized, and verdicts that turned.

Pure: two stored facts and two stored reports in, plain dataclasses out. Nothing is read or checked again.
"""

from bim.compare.changes import Changes, compare
from bim.compare.elements import ElementChange
from bim.compare.sides import Side
from bim.compare.verdicts import VerdictChange

__all__ = ["Changes", "ElementChange", "Side", "VerdictChange", "compare"]
