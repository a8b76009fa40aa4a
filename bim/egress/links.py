"""Edges of the network that are no plan geometry: stairs, and doors between floors of different height."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bim.egress.anchors import Anchors
from bim.egress.cells import Plan
from bim.egress.joins import Join, portal_point
from bim.egress.landings import Landing, StairEnds
from bim.facts import Point3
from bim.geometry.polyline import length_m, straightened

HALF_LANDING_M = 3.0
HALF_LANDING_Z_M = 0.35


@dataclass(frozen=True, slots=True)
class Link:
    """A walk between two anchors along ``line`` (world, from ``start`` to ``end``). ``stairs``: those it uses."""

    start: int
    end: int
    line: tuple[Point3, ...]
    stairs: tuple[int, ...] = ()
    cells: tuple[int, int] | None = None
    """Where a stair's walk starts and ends."""

    @property
    def length_m(self) -> float:
        return length_m(self.line)


def step_links(plan: Plan, joins: list[Join], faces: list[tuple[int | None, int | None]]) -> list[Link]:
    """Doors whose two floors lie on different levels: walked straight, up or down the step between them."""
    found = []
    for join, (a, b) in zip(joins, faces, strict=True):
        first, second = join.sides
        if first is None or second is None or a is None or b is None:
            continue
        if plan.cells[first].level != plan.cells[second].level:
            found.append(Link(a, b, (_floor_point(plan, join, 0), _floor_point(plan, join, 1))))
    return found


def _floor_point(plan: Plan, join: Join, side: int) -> Point3:
    cell = join.sides[side]
    at = portal_point(plan, plan.facts.portals[join.portal], join.place, join.face_m[side])
    return (*plan.frame.point_out(*at), plan.z_m(cell) if cell is not None else 0.0)


def stair_links(plan: Plan, ends: list[StairEnds], anchors: Anchors) -> list[Link]:
    """One link per walk from floor to floor. Stairs that meet no floor but each other (half-landings) are chained."""
    chains = _chains(plan, ends)
    found = []
    for chain in chains:
        first, last = ends[chain[0]], ends[chain[-1]]
        if first.foot.cell is None or last.head.cell is None:
            continue
        found += _chain_links(plan, [ends[i] for i in chain], anchors)
    return found


def _chain_links(plan: Plan, chain: list[StairEnds], anchors: Anchors) -> list[Link]:
    """Walks of a chain of stairs, cut at the floors they pass."""
    found = []
    stairs = tuple(e.stair for e in chain)
    start, line = chain[0].foot, [_on_floor(plan, chain[0].foot)]
    for end in chain:
        points, first = plan.facts.stairs[end.stair].line, 0
        for stop, landing in end.stops:
            line += points[first : stop + 1]
            found.append(_link(plan, anchors, start, landing, [*line, _on_floor(plan, landing)], stairs))
            start, line, first = landing, [_on_floor(plan, landing)], stop
        line += points[first:]
    last = chain[-1].head
    found.append(_link(plan, anchors, start, last, [*line, _on_floor(plan, last)], stairs))
    return found


def _link(
    plan: Plan, anchors: Anchors, start: Landing, end: Landing, line: list[Point3], stairs: tuple[int, ...]
) -> Link:
    assert start.cell is not None
    assert end.cell is not None
    first, last = (anchors.add(plan.cells[at.cell].level, at.at) for at in (start, end) if at.cell is not None)
    # A way down a tower repeats this line storey after storey: its bends are enough.
    return Link(first, last, straightened(line), stairs, (start.cell, end.cell))


def _on_floor(plan: Plan, landing: Landing) -> Point3:
    assert landing.cell is not None
    return (*plan.frame.point_out(*landing.at), plan.z_m(landing.cell))


def _chains(plan: Plan, ends: list[StairEnds]) -> list[list[int]]:
    """Stairs in walking order from below; a loose head goes on to the nearest loose foot beside it."""
    stairs = plan.facts.stairs
    usable = [e.stair for e in ends if len(stairs[e.stair].line) > 1]
    follower: dict[int, int] = {}
    for i in usable:
        if ends[i].head.cell is not None:
            continue
        head = np.asarray(stairs[i].line[-1])
        near = []
        for j in usable:
            gap = np.asarray(stairs[j].line[0]) - head
            if j != i and ends[j].foot.cell is None and j not in follower.values() and abs(gap[2]) <= HALF_LANDING_Z_M:
                near.append((float(np.linalg.norm(gap)), j))
        if near and min(near)[0] <= HALF_LANDING_M:
            follower[i] = min(near)[1]
    chains = []
    for i in usable:
        if i not in follower.values():
            chain = [i]
            while chain[-1] in follower:
                chain.append(follower[chain[-1]])
            chains.append(chain)
    return chains
