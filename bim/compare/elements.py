"""Doors, spaces and stairs of two versions: added, removed, moved, resized, renamed. Metres and square metres."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from bim.facts import ModelFacts, Point3

ElementKind = Literal["space", "door", "stair"]
LEAST_M = 0.005
"""Below half a centimetre nothing has moved or changed its size: exporters round."""
LEAST_M2 = 0.01
SHIFTED = 0.9
"""From this share of moved elements with one and the same vector on, the model as a whole was moved."""


@dataclass(frozen=True, slots=True)
class Element:
    """``at``: middle of a door or stair, centroid of a space, floor height; ``size``: m² of a space, width in m."""

    guid: str
    kind: ElementKind
    name: str
    storey: str
    at: Point3 | None
    size: float | None

    @property
    def least(self) -> float:
        return LEAST_M2 if self.kind == "space" else LEAST_M


@dataclass(frozen=True, slots=True)
class ElementChange:
    """``change``: one of ``added``, ``removed``, ``moved``, ``resized``, ``renamed``; an element may have several.

    ``moved_m``: distance; ``old_size`` and ``new_size`` in m² (space) or m of width; ``storey`` is a name. For
    ``removed``, ``guid`` is that of the older version.
    """

    kind: ElementKind
    change: str
    guid: str
    name: str
    storey: str
    old_name: str = ""
    moved_m: float | None = None
    old_size: float | None = None
    new_size: float | None = None


Names = Mapping[str, str]
Vector = tuple[float, float, float]


def elements_of(facts: ModelFacts) -> list[Element]:
    found = []
    for space in facts.spaces:
        name = " ".join(dict.fromkeys(n for n in (space.name, space.long_name) if n))
        middle = space.floor.centroid if space.floor is not None and not space.floor.is_empty else None
        at = (middle.x, middle.y, space.floor_z_m) if middle is not None else None
        found.append(Element(space.guid, "space", name, space.storey, at, space.floor.area if space.floor else None))
    for door in facts.portals:
        if door.kind != "virtual":
            (ax, ay), (bx, by) = door.line
            at = ((ax + bx) / 2, (ay + by) / 2, door.base_z_m)
            found.append(Element(door.guid, "door", door.name, door.storey, at, door.width_m))
    for stair in facts.stairs:
        found.append(Element(stair.guid, "stair", stair.name, stair.storey, _middle(stair.line), stair.width_m))
    return found


def _middle(line: Sequence[Point3]) -> Point3 | None:
    if not line:
        return None
    axes = list(zip(*line, strict=True))
    return ((min(axes[0]) + max(axes[0])) / 2, (min(axes[1]) + max(axes[1])) / 2, min(axes[2]))


def whole_shift(pairs: Sequence[tuple[Element, Element]]) -> Vector | None:
    """The vector by which the model as a whole was moved; None where it stayed, or its parts moved apart."""
    vectors = [v for old, new in pairs if (v := _vector(old, new)) is not None]
    if not vectors:
        return None
    x, y, z = (median(v[axis] for v in vectors) for axis in range(3))
    common = (x, y, z)
    alike = sum(math.dist(v, common) < LEAST_M for v in vectors)
    return common if math.hypot(*common) >= LEAST_M and alike >= SHIFTED * len(vectors) else None


def changed(old: Element, new: Element, storeys: Names, shift: Vector | None) -> Iterator[ElementChange]:
    """What is different of one element; nothing where nothing is. A shift of the whole model is no move."""
    about = {"kind": new.kind, "guid": new.guid, "name": new.name, "storey": storeys.get(new.storey, new.storey)}
    vector = _vector(old, new)
    if vector is not None:
        moved = math.dist(vector, shift or (0.0, 0.0, 0.0))
        if moved >= LEAST_M + _slack(old, new):
            yield ElementChange(change="moved", moved_m=moved, **about)  # type: ignore[arg-type]
    if _resized(old, new):
        yield ElementChange(change="resized", old_size=old.size, new_size=new.size, **about)  # type: ignore[arg-type]
    if old.name != new.name:
        yield ElementChange(change="renamed", old_name=old.name, **about)  # type: ignore[arg-type]


def alone(element: Element, change: str, storeys: Names) -> ElementChange:
    """An element that only one version has."""
    storey = storeys.get(element.storey, element.storey)
    made = ElementChange(element.kind, change, element.guid, element.name, storey)
    if change == "added":
        return replace(made, new_size=element.size)
    return replace(made, old_size=element.size)


def counts(changes: Sequence[ElementChange]) -> dict[str, dict[str, int]]:
    """Kind of element → change → number."""
    found: dict[str, Counter[str]] = {}
    for row in changes:
        found.setdefault(row.kind, Counter())[row.change] += 1
    return {kind: dict(counter) for kind, counter in found.items()}


def _vector(old: Element, new: Element) -> Vector | None:
    if old.at is None or new.at is None:
        return None
    vector = (new.at[0] - old.at[0], new.at[1] - old.at[1], new.at[2] - old.at[2])
    return vector if all(map(math.isfinite, vector)) else None


def _slack(old: Element, new: Element) -> float:
    """A door that is widened from one jamb has its middle elsewhere; that is no move."""
    if new.kind != "door" or old.size is None or new.size is None:
        return 0.0
    return abs(new.size - old.size) / 2


def _resized(old: Element, new: Element) -> bool:
    if old.size is None or new.size is None:
        return old.size is not new.size
    return not abs(old.size - new.size) < new.least
