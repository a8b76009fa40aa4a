"""Stairs on a plan: pale ground, tread lines across the walking line, an arrow with its sense."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from bim.egress.result import StairResult
from bim.facts import Point2, Point3, StairRun
from bim.plans.labels import Board, rectangle
from bim.plans.masses import WIDTH_M, stair_body
from bim.plans.scene import Scene
from bim.plans.svg import Px, area_path, line_path, polyline, shape, text_at
from bim.plans.words import word

GOING_M = 0.28
OVERLAP = 0.5


def draw_stairs(scene: Scene, board: Board) -> str:
    """Stairs that start on the storey hide those that arrive at the same place, as on a drawn plan."""
    drawn: list[BaseGeometry] = []
    parts = []
    for stair, run in scene.runs:
        body = stair_body(stair, run)
        if body is None or any(_share(body, other) > OVERLAP for other in drawn):
            continue
        drawn.append(body)
        parts.append(_draw_one(scene, board, stair, run, body))
    return "".join(parts)


def _share(body: BaseGeometry, other: BaseGeometry) -> float:
    return float(body.intersection(other).area / max(body.area, 1e-9))


def _draw_one(scene: Scene, board: Board, stair: StairResult, run: StairRun | None, body: BaseGeometry) -> str:
    going = run.going_m if run and run.going_m and 0.15 < run.going_m < 0.6 else GOING_M
    width = stair.width_m or (run.width_m if run else None) or WIDTH_M
    treads = [] if run is not None and run.is_ramp else list(_treads(stair.line, going, width))
    lines = shapely.union_all([LineString(t) for t in treads]).intersection(body.buffer(0.02)) if treads else None
    return (
        shape(
            "fp-flight", area_path(scene.frame.area(body.intersection(scene.shell))), guid=stair.guid, title=stair.name
        )
        + (shape("fp-tread", line_path(scene.frame.area(lines))) if lines is not None else "")
        + _arrow(scene, board, stair)
    )


def _treads(line: tuple[Point3, ...], going: float, width: float) -> Iterator[tuple[Point2, Point2]]:
    """Lines across each sloping part of the walking line, one going apart."""
    for start, end in itertools.pairwise(line):
        run = math.hypot(end[0] - start[0], end[1] - start[1])
        if run < 0.05 or abs(end[2] - start[2]) < 0.2 * run:
            continue
        ux, uy = (end[0] - start[0]) / run, (end[1] - start[1]) / run
        count = max(1, round(run / going))
        for step in range(count):
            at = (step + 0.5) * run / count
            x, y = start[0] + ux * at, start[1] + uy * at
            yield (x - uy * width / 2, y + ux * width / 2), (x + uy * width / 2, y - ux * width / 2)


def _arrow(scene: Scene, board: Board, stair: StairResult) -> str:
    """Along the walking line, pointing up where the stair starts here and down where it only arrives."""
    upward = stair.from_storey == scene.storey.guid
    points = scene.frame.points(stair.line if upward else stair.line[::-1])
    if len(points) < 2 or math.dist(points[0], points[-1]) + len(points) < 4:
        return ""
    board.add_area(rectangle(points[0], 22, 16))
    label = text_at(
        "fp-quiet",
        (points[0][0], points[0][1] + 4),
        word("up" if upward else "down", scene.language),
        halo="fp-halo-stair",
    )
    return shape("fp-arrow", polyline(points)) + _head(points) + label


def _head(points: list[Px]) -> str:
    tip, back = points[-1], points[-2]
    size = math.dist(tip, back) or 1.0
    ux, uy = (tip[0] - back[0]) / size, (tip[1] - back[1]) / size
    left = (tip[0] - 8 * ux - 3.5 * uy, tip[1] - 8 * uy + 3.5 * ux)
    right = (tip[0] - 8 * ux + 3.5 * uy, tip[1] - 8 * uy - 3.5 * ux)
    return shape("fp-head", polyline([tip, left, right], closed=True))
