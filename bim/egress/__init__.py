"""Ways out of a building: which doors and stairs lead where, and how far the farthest point of each space is."""

from bim.egress.analyse import analyse
from bim.egress.options import Reviews

__all__ = ["Reviews", "analyse"]
