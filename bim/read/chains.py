"""Chaining treads: which level follows which when one walks up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import dist

from bim.read.treads import Tread

MIN_RISER_M, MAX_RISER_M = 0.08, 0.32
NEAR_M = 0.30
AT_LEVEL_M = 0.12
"""A landing this close to a storey's elevation is the storey's floor (finishes, tolerance of modelling)."""
MIN_TREADS = 2
BRANCH_TREADS = 3
SAME_LEVEL_M = 0.02
LANDING_REACH_M = 3.5

Chain = list[Tread]


def chain_treads(treads: Sequence[Tread], levels_m: Sequence[float]) -> list[Chain]:
    """Walks from low to high through ``treads`` (sorted by height), cut at the landings of storeys.

    Neighbours are one riser apart and (almost) touch on plan; of several ways the one with most treads is taken, so
    that a dog-leg passes its landing instead of jumping the well. Separate stairs inside one element stay apart; of
    two flights from one landing each makes a walk with the flight below.
    """
    chains = [c for group in _groups(treads) for c in _walks(group)]
    return [piece for chain in chains for piece in _cut(chain, levels_m) if len(piece) >= MIN_TREADS]


def _follows(low: Tread, high: Tread) -> bool:
    rise = high.z_m - low.z_m
    return MIN_RISER_M <= rise <= MAX_RISER_M and bool(low.area.distance(high.area) <= NEAR_M)


def _above(treads: Sequence[Tread], index: int) -> Iterable[int]:
    for other in range(index + 1, len(treads)):
        if treads[other].z_m - treads[index].z_m > MAX_RISER_M:
            return
        if _follows(treads[index], treads[other]):
            yield other


def _groups(treads: Sequence[Tread]) -> list[list[Tread]]:
    label = list(range(len(treads)))
    for low in range(len(treads)):
        for high in _above(treads, low):
            old, new = label[high], label[low]
            label = [new if mark == old else mark for mark in label]
    return [[t for t, mark in zip(treads, label, strict=True) if mark == group] for group in dict.fromkeys(label)]


def _longest(treads: Sequence[Tread]) -> Chain:
    best: list[tuple[int, float]] = [(1, 0.0)] * len(treads)
    before: list[int | None] = [None] * len(treads)
    for low in range(len(treads)):
        for high in _above(treads, low):
            step = dist(treads[low].centre, treads[high].centre)
            offer = (best[low][0] + 1, best[low][1] - step)
            if offer > best[high]:
                best[high], before[high] = offer, low
    node: int | None = max(range(len(treads)), key=lambda i: best[i])
    chain: Chain = []
    while node is not None:
        chain.append(treads[node])
        node = before[node]
    return chain[::-1]


def _walks(group: Sequence[Tread]) -> list[Chain]:
    """The longest walk of connected treads, and those over flights that it leaves aside."""
    first = _longest(group)
    if len(first) < MIN_TREADS:
        return []
    found = [first]
    rest = [tread for tread in group if all(tread is not taken for taken in first)]
    for part in _groups(rest):
        aside = _longest(part)
        if len(aside) >= BRANCH_TREADS and not _beside(aside, first):
            found.append(_attached(aside, first))
    return found


def _beside(aside: Chain, first: Chain) -> bool:
    """Whether most treads of ``aside`` are further pieces of the steps of ``first`` (a stringer parts them)."""
    paired = [
        tread
        for tread in aside
        if any(abs(t.z_m - tread.z_m) <= SAME_LEVEL_M and t.area.distance(tread.area) <= NEAR_M for t in first)
    ]
    return len(paired) * 2 > len(aside)


def _attached(aside: Chain, first: Chain) -> Chain:
    """``aside`` with what leads to its foot and on from its head along ``first``."""
    below = next((i for i, t in reversed(list(enumerate(first))) if t.is_landing and _follows(t, aside[0])), None)
    above = next((i for i, t in enumerate(first) if t.is_landing and _follows(aside[-1], t)), None)
    before = first[: below + 1] if below is not None else []
    return [*before, *aside, *(first[above:] if above is not None else [])]


def _cut(chain: Chain, levels_m: Sequence[float]) -> list[Chain]:
    pieces, start = [], 0
    for index in range(1, len(chain) - 1):
        tread = chain[index]
        if tread.is_landing and any(abs(tread.z_m - level) <= AT_LEVEL_M for level in levels_m):
            pieces.append(chain[start : index + 1])
            start = index
    return [*pieces, chain[start:]]


def join_flights(chains: Sequence[Chain], levels_m: Sequence[float]) -> list[list[Chain]]:
    """Flights that meet at a landing nobody modelled, two risers apart and within reach, put in walking order.

    Not joined where the missing landing would be a storey's floor: there one walk ends and the next begins.
    """
    walks: list[list[Chain]] = []
    for chain in sorted(chains, key=lambda c: c[0].z_m):
        for walk in walks:
            if _meets(walk[-1], chain, levels_m):
                walk.append(chain)
                break
        else:
            walks.append([chain])
    return walks


def _meets(lower: Chain, upper: Chain, levels_m: Sequence[float]) -> bool:
    rise = upper[0].z_m - lower[-1].z_m
    landing = lower[-1].z_m + rise / 2
    at_storey = any(abs(landing - level) <= AT_LEVEL_M for level in levels_m)
    reach = lower[-1].area.distance(upper[0].area)
    return 2 * MIN_RISER_M <= rise <= 2 * MAX_RISER_M and not at_storey and bool(reach <= LANDING_REACH_M)
