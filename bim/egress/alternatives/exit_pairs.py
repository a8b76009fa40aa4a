"""How far the exits of one part of a storey lie from each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress.alternatives.choice import Choice, Part
from bim.egress.measured import ExitPair
from bim.egress.targets import Target
from bim.geometry.frame import Points

MAX_EXITS = 16
"""With more exits only pairs of each exit's nearest and farthest are told."""
Doors = tuple[Target, Target]


def exit_pairs(choice: Choice) -> tuple[ExitPair, ...]:
    """Pairs of different exits, each between those two of their doors that lie nearest to each other."""
    return tuple(row for part in choice.parts if len(part.exits) > 1 for row in _pairs(choice, part))


def _pairs(choice: Choice, part: Part) -> Iterator[ExitPair]:
    plan = choice.scene.plan
    spaces = tuple(dict.fromkeys(plan.space_of(c).guid for c in sorted(part.cells)))
    diagonal = _diagonal_m([plan.cells[c].shape for c in part.cells])
    chosen = _chosen(choice, part)
    nodes = sorted({choice.network.node_of[t.anchor] for doors in chosen for t in doors} - {-1})
    walked = _walked(choice, nodes)
    for first, second in chosen:
        a, b = (choice.network.node_of[t.anchor] for t in (first, second))
        way, straight = walked.get((a, b), math.inf), _straight_m(choice, first, second)
        yield ExitPair(
            storey=part.storey,
            first=first.guid,
            second=second.guid,
            straight_m=straight,
            walked_m=max(way, straight) if math.isfinite(way) else None,
            diagonal_m=diagonal,
            spaces=spaces,
            gap_m=_gap_m(choice, first, second),
        )


def _chosen(choice: Choice, part: Part) -> list[Doors]:
    groups: list[Hashable] = list(part.exits)
    pairs = {
        (i, j): min(
            itertools.product(part.exits[groups[i]], part.exits[groups[j]]), key=lambda d: _straight_m(choice, *d)
        )
        for i, j in itertools.combinations(range(len(groups)), 2)
    }
    if len(groups) <= MAX_EXITS:
        return list(pairs.values())
    kept = set()
    for i in range(len(groups)):
        mine = sorted((k for k in pairs if i in k), key=lambda k: _straight_m(choice, *pairs[k]))
        kept |= {mine[0], mine[-1]}
    return [pairs[k] for k in sorted(kept)]


def _at(choice: Choice, target: Target) -> Points:
    anchor = choice.scene.anchors.items[target.anchor]
    return np.array([*anchor.at, choice.scene.plan.levels_m[anchor.level]])


def _straight_m(choice: Choice, first: Target, second: Target) -> float:
    return float(np.linalg.norm(_at(choice, first) - _at(choice, second)))


def _gap_m(choice: Choice, first: Target, second: Target) -> float:
    """Between the nearest edges on plan: of doors their jambs, of a stair's mouth its middle less half its width."""
    one, two = (_edges(choice, t) for t in (first, second))
    return max(0.0, float(one[0].distance(two[0])) - one[1] - two[1])


def _edges(choice: Choice, target: Target) -> tuple[BaseGeometry, float]:
    if target.portal is not None:
        return shapely.LineString(choice.scene.facts.portals[target.portal].line), 0.0
    x, y = choice.scene.plan.frame.point_out(*choice.scene.anchors.items[target.anchor].at)
    width = choice.scene.facts.stairs[target.stair].width_m if target.stair is not None else None
    return shapely.Point(x, y), (width or 0.0) / 2


def _diagonal_m(shapes: list[BaseGeometry]) -> float:
    """Longest line between two points of some shapes: it ends at corners of their convex hull."""
    corners = shapely.get_coordinates(shapely.convex_hull(shapely.geometrycollections(shapes)))
    if len(corners) < 2:
        return 0.0
    gaps = corners[:, None] - corners[None]
    return float(np.sqrt((gaps**2).sum(axis=2).max()))


def _walked(choice: Choice, nodes: list[int]) -> dict[tuple[int, int], float]:
    """Ways between nodes on foot, over no stair."""
    every = frozenset(range(len(choice.scene.facts.stairs)))
    found: dict[tuple[int, int], float] = {}
    for a, flow in choice.flows_from(nodes, every).items():
        found |= {(a, b): flow.cost_m(b) for b in nodes}
    return found
