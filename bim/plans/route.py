"""Which way out a plan shows, and how it is cut: the judged walk, the part beyond the limit, the walk before it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from bim.egress.result import Distance, Path, SpaceResult
from bim.facts import Point3
from bim.plans.scene import Scene
from bim.plans.verdicts import ORDER, about_distance
from core.verdicts import Judgement, Verdict

SAME_PLACE_M = 0.6


@dataclass(frozen=True, slots=True)
class Route:
    """``judged`` runs from where the clause starts to the exit, ``inner`` from the farthest point to that start.

    ``limit_m`` is None where no limit applies or nothing was judged. ``verdict`` likewise.
    """

    judged: Path
    inner: Path
    measured_m: float | None
    upper_m: float | None
    """Upper end of what was measured, where it is an interval; else None."""
    limit_m: float | None
    verdict: Verdict | None
    inside: bool
    """The judged walk itself lies inside a room or flat."""
    in_flat: bool
    start_guid: str


def worst_route(scene: Scene, chosen: Judgement | None = None) -> Route | None:
    """The route of ``chosen``, else of the storey's worst distance verdict, else the longest way to a storey exit."""
    judged = [chosen] if chosen is not None else [j for j in scene.judgements if len(j.path) > 1 and about_distance(j)]
    judged = [j for j in judged if j is not None and j.unit == "m" and j.measured is not None]
    if judged:
        return _of_judgement(scene, min(judged, key=_badness))
    return _longest(scene)


def _badness(judgement: Judgement) -> tuple[int, int, float]:
    """Worst verdict first, then ways to an exit before walks in a room, then the largest share of the limit."""
    share = (judgement.measured or 0.0) / (judgement.limit or math.inf)
    order = ORDER.index(judgement.verdict) if judgement.verdict in ORDER[:3] else len(ORDER)
    return order, int(_is_inside(judgement)), -share if share else -(judgement.measured or 0.0) / 1000


def _is_inside(judgement: Judgement) -> bool:
    """Walks inside a room or flat are judged by space, ways to an exit by door."""
    return judgement.subject.type == "IfcSpace"


def _of_judgement(scene: Scene, judgement: Judgement) -> Route:
    inside = _is_inside(judgement)
    before, in_flat = ((), False) if inside else _walk_before(scene, judgement.path[0])
    subject = scene.space(judgement.subject.guid)
    return Route(
        judged=judgement.path,
        inner=before,
        measured_m=judgement.measured,
        upper_m=judgement.measured_upper,
        limit_m=judgement.limit,
        verdict=judgement.verdict,
        inside=inside,
        in_flat=in_flat or bool(subject and subject.flat),
        start_guid=judgement.subject.guid,
    )


def _walk_before(scene: Scene, start: Point3) -> tuple[Path, bool]:
    """The longest walk inside a room or flat that ends where the judged walk starts."""
    found: list[tuple[float, Path, bool]] = []
    for space in scene.spaces:
        walk = space.in_room
        if walk is not None and len(walk.path) > 1 and math.dist(walk.path[-1][:2], start[:2]) < SAME_PLACE_M:
            found.append((walk.value_m, walk.path, space.flat is not None))
    _, path, in_flat = max(found, default=(0.0, (), False), key=lambda f: f[0])
    return path, in_flat


def _longest(scene: Scene) -> Route | None:
    ways = [(s, way) for s in scene.spaces if (way := storey_way(s)) is not None and len(way.path) > 1]
    if not ways:
        return None
    space, way = max(ways, key=lambda w: w[1].value_m)
    inner_m = space.in_room.value_m if space.in_room is not None else 0.0
    inner, judged = cut(way.path, inner_m if 0.05 < inner_m < length(way.path) - 0.05 else 0.0)
    return Route(judged, inner, length(judged), None, None, None, False, space.flat is not None, space.guid)


def storey_way(space: SpaceResult) -> Distance | None:
    """The way to the nearest storey exit as proposed: stairs of unknown kind count until a person says otherwise."""
    return (space.storey_exit.counts or space.storey_exit.not_counts) if space.storey_exit else None


def length(path: Sequence[Point3]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(path))


def cut(path: Path, at_m: float) -> tuple[Path, Path]:
    """The path up to ``at_m`` along it and the rest; the cut point ends the one and starts the other."""
    if at_m <= 0:
        return (), path
    walked = 0.0
    for index, (start, end) in enumerate(itertools.pairwise(path)):
        step = math.dist(start, end)
        if walked + step >= at_m - 1e-9 and step > 0:
            t = min(1.0, (at_m - walked) / step)
            point = along(start, end, t)
            return (*path[: index + 1], point), (point, *path[index + 1 :])
        walked += step
    return path, ()


def along(start: Point3, end: Point3, t: float) -> Point3:
    return tuple(a + (b - a) * t for a, b in zip(start, end, strict=True))  # type: ignore[return-value]


def on_storey(scene: Scene, path: Path) -> list[Path]:
    """The parts of a path that a plan of this storey shows: half a flight down, half a flight up, no further."""
    low = scene.level_m - 1.7
    high = (scene.level_m + scene.next_level_m) / 2 + 0.2
    parts: list[list[Point3]] = []
    for start, end in itertools.pairwise(path):
        piece = _between(start, end, low, high)
        if piece is None:
            continue
        if parts and math.dist(parts[-1][-1], piece[0]) < 1e-6:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return [tuple(p) for p in parts]


def _between(start: Point3, end: Point3, low: float, high: float) -> tuple[Point3, Point3] | None:
    rise = end[2] - start[2]
    if abs(rise) < 1e-9:
        return (start, end) if low <= start[2] <= high else None
    t0, t1 = sorted(((low - start[2]) / rise, (high - start[2]) / rise))
    t0, t1 = max(0.0, t0), min(1.0, t1)
    return (along(start, end, t0), along(start, end, t1)) if t0 < t1 else None
