"""Which element of a newer model is which element of an older one: by GlobalId, then by where it stands.

Authoring tools keep GlobalIds, exporters do not always. What people said of a door must not be lost with its number,
and must not jump to another door either: where two could be meant, none is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from bim.fingerprints import Fingerprint

How = Literal["guid", "position"]

DOOR_M = 0.3
"""Mid-points of one door in two versions lie at most this far apart."""
PARALLEL = math.cos(math.radians(10))
OVERLAP = 0.8
"""Intersection over union from which two outlines are one space or one stair."""
ENDS_M = 0.5
"""Foot and head of one stair each lie at most this far apart."""
LEVEL_M, NAMED_LEVEL_M = 0.3, 1.5
"""Heights of one storey: of any name, and where the storey's name is the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One element in two versions. ``how``: by its GlobalId, or by where it stands."""

    old: Fingerprint
    new: Fingerprint
    how: How


@dataclass(frozen=True, slots=True)
class Matching:
    """``ambiguous``: old elements with the GUIDs that each of them could be; they are no pair, nor ``gone``."""

    pairs: tuple[Pair, ...]
    ambiguous: tuple[tuple[Fingerprint, tuple[str, ...]], ...]
    gone: tuple[Fingerprint, ...]
    added: tuple[Fingerprint, ...]


def match(old: Sequence[Fingerprint], new: Sequence[Fingerprint]) -> Matching:
    """Pairs by GlobalId where it stands once in either version, else by place where only one can be meant.

    Doors: same storey, mid-points within 0.3 m, parallel within 10 degrees. Spaces: same storey, intersection over
    union of at least 0.8. Stairs: the same overlap, or foot and head within 0.5 m each.
    """
    pairs = _by_guid(old, new)
    taken_old, taken_new = {id(p.old) for p in pairs}, {id(p.new) for p in pairs}
    left = [f for f in old if id(f) not in taken_old]
    free = [f for f in new if id(f) not in taken_new]
    able = _able(left, free)
    claims = Counter(n for found in able for n in found)
    placed, ambiguous, gone = [], [], []
    for mine, found in zip(left, able, strict=True):
        if len(found) == 1 and claims[found[0]] == 1:
            placed.append(Pair(mine, free[found[0]], "position"))
        elif found:
            ambiguous.append((mine, tuple(free[n].guid for n in found)))
        else:
            gone.append(mine)
    used = {id(p.new) for p in placed}
    added = tuple(f for f in free if id(f) not in used)
    return Matching((*pairs, *placed), tuple(ambiguous), tuple(gone), added)


def _by_guid(old: Sequence[Fingerprint], new: Sequence[Fingerprint]) -> list[Pair]:
    """A GlobalId that repeats in either version names nothing."""
    before, after = _once(old), _once(new)
    return [Pair(f, after[key], "guid") for key, f in before.items() if key in after]


def _once(prints: Sequence[Fingerprint]) -> dict[tuple[str, str], Fingerprint]:
    counts = Counter((f.kind, f.guid) for f in prints)
    return {(f.kind, f.guid): f for f in prints if counts[f.kind, f.guid] == 1}


def _able(old: list[Fingerprint], new: list[Fingerprint]) -> list[list[int]]:
    """For each old element the new ones (places in ``new``) that stand where it stood."""
    found: list[list[int]] = [[] for _ in old]
    for kind in ("door", "space", "stair"):
        mine = [n for n, f in enumerate(new) if f.kind == kind and _known(f)]
        if not mine:
            continue
        shapes = [_shape(new[n]) for n in mine]
        tree = shapely.STRtree(shapes)
        for place, print_ in enumerate(old):
            if print_.kind == kind and _known(print_):
                shape = _shape(print_)
                near = sorted(tree.query(shape.buffer(max(DOOR_M, ENDS_M))).tolist())
                found[place] = [mine[i] for i in near if _same(print_, new[mine[i]], shape, shapes[i])]
    return found


def _known(fingerprint: Fingerprint) -> bool:
    numbers = [fingerprint.z_m, *fingerprint.at, *fingerprint.along]
    numbers += [c for p in (*fingerprint.outline, *fingerprint.ends) for c in p]
    return len(fingerprint.at) == 2 and all(math.isfinite(n) for n in numbers)


def _shape(fingerprint: Fingerprint) -> BaseGeometry:
    if len(fingerprint.outline) > 2:
        return shapely.make_valid(shapely.Polygon(fingerprint.outline))
    return shapely.Point(fingerprint.at)


def _same(a: Fingerprint, b: Fingerprint, shape_a: BaseGeometry, shape_b: BaseGeometry) -> bool:
    if not _same_storey(a, b):
        return False
    if a.kind == "door":
        return math.dist(a.at, b.at) <= DOOR_M and _parallel(a, b)
    return _overlap(shape_a, shape_b) >= OVERLAP or (a.kind == "stair" and _same_ends(a, b))


def _same_storey(a: Fingerprint, b: Fingerprint) -> bool:
    named = bool(a.storey) and a.storey == b.storey
    return abs(a.z_m - b.z_m) <= (NAMED_LEVEL_M if named else LEVEL_M)


def _parallel(a: Fingerprint, b: Fingerprint) -> bool:
    if len(a.along) != 2 or len(b.along) != 2:
        return False
    return abs(a.along[0] * b.along[0] + a.along[1] * b.along[1]) >= PARALLEL


def _overlap(a: BaseGeometry, b: BaseGeometry) -> float:
    union = a.union(b).area
    return float(a.intersection(b).area / union) if union > 0 else 0.0


def _same_ends(a: Fingerprint, b: Fingerprint) -> bool:
    if len(a.ends) != 2 or len(b.ends) != 2:
        return False
    return all(len(p) == len(q) and math.dist(p, q) <= ENDS_M for p, q in zip(a.ends, b.ends, strict=True))
