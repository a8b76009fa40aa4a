"""Floors measured together give what each gives alone, also where they lie above each other."""

from __future__ import annotations

import numpy as np
import pytest
from shapely import Polygon, box

from bim.geometry import side_by_side
from bim.geometry.farthest import Farthest, Jobs, farthest_of
from bim.geometry.graph import graph, reach
from bim.geometry.regions import Regions
from bim.geometry.side_by_side import Ask, farthest_each
from bim.geometry.visibility import Visibility

RING = Polygon(box(0, 0, 6, 6).exterior.coords, [box(2, 2, 4, 4).exterior.coords])
L_ROOM = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 5), (0, 5)])
FLOORS = [
    (box(0, 0, 20, 2), [(0.0, 1.0), (20.0, 0.5)]),
    (RING, [(0.0, 3.0)]),
    (L_ROOM, [(6.0, 0.0)]),
    (box(0, 0, 6, 6), [(0.0, 3.0)]),
    (RING, [(6.0, 1.0), (0.0, 0.5)]),
]
"""Floors in the same place, with the doors."""


def _ask(shape: Polygon, doors: list[tuple[float, float]]) -> Ask:
    """From two halves of a floor to all doors, and to the first."""
    floor = Visibility(shape, np.array(doors))
    ways = graph(len(floor.nodes), floor.edges, floor.lengths_m)
    nodes = floor.corner_count + np.arange(len(doors))
    costs = np.array([reach(ways, nodes).cost_m, reach(ways, nodes[:1]).cost_m + 5.0])
    halves = [shape.intersection(half) for half in (box(-1, -1, 3, 9), box(3, -1, 30, 9))]
    return Regions.of(floor, halves), Jobs.of(np.array([0, 1, 1]), np.array([0, 0, 1]), costs)


def _alone(asks: list[Ask]) -> list[list[Farthest | None]]:
    return [farthest_of(*ask) for ask in asks]


def test_together_as_alone() -> None:
    asks = [_ask(*floor) for floor in FLOORS]
    assert farthest_each(asks) == _alone(asks)


def test_a_floor_without_a_way_harms_no_other() -> None:
    asks = [_ask(*floor) for floor in FLOORS]
    regions, jobs = asks[1]
    asks[1] = (regions, Jobs(jobs.region, jobs.row, np.full(len(jobs.cost_m), np.inf), jobs.base))
    together = farthest_each(asks)
    assert together == _alone(asks)
    assert together[1] == [None, None, None]


def test_in_several_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    asks = [_ask(*floor) for floor in FLOORS]
    monkeypatch.setattr(side_by_side, "TOGETHER", 30)
    assert farthest_each(asks) == _alone(asks)


def test_nothing_asked() -> None:
    assert farthest_each([]) == []
