"""Draft rooms for storeys without any space: what the walls enclose at waist height, where a slab lies under it.

A draft only: names, uses and open room limits are unknown, so nothing that rests on it may pass or fail.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import ifcopenshell.guid
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from bim.facts import Area, ModelFacts, Portal, Space, Storey
from bim.read.barriers import Barriers
from bim.read.notes import Notebook
from bim.read.outline import areas_of
from bim.read.slabs import Slabs
from bim.read.source import Source

CUT_M = 1.1
CLOSE_M = 0.06
"""Gaps between walls up to twice this are modelling, not ways."""
JAMB_M = 0.05
"""Doors are closed by a line of this half thickness, a little longer than they are wide."""
ON_LEVEL_M = 1.0
MIN_ROOM_M2, MIN_WIDE_M = 0.8, 0.5
"""Less floor, or nowhere this wide: a duct or the hollow of a wall."""
COVERED = 0.3
"""Least share of an enclosed area that has a slab under it: less is a shaft or a court."""
WELL_SHARE = 0.3
"""A stair that covers this part of an enclosed area makes it a stairwell, unless a slab covers half of it: the slab is
open there, the landings are the stair's own."""
MOSTLY = 0.5
SAME_M = 0.5
MAX_STOREY_M = 6.0
NAMESPACE = uuid.UUID("b8b5b4a5-8a0e-5b06-8f5a-4a1f5d0b7c11")


@dataclass(frozen=True, slots=True)
class _Level:
    storey: Storey
    z_m: float
    height_m: float | None


def derive_rooms(facts: ModelFacts, sources: Sequence[Source], notes: Notebook) -> None:
    """Add draft rooms to the storeys that have doors or stairs but no space with an outline, and say so."""
    levels = _without_rooms(facts)
    if not levels:
        return
    barriers, slabs = Barriers(sources), Slabs(sources)
    barriers.build()
    made: list[Space] = []
    for level in levels:
        made += _rooms(facts, level, barriers, slabs)
    facts.spaces += made
    named = {s.storey for s in made}
    storeys = [level.storey for level in levels if level.storey.guid in named]
    names = ", ".join(s.name or s.guid for s in storeys)
    notes.add_if("spaces_derived", [s.guid for s in storeys], rooms=len(made), names=names)


def _without_rooms(facts: ModelFacts) -> list[_Level]:
    roomed = {s.storey for s in facts.spaces if s.floor is not None}
    used = {p.storey for p in facts.portals} | {s.storey for s in facts.stairs}
    known = sorted((s for s in facts.storeys if s.elevation_m is not None), key=lambda s: s.elevation_m or 0.0)
    found = []
    for storey in known:
        if storey.guid in roomed or storey.guid not in used:
            continue
        z_m = _floor_z(facts, storey)
        above = [s.elevation_m for s in known if s.elevation_m is not None and s.elevation_m > z_m + SAME_M * 2]
        gap = above[0] - z_m if above else None
        found.append(_Level(storey, z_m, gap if gap is not None and gap <= MAX_STOREY_M else None))
    return found


def _floor_z(facts: ModelFacts, storey: Storey) -> float:
    """Where most of the storey's doors stand, if that is near its elevation."""
    assert storey.elevation_m is not None
    sills = [p.base_z_m for p in facts.portals if p.storey == storey.guid and p.kind == "door"]
    near = [z for z in sills if abs(z - storey.elevation_m) <= ON_LEVEL_M]
    return median(near) if near else storey.elevation_m


def _rooms(facts: ModelFacts, level: _Level, barriers: Barriers, slabs: Slabs) -> list[Space]:
    walls = barriers.at(level.z_m + CUT_M)
    doors = [_closed(p) for p in facts.portals if abs(p.base_z_m - level.z_m) <= ON_LEVEL_M]
    mass = shapely.union_all([*(w.buffer(CLOSE_M, join_style="mitre") for w in walls), *doors])
    floor, stairs = slabs.at(level.z_m), _stairs(facts, level.z_m)
    areas = [a for face in _holes(mass) for a in _floors(face, floor, stairs)]
    areas.sort(key=lambda a: (round(a.bounds[0], 2), round(a.bounds[1], 2)))
    return [_space(level, number, area) for number, area in enumerate(areas, 1)]


def _closed(portal: Portal) -> BaseGeometry:
    return LineString(portal.line).buffer(JAMB_M, cap_style="square")


def _holes(mass: BaseGeometry) -> list[Polygon]:
    """Areas that the mass encloses, grown back to the faces of the walls."""
    rings = [Polygon(ring) for part in shapely.get_parts(mass) if isinstance(part, Polygon) for ring in part.interiors]
    return [p for ring in rings for p in shapely.get_parts(shapely.difference(ring, mass)) if isinstance(p, Polygon)]


def _stairs(facts: ModelFacts, z_m: float) -> BaseGeometry:
    """Plan of all stairs that start, end or pass at this height."""
    found = [s for s in facts.stairs if s.line and s.line[0][2] - SAME_M <= z_m <= s.line[-1][2] + SAME_M]
    return shapely.union_all([s.footprint for s in found if s.footprint is not None])


def _floors(face: Polygon, floor: BaseGeometry | None, stairs: BaseGeometry) -> list[Area]:
    """The walkable part of an enclosed area, all of it in a stairwell; empty for hollows, shafts and courts."""
    if face.area < MIN_ROOM_M2 or face.buffer(-MIN_WIDE_M / 2).is_empty:
        return []
    whole = face.buffer(CLOSE_M, join_style="mitre")
    covered = whole if floor is None else whole.intersection(floor)
    open_well = whole.intersection(stairs).area >= WELL_SHARE * whole.area and covered.area < MOSTLY * whole.area
    if not open_well:
        if covered.area < COVERED * whole.area:
            return []
        whole = covered.buffer(-CLOSE_M).buffer(CLOSE_M, join_style="mitre")
    area = areas_of(whole.simplify(0.002))
    return [] if area is None else [area]


def _space(level: _Level, number: int, area: Area) -> Space:
    at = area.representative_point()
    key = f"{level.storey.guid}/{at.x:.1f}/{at.y:.1f}"
    return Space(
        guid=str(ifcopenshell.guid.compress(uuid.uuid5(NAMESPACE, key).hex)),
        step_id=0,
        name=f"({number})",
        long_name="",
        storey=level.storey.guid,
        floor=area,
        floor_z_m=level.z_m,
        height_m=level.height_m,
        derived=True,
    )
