"""Statements of a model that cannot be true: spoiled names, ids that are none, rooms and storeys of odd sizes."""

from __future__ import annotations

import itertools
from collections import defaultdict

import shapely

from bim.facts import Lift, ModelFacts, Point3, Portal, Space, StairRun, Storey
from bim.read.damaged import is_damaged, is_guid
from bim.read.notes import Notebook

SPACE_RANGE_M = (1.8, 40.0)
STOREY_RANGE_M = (1.0, 12.0)
LARGER = 1.5
"""A space is too large when its area is more than this times that of the hull of all else on its storey."""
FEW = 3
MEET_M, MEET_Z_M = 1.5, 0.6
"""A stair's end meets a floor this near on plan and in height (a landing that is no room lies between)."""


def review(facts: ModelFacts, notes: Notebook) -> None:
    """Write what cannot be true."""
    _texts(facts, notes)
    _heights(facts, notes)
    _sizes(facts, notes)
    _stairs(facts, notes)


def _texts(facts: ModelFacts, notes: Notebook) -> None:
    others: list[Storey | Portal | StairRun | Lift] = [*facts.storeys, *facts.portals, *facts.stairs, *facts.lifts]
    named = [(s.guid, f"{s.name} {s.long_name}".strip()) for s in facts.spaces] + [(e.guid, e.name) for e in others]
    odd = [guid for guid, _ in named if not is_guid(guid)]
    notes.add_if("guid_invalid", odd, example=odd[0][:40] if odd else "")
    spoiled = [(guid, text) for guid, text in named if is_damaged(text)]
    notes.add_if("text_damaged", [guid for guid, _ in spoiled], example=spoiled[0][1][:40] if spoiled else "")
    notes.add_if("storeys_unnamed", [s.guid for s in facts.storeys if not s.name])


def _heights(facts: ModelFacts, notes: Notebook) -> None:
    low, high = SPACE_RANGE_M
    odd = [s for s in facts.spaces if s.height_m is not None and not low <= s.height_m <= high]
    notes.add_if(
        "space_height_implausible", [s.guid for s in odd], example_m=_short(odd[0].height_m or 0.0) if odd else 0.0
    )
    roomed = {s.storey for s in facts.spaces}
    known = [s for s in facts.storeys if s.elevation_m is not None and s.guid in roomed]
    levels = sorted((s.building, s.elevation_m or 0.0, s.guid) for s in known)
    pairs = itertools.pairwise(levels)
    gaps = [(up - low, guid) for (home, low, guid), (other, up, _) in pairs if up > low and home == other]
    wrong = [(gap, guid) for gap, guid in gaps if not STOREY_RANGE_M[0] <= gap <= STOREY_RANGE_M[1]]
    notes.add_if(
        "storey_height_implausible", [guid for _, guid in wrong], example_m=_short(wrong[0][0]) if wrong else 0.0
    )


def _sizes(facts: ModelFacts, notes: Notebook) -> None:
    by_storey: dict[str, list[Space]] = defaultdict(list)
    for space in facts.spaces:
        if space.floor is not None:
            by_storey[space.storey].append(space)
    large = [s for spaces in by_storey.values() if len(spaces) > FEW and (s := _giant(spaces)) is not None]
    area = large[0].floor.area if large and large[0].floor is not None else 0.0
    notes.add_if("spaces_too_large", [s.guid for s in large], area_m2=round(area, 1))


def _giant(spaces: list[Space]) -> Space | None:
    """The largest space of a storey, when all the others together are far smaller."""
    floors = [s.floor for s in spaces if s.floor is not None]
    largest = max(range(len(floors)), key=lambda i: floors[i].area)
    rest = shapely.union_all([shapely.convex_hull(f) for i, f in enumerate(floors) if i != largest])
    return spaces[largest] if floors[largest].area > LARGER * float(shapely.convex_hull(rest).area) else None


def _stairs(facts: ModelFacts, notes: Notebook) -> None:
    floors = [(s.floor, s.floor_z_m) for s in facts.spaces if s.floor is not None]
    if not floors:
        return
    tree = shapely.STRtree([floor for floor, _ in floors])
    heights = [z for _, z in floors]

    def meets(end: Point3) -> bool:
        near = tree.query(shapely.Point(end[:2]), predicate="dwithin", distance=MEET_M)
        return any(abs(heights[int(i)] - end[2]) <= MEET_Z_M for i in near)

    loose = [s.guid for s in facts.stairs if s.line and not (meets(s.line[0]) and meets(s.line[-1]))]
    notes.add_if("stair_floating", loose)


def _short(value: float) -> float:
    return float(f"{value:.3g}")
