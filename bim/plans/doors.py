"""Doors on a plan: the gap in the wall, the leaf with its swing, and a mark where the door itself fails."""

from __future__ import annotations

import math

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from bim.egress.result import DoorResult
from bim.facts import Point2, Portal
from bim.plans.labels import Board
from bim.plans.scene import Scene
from bim.plans.svg import Px, area_path, line_path, num, polyline, shape
from core.verdicts import Verdict

REACH_M = 1.0
"""How far from the portal's line the neighbouring floor is looked for."""
OUTSIDE_M = 0.45
TOUCH_M = 0.05
"""A portal's line may lie on a floor's edge; a floor counts as ahead only from this length of overlap."""
LOUD = (Verdict.FAIL, Verdict.REVIEW)


def draw_doors(scene: Scene, board: Board) -> str:
    """Gaps first, then leaves, so that no gap covers a neighbour's leaf."""
    gaps, leaves, marks = [], [], []
    for door in scene.doors:
        if math.dist(*door.line) < 1e-6:
            continue
        portal = scene.portals.get((door.guid, door.step_id))
        near, far = _depths(scene, door)
        if door.kind == "virtual":
            gaps.append(_open_edge(scene, door))
            continue
        gaps.append(_gap(scene, door, near, far))
        leaves.append(_leaf(scene, door, portal, near, far))
        marks.append(_mark(scene, door))
        if door.kind == "door":
            board.add_area(_swept(scene, door))
    return "".join(gaps) + shape("fp-leaf", "".join(leaves)) + "".join(marks)


def _swept(scene: Scene, door: DoorResult) -> BaseGeometry:
    return scene.frame.area(LineString(door.line).buffer(math.dist(*door.line) * 0.95, cap_style="flat"))


def normal_of(door: DoorResult) -> Point2:
    """Unit vector across the door, to the left of its line."""
    (x0, y0), (x1, y1) = door.line
    size = math.hypot(x1 - x0, y1 - y0)
    return -(y1 - y0) / size, (x1 - x0) / size


def middle_of(door: DoorResult) -> Point2:
    (x0, y0), (x1, y1) = door.line
    return (x0 + x1) / 2, (y0 + y1) / 2


def _depths(scene: Scene, door: DoorResult) -> tuple[float, float]:
    """Distance from the line to the floors behind and before it (metres): how deep the wall is on either side."""
    normal, floors = normal_of(door), [scene.floor_of(g) for g in door.joins if g]
    found = []
    for sign in (-1.0, 1.0):
        mid = middle_of(door)
        ray = LineString([mid, (mid[0] + sign * normal[0] * REACH_M, mid[1] + sign * normal[1] * REACH_M)])
        hits = [ray.intersection(f) for f in floors if f is not None]
        depths = [Point(mid).distance(h) for h in hits if h.length > TOUCH_M]
        found.append(min(depths) if depths else ray.intersection(scene.shell).length or OUTSIDE_M)
    return found[0], found[1]


def _offset(point: Point2, normal: Point2, by: float) -> Point2:
    return point[0] + normal[0] * by, point[1] + normal[1] * by


def _gap(scene: Scene, door: DoorResult, near: float, far: float) -> str:
    normal, slack = normal_of(door), 0.6 / scene.frame.scale
    corners = [
        *(_offset(p, normal, -near - slack) for p in door.line),
        *(_offset(p, normal, far + slack) for p in reversed(door.line)),
    ]
    inside = scene.frame.area(Polygon(corners).intersection(scene.shell))
    kind = "fp-gap-corridor" if all(scene.circulates(g) for g in door.joins) else "fp-gap"
    return shape(kind, area_path(inside), guid=door.guid, title=door.name or door.tag)


def _open_edge(scene: Scene, door: DoorResult) -> str:
    """An edge between two spaces where no wall stands: a dashed line over the length that both spaces share."""
    line: BaseGeometry = LineString(door.line)
    mid = LineString(door.line).interpolate(0.5, normalized=True)
    depths = [mid.distance(f) for f in (scene.floor_of(g) for g in door.joins if g) if f is not None]
    depth = min(max(depths, default=0.0), OUTSIDE_M)
    for floor in (scene.floor_of(g) for g in door.joins if g):
        if floor is not None:
            line = line.intersection(floor.buffer(depth + TOUCH_M, cap_style="flat", join_style="mitre"))
    strip = line.buffer(max(depth, 1.0 / scene.frame.scale), cap_style="flat")
    kind = "fp-gap-corridor" if all(scene.circulates(g) for g in door.joins) else "fp-gap"
    gap = shape(kind, area_path(scene.frame.area(strip)), guid=door.guid, title=door.name)
    return gap + shape("fp-virtual", line_path(scene.frame.area(line)))


def _leaf(scene: Scene, door: DoorResult, portal: Portal | None, near: float, far: float) -> str:
    """Path data of the open leaf or leaves; nothing for openings."""
    if door.kind != "door":
        return ""
    operation = (portal.operation if portal else "").upper()
    if any(word in operation for word in ("SLIDING", "ROLLING", "REVOLVING", "FOLDING")):
        return _sliding(scene, door)
    side, depth = (1.0, far) if _opens_forward(scene, door, portal) else (-1.0, near)
    normal = normal_of(door)
    face = [_offset(p, normal, side * min(depth, OUTSIDE_M)) for p in door.line]
    first, last = face
    if "DOUBLE" in operation or (door.width_m or 0.0) > 1.45:
        mid = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
        return _swing(scene, first, mid, normal, side) + _swing(scene, last, mid, normal, side)
    hinge, latch = (last, first) if "RIGHT" in operation else (first, last)
    return _swing(scene, hinge, latch, normal, side)


def _opens_forward(scene: Scene, door: DoorResult, portal: Portal | None) -> bool:
    """Final exits open outwards; else a leaf opens to its own side (IFC: towards the door's +y), else into the room."""
    normal, mid = normal_of(door), middle_of(door)
    room = scene.floor_of(next((g for g in door.joins if g and not scene.circulates(g)), None))
    if door.exit == "final" or room is None:
        inner = scene.floor_of(next((g for g in door.joins if g), None))
        return inner is None or not _ahead(mid, normal, inner)
    if portal is not None and portal.operation:
        return portal.normal[0] * normal[0] + portal.normal[1] * normal[1] >= 0
    return _ahead(mid, normal, room)


def _ahead(mid: Point2, normal: Point2, floor: BaseGeometry) -> bool:
    return float(LineString([mid, _offset(mid, normal, REACH_M)]).intersection(floor).length) > TOUCH_M


def _swing(scene: Scene, hinge: Point2, latch: Point2, normal: Point2, side: float) -> str:
    """Open leaf and the quarter circle to its latch."""
    width = math.dist(hinge, latch)
    tip = _offset(hinge, normal, side * width)
    h, t, c = (scene.frame.point(*p) for p in (hinge, tip, latch))
    radius = num(width * scene.frame.scale)
    sweep = 1 if _cross(h, t, c) > 0 else 0
    return f"{polyline([h, t])}A{radius} {radius} 0 0 {sweep} {num(c[0])} {num(c[1])}"


def _cross(o: Px, a: Px, b: Px) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def _sliding(scene: Scene, door: DoorResult) -> str:
    normal, shift = normal_of(door), 0.05
    (a, b), mid = door.line, middle_of(door)
    return polyline(scene.frame.points([_offset(a, normal, shift), _offset(mid, normal, shift)])) + polyline(
        scene.frame.points([_offset(mid, normal, -shift), _offset(b, normal, -shift)])
    )


def _mark(scene: Scene, door: DoorResult) -> str:
    """A coloured bar across a door whose own measure (its width) fails or waits for a person."""
    verdict = own_verdict(scene, door)
    if verdict is None:
        return ""
    return shape(f"fp-door-{verdict.value}", polyline(scene.frame.points(door.line)), guid=door.guid)


def own_verdict(scene: Scene, door: DoorResult) -> Verdict | None:
    """Loudest verdict on the door's own width; None when there is nothing to say."""
    own = [j for j in scene.judgements if j.subject.guid == door.guid and j.metric == "clear_width"]
    return next((v for v in LOUD if any(j.verdict is v for j in own)), None)
