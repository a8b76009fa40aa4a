"""Distance field of a floor: from any point to the nearest target, given the costs at the floor's graph nodes."""

from __future__ import annotations

from dataclasses import dataclass

from bim.geometry.frame import Points
from bim.geometry.sparse import Floats, Index
from bim.geometry.view import View
from bim.geometry.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Field:
    """``cost_m`` (n,) is the way from each node of ``floor`` to its nearest target, inf where there is none."""

    floor: Visibility
    cost_m: Floats

    def at(self, points: Points) -> tuple[Floats, Index]:
        """Distances (n,) of points (n, 2) inside the floor, and the node each of them walks to first (-1: none)."""
        return View.of(self.floor, points).value(self.cost_m)
