"""The narrowest element on each space's way to its storey exit: door, opening, corridor or stair."""

from __future__ import annotations

import bisect
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from bim.egress.measured import Bottleneck, Corridor
from bim.egress.result import Distance, DoorResult, SpaceResult, StairResult
from bim.egress.scene import Scene
from bim.facts import Point3

THROUGH_M = 0.02
"""A walk leads through a door when it comes this near to its line: walks brush past jambs."""
LEVEL_M = 0.6
ALONG_M = 0.3
"""A walk that only cuts a corridor's corner is not in it."""
APART_M = 1e5
"""How far levels are laid apart on the one plan on which everything is looked up."""
UNDECLARED_LOSS_M = 0.2
"""A door without a declared width is as wide as its hole, less at most this."""
Element = tuple[BaseGeometry, Bottleneck]


def fill_bottlenecks(
    scene: Scene, spaces: Sequence[SpaceResult], doors: Sequence[DoorResult], corridors: Sequence[Corridor]
) -> None:
    """Fills ``SpaceResult.bottleneck`` along the way that is reported (unknown stairs count).

    Of a corridor on the way its narrowest place counts, wherever in it that is. None where there is no way, inside an
    exit, or where nothing on the way has a width.
    """
    owners, lines = _runs(scene, spaces)
    elements = [*_doors(scene, doors), *_corridors(scene, corridors)]
    met: dict[int, list[Bottleneck]] = defaultdict(list)
    if lines and elements:
        tree = shapely.STRtree([shape for shape, _ in elements])
        pairs = tree.query(np.array(lines), predicate="dwithin", distance=THROUGH_M)
        wide = np.array([element.kind == "corridor" for _, element in elements])[pairs[1]]
        row, number = pairs[:, wide]
        common = shapely.intersection(np.array(lines)[row], tree.geometries[number])
        wide[wide] = shapely.length(common) <= ALONG_M
        for row, number in pairs[:, ~wide].T.tolist():
            met[owners[row]].append(elements[number][1])
    exits = {door.guid: bottleneck_of_door(door) for door in doors} | {s.guid: _of_stair(s) for s in scene.stairs}
    for i, space in enumerate(spaces):
        space.bottleneck = _narrowest([*met.get(i, ()), *_at_end(scene, space, exits)])


def _level(scene: Scene, z_m: float) -> int:
    """The level (index) nearest to a height."""
    levels = scene.plan.levels_m
    after = bisect.bisect_left(levels, z_m)
    return min((i for i in (after - 1, after) if 0 <= i < len(levels)), key=lambda i: abs(levels[i] - z_m), default=0)


def _spread(scene: Scene, points: Iterable[tuple[float, float]], z_m: float) -> list[tuple[float, float]]:
    """Local points with each level far off the next: one search tree for all, in which no level meets another."""
    away = APART_M * _level(scene, z_m)
    return [(x, y + away) for x, y in (scene.plan.frame.point_in(*point) for point in points)]


def _runs(scene: Scene, spaces: Sequence[SpaceResult]) -> tuple[list[int], list[BaseGeometry]]:
    """The stretches of all walks that keep their height, and the space (index) of each."""
    owners: list[int] = []
    lines: list[BaseGeometry] = []
    for index, space in enumerate(spaces):
        for level, steps in itertools.groupby(
            itertools.pairwise(_path(space)), key=lambda pair: pair[0][2] == pair[1][2]
        ):
            if level:
                pairs = list(steps)
                points = [pairs[0][0][:2], *(b[:2] for _, b in pairs)]
                owners.append(index)
                lines.append(shapely.LineString(_spread(scene, points, pairs[0][0][2])))
    return owners, lines


def _path(space: SpaceResult) -> tuple[Point3, ...]:
    way = _way(space)
    return way.path if way and len(way.path) > 1 else ()


def _way(space: SpaceResult) -> Distance | None:
    return (space.storey_exit.counts or space.storey_exit.not_counts) if space.storey_exit else None


def _doors(scene: Scene, doors: Sequence[DoorResult]) -> Iterator[Element]:
    for door in doors:
        found = bottleneck_of_door(door)
        if found is not None:
            yield shapely.LineString(_spread(scene, door.line, door.z_m)), found


def _corridors(scene: Scene, corridors: Sequence[Corridor]) -> Iterator[Element]:
    widths = {corridor.space: corridor for corridor in corridors}
    for number, cell in enumerate(scene.plan.cells):
        way = widths.get(scene.plan.space_of(number).guid)
        if way is not None:
            moved = affinity.translate(cell.shape, 0.0, APART_M * cell.level)
            yield moved, _of_corridor(way, scene.plan.z_m(number))


def bottleneck_of_door(door: DoorResult) -> Bottleneck | None:
    """The door as an element of a way; a boundary without any wall is as wide as it is drawn."""
    (ax, ay), (bx, by) = door.line
    drawn = math.dist(*door.line)
    if drawn <= 0:
        return None
    loss = UNDECLARED_LOSS_M if door.kind == "door" else 0.0
    width = door.clear_width_m or (max(0.0, drawn - loss), drawn)
    kind = door.kind if door.kind in ("opening", "virtual") else "door"
    return Bottleneck(door.guid, kind, width, ((ax + bx) / 2, (ay + by) / 2, door.z_m))  # type: ignore[arg-type]


def _of_corridor(way: Corridor, z_m: float) -> Bottleneck:
    (ax, ay), (bx, by) = way.at
    middle = ((ax + bx) / 2, (ay + by) / 2, z_m)
    return Bottleneck(way.space, "corridor", (way.width_m, way.width_m + way.error_m), middle)


def _of_stair(stair: StairResult) -> Bottleneck | None:
    if stair.width_m is None or not stair.line:
        return None
    return Bottleneck(stair.guid, "stair", (stair.width_m, stair.width_m), stair.line[0])


def _at_end(scene: Scene, space: SpaceResult, exits: dict[str, Bottleneck | None]) -> Iterator[Bottleneck]:
    """The exit itself, and stairs that are walked on the way to it."""
    way = _way(space)
    if way is None or not _path(space):
        return
    steps = [a for a, b in itertools.pairwise(way.path) if abs(a[2] - b[2]) > LEVEL_M / 2]
    walked = [s.guid for s in scene.stairs if any(_on(s, point) for point in steps)]
    yield from (found for guid in (way.target, *walked) if (found := exits.get(guid)) is not None)


def _on(stair: StairResult, point: Point3) -> bool:
    return any(math.dist(point, corner) < THROUGH_M for corner in stair.line)


def _narrowest(found: Sequence[Bottleneck]) -> Bottleneck | None:
    return min(found, key=lambda item: (item.width_m, item.guid), default=None)
