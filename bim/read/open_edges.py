"""Rooms that meet without a wall although the file has no boundary, door or opening there.

Drawing programs let a room be parted from the next by a line on plan. Many exports lose that line: two spaces then
touch and nothing joins them. Where no wall, pane or post stands on the common edge one can walk across it.
"""

from __future__ import annotations

import itertools
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import dist

import ifcopenshell.guid
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from bim.facts import Area, ModelFacts, Point2, Portal, Space
from bim.read.barriers import LOW, WALLS, Barriers
from bim.read.notes import Notebook
from bim.read.source import Source

TOUCH_M = 0.03
"""Rooms parted by a line touch; the thinnest partition is thicker than this."""
MIN_WIDTH_M = 0.6
BEND_M = 0.03
ON_WALL_M = 0.06
LEVEL_M = 0.3
CUTS_M = (0.5, 1.1)
"""What stands at the height of a knee or of a waist bars the way: parapets and railings too, kerbs and lintels not."""
OVERLAP_SHARE = 0.05
BESIDE_M = 0.35
IN_DOOR_M = 0.2
BACKED_SHARE = 0.5
"""Of the outlines of a storey's rooms so much must lie along walls, else the walls are not in this delivery."""
NAMESPACE = uuid.UUID("0b0f1f57-6c8e-5d0b-9b51-3f0c7a5d2a61")
NOTE = "derived: the two rooms meet here and no wall stands between"
Pair = tuple[Space, Space, BaseGeometry]


def add_open_edges(facts: ModelFacts, sources: Sequence[Source], notes: Notebook) -> None:
    """Join rooms that share an edge without a wall by virtual portals, and say so. Walls are read only if any do."""
    levels: dict[str, list[Pair]] = defaultdict(list)
    for pair in _touching(facts):
        levels[pair[0].storey].append(pair)
    if not levels:
        return
    barriers = Barriers(sources, WALLS + LOW)
    made, untold = _open(facts, levels, barriers)
    if (made or untold) and barriers.build():
        made, untold = _open(facts, levels, barriers)
    facts.portals += made
    guids = [g for p in made for g in p.boundary_spaces]
    notes.add_if("rooms_meet_openly", list(dict.fromkeys(guids)), edges=len(made))
    notes.add_if("rooms_meet_unknown", list(dict.fromkeys(untold)))


def _open(facts: ModelFacts, levels: dict[str, list[Pair]], barriers: Barriers) -> tuple[list[Portal], list[str]]:
    """Portals on the free edges, and the GUIDs of rooms round which too few walls are in the delivery to tell."""
    made: list[Portal] = []
    untold: list[str] = []
    for storey, pairs in levels.items():
        for level in _by_height(pairs):
            z_m = level[0][0].floor_z_m
            walls = _thick([area for cut in CUTS_M for area in barriers.at(z_m + cut)])
            backed, doors = _backed(facts, storey, z_m, walls), _doors(facts, z_m)
            for pair in level:
                found = list(_portals(pair, walls))
                # A door stands in a wall. Where there is none about it, the wall is not in the delivery.
                if backed and not any(_has_door(p, doors) for p in found):
                    made += found
                elif found:
                    untold += [s.guid for s in pair[:2]]
    return made, untold


def _doors(facts: ModelFacts, z_m: float) -> list[LineString]:
    return [LineString(p.line) for p in facts.portals if p.kind == "door" and abs(p.base_z_m - z_m) < LEVEL_M]


def _has_door(edge: Portal, doors: Sequence[LineString]) -> bool:
    strip = LineString(edge.line).buffer(IN_DOOR_M, cap_style="flat")
    return any(door.intersection(strip).length > door.length / 2 for door in doors)


def _touching(facts: ModelFacts) -> Iterator[Pair]:
    """Pairs of rooms of one level that share an edge which nothing in the file joins yet."""
    rooms = [s for s in facts.spaces if s.floor is not None and not s.derived]
    floors = [s.floor for s in rooms if s.floor is not None]
    if len(rooms) < 2:
        return
    joined = {frozenset(p.boundary_spaces) for p in facts.portals if p.kind == "virtual"}
    for i, j in shapely.STRtree(floors).query(floors, predicate="dwithin", distance=TOUCH_M).T.tolist():
        one, other = rooms[i], rooms[j]
        if i >= j or abs(one.floor_z_m - other.floor_z_m) > LEVEL_M or {one.guid, other.guid} in joined:
            continue
        edge = _shared(one.floor, other.floor)
        if edge is not None:
            yield one, other, edge


def _shared(one: Area | None, other: Area | None) -> BaseGeometry | None:
    """The common edge, None where it is too short or where the rooms overlap."""
    assert one is not None
    assert other is not None
    if one.intersection(other).area > OVERLAP_SHARE * min(one.area, other.area):
        return None
    edge = one.boundary.intersection(other.buffer(TOUCH_M, join_style="mitre"))
    return edge if edge.length >= MIN_WIDTH_M else None


def _by_height(pairs: list[Pair]) -> list[list[Pair]]:
    groups: dict[float, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[round(pair[0].floor_z_m, 1)].append(pair)
    return list(groups.values())


def _thick(walls: Sequence[Area]) -> BaseGeometry:
    return shapely.union_all([w.buffer(ON_WALL_M, join_style="mitre") for w in walls])


def _backed(facts: ModelFacts, storey: str, z_m: float, walls: BaseGeometry) -> bool:
    rooms = [s for s in facts.spaces if s.storey == storey and s.floor is not None and abs(s.floor_z_m - z_m) < LEVEL_M]
    whole = shapely.union_all([s.floor for s in rooms], grid_size=1e-3).boundary
    beside = walls.buffer(BESIDE_M - ON_WALL_M, join_style="mitre")
    return bool(whole.length > 0 and whole.intersection(beside).length >= BACKED_SHARE * whole.length)


def _portals(pair: Pair, walls: BaseGeometry) -> Iterator[Portal]:
    one, other, edge = pair
    free = shapely.line_merge(shapely.difference(edge, walls)).simplify(BEND_M)
    for part in shapely.get_parts(free):
        for a, b in itertools.pairwise(part.coords) if isinstance(part, LineString) else ():
            if dist(a, b) >= MIN_WIDTH_M:
                yield _portal(one, other, (a[0], a[1]), (b[0], b[1]))


def _portal(one: Space, other: Space, a: Point2, b: Point2) -> Portal:
    width = dist(a, b)
    key = "/".join((*sorted((one.guid, other.guid)), *(f"{c:.2f}" for c in (*a, *b))))
    top = min((s.floor_z_m + s.height_m for s in (one, other) if s.height_m is not None), default=None)
    base = max(one.floor_z_m, other.floor_z_m)
    return Portal(
        guid=str(ifcopenshell.guid.compress(uuid.uuid5(NAMESPACE, key).hex)),
        step_id=0,
        kind="virtual",
        name="",
        storey=one.storey,
        line=(a, b),
        normal=((a[1] - b[1]) / width, (b[0] - a[0]) / width),
        base_z_m=base,
        width_m=width,
        height_m=None if top is None else top - base,
        boundary_spaces=(one.guid, other.guid),
        notes=(NOTE,),
    )
