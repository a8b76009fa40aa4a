"""Checks over the whole delivery that need no geometry kernel: what a designer should mend, and what cannot be true."""

from __future__ import annotations

import itertools
from math import dist
from statistics import median

from shapely import STRtree

from bim.facts import ModelFacts, Portal
from bim.read import sanity
from bim.read.notes import Notebook

DOOR_RANGE_M = (0.5, 4.0)
STOREY_RANGE_M = (2.0, 8.0)
TALL_M = 16.0
"""Above this height of the top floor, a residential building without a lift is unlikely (GB 50096-2011, 6.4.1)."""
OVERLAP_M2 = 0.5


def review(facts: ModelFacts, notes: Notebook) -> None:
    """Write what a designer should mend."""
    sanity.review(facts, notes)
    _spaces(facts, notes)
    _overlaps(facts, notes)
    _doors(facts, notes)
    _units(facts, notes)
    _storeys(facts, notes)


def _spaces(facts: ModelFacts, notes: Notebook) -> None:
    stated = [s for s in facts.spaces if not s.derived]
    if not stated:
        notes.add("spaces_none")
        return
    notes.add_if("spaces_unnamed", [s.guid for s in stated if not s.name and not s.long_name])
    roomed = {s.storey for s in stated}
    doored = {p.storey for p in facts.portals if p.kind == "door"}
    empty = [s for s in facts.storeys if s.guid in doored - roomed]
    notes.add_if("spaces_on_storey_none", [s.guid for s in empty], names=", ".join(s.name or s.guid for s in empty))


def _overlaps(facts: ModelFacts, notes: Notebook) -> None:
    shaped = [s for s in facts.spaces if s.floor is not None]
    floors = [s.floor for s in shaped if s.floor is not None]
    pairs: list[str] = []
    if floors:
        for a, b in zip(*STRtree(floors).query(floors, predicate="intersects"), strict=True):
            one, other = shaped[int(a)], shaped[int(b)]
            apart = abs(one.floor_z_m - other.floor_z_m) > 1.0 or one.storey != other.storey
            if a < b and not apart and floors[int(a)].intersection(floors[int(b)]).area > OVERLAP_M2:
                pairs += [one.guid, other.guid]
    notes.add_if("spaces_overlap", pairs, count=len(pairs) // 2)


def _doors(facts: ModelFacts, notes: Notebook) -> None:
    doors = [p for p in facts.portals if p.kind == "door"]
    if not doors:
        notes.add("doors_none")
        return
    notes.add_if(
        "door_width_missing", [d.guid for d in doors if d.width_m is None and "not stated" in " ".join(d.notes)]
    )
    strange = [d for d in doors if not DOOR_RANGE_M[0] <= _width(d) <= DOOR_RANGE_M[1]]
    notes.add_if("door_width_implausible", [d.guid for d in strange], example_m=_example(strange))
    _said_of_doors(facts, doors, notes)


def _said_of_doors(facts: ModelFacts, doors: list[Portal], notes: Notebook) -> None:
    """Properties that help to tell exits and stairwells, where no door at all has them."""
    stated = [d.external for d in doors if d.external is not None]
    if not stated:
        notes.add("external_missing")
    elif not any(stated):
        notes.add("external_all_false")
    if facts.stairs and not any(d.fire_rating for d in doors):
        notes.add("fire_rating_missing")
    if all(d.fire_exit is None for d in doors):
        notes.add("fire_exit_missing")


def _width(door: Portal) -> float:
    return door.width_m if door.width_m is not None else dist(*door.line)


def _example(doors: list[Portal]) -> float:
    return float(f"{_width(doors[0]):.3g}") if doors else 0.0


def _units(facts: ModelFacts, notes: Notebook) -> None:
    """A wrong length unit shows in doors and storeys at once, since both have sizes that people fit through."""
    roomed = {s.storey for s in facts.spaces}
    stacked = {(s.building, s.elevation_m) for s in facts.storeys if s.elevation_m is not None and s.guid in roomed}
    pairs = itertools.pairwise(sorted(stacked))
    gaps = [high - low for (home, low), (other, high) in pairs if home == other]
    widths = [_width(p) for p in facts.portals if p.kind == "door"]
    for what, sizes, (low, high) in (("door widths", widths, DOOR_RANGE_M), ("storey heights", gaps, STOREY_RANGE_M)):
        outside = [size for size in sizes if not low <= size <= high]
        if sizes and len(outside) * 2 > len(sizes):
            middle = float(f"{median(sizes):.3g}")
            notes.add("units_implausible", what=what, low_m=low, high_m=high, median_m=middle)


def _storeys(facts: ModelFacts, notes: Notebook) -> None:
    roomed = {s.storey for s in facts.spaces if s.floor is not None}
    levels = [s.elevation_m for s in facts.storeys if s.guid in roomed and s.elevation_m is not None]
    if len(levels) > 1 and not facts.stairs:
        notes.add("stairs_none", storeys=len(levels))
    height = max(levels, default=0.0) - facts.reference_z_m
    if height > TALL_M and not facts.lifts:
        notes.add("lifts_none", height_m=round(height, 1))
