"""Which two spaces a door, opening or virtual boundary joins.

A probe line runs across the portal along its normal, 0.9 m to either side, at several places of its width; the
change of space nearest to the portal decides. A probe outward from the placement alone is not enough: the
placement line often lies inside one of the two spaces. Space boundaries only cross-check the answer.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from bim.egress import words
from bim.egress.cells import Plan
from bim.facts import Portal

PROBE_M = 0.9
PLACES = (0.5, 0.3, 0.7, 0.1, 0.9)
"""Where along the portal's width the probes run; the middle one counts double."""
FAR_PROBE_M = 1.6
"""A second try where the first meets nothing: doors at the face of a wall thicker than 0.9 m."""
Z_TOLERANCE_M = 0.6
STEPS_M, HEAD_M = 1.2, 1.0
"""A room whose floor lies up to 1.2 m under a door, and that reaches 1 m above the sill, has steps before the door."""
Span = tuple[float, float, int]
"""From, to (metres along the normal) and cell."""
Sides = tuple[int | None, int | None]
Change = tuple[Sides, tuple[float, float]]
"""(cell before, cell after), (where the one ends, where the other begins)."""


@dataclass(frozen=True, slots=True)
class Join:
    """A portal (index) between two cells; ``sides[0]`` lies against the normal. None: outdoors or unmodelled.

    ``face_m``: where along the normal each side's floor begins (the wall's two faces); ``place``: the share of the
    width nearest to the middle where this holds (0.5 as a rule). ``reach_m``: the faces farthest apart over the
    width, where walls are oblique.
    """

    portal: int
    sides: tuple[int | None, int | None]
    face_m: tuple[float, float]
    reach_m: tuple[float, float]
    place: float
    evidence: tuple[str, ...] = ()

    @property
    def joins_two(self) -> bool:
        return self.sides[0] is not None and self.sides[1] is not None and self.sides[0] != self.sides[1]

    @property
    def only_side(self) -> int | None:
        """0 or 1 when exactly one side is a space, else None."""
        known = [i for i in (0, 1) if self.sides[i] is not None]
        return known[0] if len(known) == 1 else None


def join_portals(plan: Plan) -> list[Join]:
    """One ``Join`` per portal of the model, in its order."""
    everyone = range(len(plan.facts.portals))
    found = _probes(plan, everyone, PLACES[:3])
    found |= _probes(plan, [i for i in everyone if not found[i]], PLACES[:3], FAR_PROBE_M)
    unclear = [i for i in everyone if len(found[i]) < 3 or any(c != found[i][0][1] for _, c in found[i])]
    more = _probes(plan, unclear, PLACES[3:])
    return [_join(plan, i, found[i] + more.get(i, [])) for i in everyone]


def portal_point(plan: Plan, portal: Portal, place: float, along_m: float) -> tuple[float, float]:
    """Local point at a share of the portal's width, ``along_m`` metres along its normal."""
    (px, py), (qx, qy) = (plan.frame.point_in(*end) for end in portal.line)
    nx, ny = portal.normal
    return (px + place * (qx - px) + along_m * nx, py + place * (qy - py) + along_m * ny)


def _join(plan: Plan, index: int, found: list[tuple[float, Change]]) -> Join:
    if not found:
        return Join(index, (None, None), (0.0, 0.0), (0.0, 0.0), 0.5, (words.JOINS_NOTHING,))
    votes: Counter[Sides] = Counter()
    for place, (sides, _) in found:
        votes[sides] += 2 if place == PLACES[0] else 1
    winner = max(votes, key=lambda sides: (votes[sides], sides.count(None) == 0))
    place = next(p for p, (sides, _) in found if sides == winner)
    faces = [face for _, (sides, face) in found if sides == winner]
    reach = (min(f[0] for f in faces), max(f[1] for f in faces))
    return Join(index, winner, faces[0], reach, place, _cross_check(plan, plan.facts.portals[index], winner))


def _probes(
    plan: Plan, portals: Sequence[int], places: Sequence[float], probe_m: float = PROBE_M
) -> dict[int, list[tuple[float, Change]]]:
    """For each portal the changes of space that probes at ``places`` of its width meet."""
    keys = [(i, place) for i in portals for place in places]
    spans = _spans(plan, keys, probe_m)
    found: dict[int, list[tuple[float, Change]]] = {i: [] for i in portals}
    for (i, place), mine in zip(keys, spans, strict=True):
        change = _change(_stack(plan, plan.facts.portals[i].base_z_m, sorted(mine)), probe_m)
        if change is not None:
            found[i].append((place, change))
    return found


def _spans(plan: Plan, keys: list[tuple[int, float]], probe_m: float) -> list[list[Span]]:
    """Stretches of each probe (portal, place) that lie in cells of about its height; all probes in one go."""
    portals = plan.facts.portals
    starts = np.array([portal_point(plan, portals[i], place, -probe_m) for i, place in keys]).reshape(-1, 2)
    ends = np.array([portal_point(plan, portals[i], place, probe_m) for i, place in keys]).reshape(-1, 2)
    lines = np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)), dtype=np.object_).reshape(-1)
    probe, cell = _met(plan, lines, np.array([portals[i].base_z_m for i, _ in keys]))
    shapes = np.array([c.shape for c in plan.cells], dtype=np.object_)
    parts, owner = shapely.get_parts(shapely.intersection(lines[probe], shapes[cell]), return_index=True)
    parts, owner = parts[shapely.length(parts) > 1e-6], owner[shapely.length(parts) > 1e-6]
    points, part = shapely.get_coordinates(parts, return_index=True)
    origin = starts[np.array(probe, dtype=np.intp)[owner]][part]
    along = np.linalg.norm(points - origin, axis=1) - probe_m
    first = np.flatnonzero(np.diff(part, prepend=-1))
    low, high = (f.reduceat(along, first).tolist() if len(first) else [] for f in (np.minimum, np.maximum))
    found: list[list[Span]] = [[] for _ in keys]
    for pair, span in zip(owner.tolist(), zip(low, high, strict=True), strict=True):
        found[probe[pair]].append((*span, cell[pair]))
    return found


def _met(plan: Plan, lines: NDArray[np.object_], z_m: NDArray[np.float64]) -> tuple[list[int], list[int]]:
    """Pairs (probe, cell) that meet on plan, with cells of about the probe's height."""
    probes: list[int] = []
    cells: list[int] = []
    for layer in plan.layers:
        below = z_m - plan.levels_m[layer.level]
        near = np.flatnonzero((below >= -Z_TOLERANCE_M) & (below <= STEPS_M))
        if len(near):
            probe, cell = layer.tree.query(lines[near], predicate="intersects")
            met = zip(near[probe].tolist(), layer.number[cell].tolist(), strict=True)
            kept = [(p, c) for p, c in met if below[p] <= Z_TOLERANCE_M or _reaches(plan, c, float(z_m[p]) + HEAD_M)]
            probes += [p for p, _ in kept]
            cells += [c for _, c in kept]
    return probes, cells


def _reaches(plan: Plan, cell: int, z_m: float) -> bool:
    """Whether the room of a cell is so high that it lies beside a door at this height."""
    space = plan.space_of(cell)
    return space.height_m is not None and space.floor_z_m + space.height_m >= z_m


def _stack(plan: Plan, z_m: float, spans: list[Span]) -> list[Span]:
    """Drops stretches hidden by a floor nearer in height (levels less than a storey apart)."""
    if len({plan.cells[s[2]].level for s in spans}) < 2:
        return spans
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (abs(plan.z_m(s[2]) - z_m), s)):
        if all(min(span[1], k[1]) - max(span[0], k[0]) <= 1e-6 or plan.z_m(k[2]) == plan.z_m(span[2]) for k in kept):
            kept.append(span)
    return sorted(kept)


def _change(spans: list[Span], probe_m: float) -> Change | None:
    """The change of space nearest to the portal: (cell before, cell after), (where it ends, where it begins)."""
    merged: list[Span] = []
    for low, high, cell in spans:
        if merged and merged[-1][2] == cell and low - merged[-1][1] < 1e-3:
            merged[-1] = (merged[-1][0], high, cell)
        else:
            merged.append((low, high, cell))
    if not merged:
        return None
    gaps: list[tuple[float, Sides, tuple[float, float]]] = []
    for a, b in itertools.pairwise(merged):
        gaps.append((_off(a[1], b[0]), (a[2], b[2]), (a[1], b[0])))
    first, last = merged[0], merged[-1]
    if first[0] > -probe_m + 1e-3:
        gaps.append((_off(-probe_m, first[0]), (None, first[2]), (first[0], first[0])))
    if last[1] < probe_m - 1e-3:
        gaps.append((_off(last[1], probe_m), (last[2], None), (last[1], last[1])))
    real = [g for g in gaps if g[1][0] != g[1][1]]
    if not real:
        return None
    _, sides, face = min(real, key=lambda g: (g[0], g[1].count(None)))
    return sides, (round(face[0], 6), round(face[1], 6))


def _off(low: float, high: float) -> float:
    """Distance of the interval from the portal's own line (0 when it lies across it)."""
    return max(low, -high, 0.0)


def _cross_check(plan: Plan, portal: Portal, sides: tuple[int | None, int | None]) -> tuple[str, ...]:
    if not portal.boundary_spaces:
        return ()
    told = set(portal.boundary_spaces)
    seen = {plan.space_of(cell).guid for cell in sides if cell is not None}
    return (words.BOUNDARIES_AGREE,) if told == seen else (words.BOUNDARIES_DIFFER,)
