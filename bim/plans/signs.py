"""Exit signs: E1, E2 … for doors to the outside, S1, S2 … for escape stairs. One number per place in a building."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shapely import Point
from shapely.ops import nearest_points

from bim.egress.result import DoorResult, EgressResult, StairResult
from bim.facts import Point2
from bim.plans.doors import middle_of, normal_of
from bim.plans.labels import Board
from bim.plans.palette import look
from bim.plans.scene import Scene
from bim.plans.svg import Px, element, num, polyline, shape, text_at
from bim.plans.words import word

SAME_STAIR_M = 3.0
"""Stairs of two storeys whose middles lie this near on plan are one stair."""
OUTSIDE_M = 6.0
"""A stair's sign stands outside the facade when the facade is this near."""
STEM_PX = 14.0
SPREAD_PX = ((22, 0), (30, 0), (22, 1), (22, -1), (40, 0), (40, 1), (40, -1), (56, 0))
"""Places tried for a sign: pixels outwards from the facade, and to which side of the exit."""


@dataclass(frozen=True, slots=True)
class Sign:
    """``label`` without its question mark; ``confirmed`` decides solid or hollow."""

    label: str
    confirmed: bool

    @property
    def words(self) -> str:
        return self.label if self.confirmed else f"{self.label}?"


def exit_signs(result: EgressResult) -> dict[str, Sign]:
    """Sign of every door or opening that is an exit or might be one, by GUID, the same on every storey.

    Final exits are numbered by storey, then along the building; stairs along the building, one number a stair
    however many storeys it serves.
    """
    signs: dict[str, Sign] = {}
    order = {s.guid: s.order for s in result.storeys}
    finals = [d for d in result.doors if d.exit == "final"]
    finals.sort(key=lambda d: (order.get(d.storey, 0), *(round(v, 3) for v in middle_of(d)), d.guid))
    for number, door in enumerate(finals, start=1):
        signs[door.guid] = Sign(f"E{number}", door.status == "confirmed")
    unknown = {g for s in result.storeys for g in s.unknown_exits}
    named = unknown | {g for s in result.storeys for g in s.storey_exits}
    into = [d for d in result.doors if d.guid not in signs and (d.exit == "storey" or d.guid in named)]
    mouths = [s for s in result.stairs if s.guid in named]
    points = {d.guid: _stair_point(result, d) for d in into} | {s.guid: _middle(s) for s in mouths}
    places = _places(points.values())
    ways: list[DoorResult | StairResult] = [*into, *mouths]
    for way in ways:
        nearest = min(places, key=lambda p: math.dist(p, points[way.guid]))
        sure = way.status == "confirmed" and way.guid not in unknown
        signs[way.guid] = Sign(f"S{places.index(nearest) + 1}", sure)
    return signs


def draw_signs(scene: Scene, board: Board) -> str:
    """Signs of this storey; each is placed clear of what stands on the board and then takes its place there."""
    signs, parts, seen = exit_signs(scene.result), [], set[str]()
    named = {*scene.storey.storey_exits, *scene.storey.unknown_exits}
    stairs = [stair for stair, _ in scene.runs if stair.guid in named]
    ways: list[DoorResult | StairResult] = [*scene.doors, *stairs]
    for way in ways:
        sign = signs.get(way.guid)
        if sign is None or (sign.label.startswith("S") and sign.label in seen):
            continue
        seen.add(sign.label)
        parts.append(_draw(scene, board, way, sign))
    return "".join(parts)


def _places(points: Iterable[Point2]) -> list[Point2]:
    """One point per escape stair, in order along the building."""
    places: list[Point2] = []
    for at in sorted((round(x, 2), round(y, 2)) for x, y in points):
        if all(math.dist(at, p) > SAME_STAIR_M for p in places):
            places.append(at)
    return places


def _stair_point(result: EgressResult, door: DoorResult) -> Point2:
    stair: StairResult | None = next((s for s in result.stairs if s.guid == door.leads_to_stair), None)
    if stair is None or not stair.line:
        return middle_of(door)
    return _middle(stair)


def _middle(stair: StairResult) -> Point2:
    xs, ys = [p[0] for p in stair.line], [p[1] for p in stair.line]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2) if xs else (0.0, 0.0)


def _draw(scene: Scene, board: Board, way: DoorResult | StairResult, sign: Sign) -> str:
    """The sign outside the facade with a stem to what it names, or beside the door when the facade is far."""
    width, height = 12 + 8 * len(sign.words), 20
    door = way if isinstance(way, DoorResult) else None
    anchor_m = _anchor(scene, way, sign)
    out, reach = _outward(scene, door, anchor_m), _clear_px(scene, anchor_m)
    aside = (math.dist(*door.line) * scene.frame.scale / 2 + 26) if door is not None and sign.label[0] == "E" else 28.0
    x, y = scene.frame.point(*anchor_m)
    anchor = (x + out[0] * (reach - STEM_PX), y + out[1] * (reach - STEM_PX)) if reach > STEM_PX else (x, y)
    spots = [
        (x + out[0] * (reach + k) + side * aside * out[1], y + out[1] * (reach + k) - side * aside * out[0])
        for k, side in SPREAD_PX
    ]
    centre = board.place(spots, width, height, force=True) or spots[0]
    kind = "final_exit" if sign.label[0] == "E" else "storey_exit"
    status = "confirmed" if sign.confirmed else "proposed"
    title = f"{sign.label} {word(kind, scene.language)} {word(status, scene.language)}"
    stem = shape("fp-sign-stem", polyline([anchor, centre]))
    board.add_line([anchor, centre], 3)
    return stem + plate(sign, centre, width, height, guid=way.guid, title=title)


def plate(sign: Sign, centre: Px, width: float, height: float, *, guid: str = "", title: str = "") -> str:
    """White letters on green when confirmed, green letters in a dashed frame with a question mark when proposed."""
    box = look("fp-sign" if sign.confirmed else "fp-sign-proposed") | {
        "x": num(centre[0] - width / 2),
        "y": num(centre[1] - height / 2),
        "width": num(width),
        "height": num(height),
        "rx": "2",
    }
    words = text_at("fp-on-mark" if sign.confirmed else "fp-sign-text", (centre[0], centre[1] + 4.5), sign.words)
    head = element("title", {}, title) if title else ""
    state = "confirmed" if sign.confirmed else "proposed"
    attrs = {"class": f"fp-exit fp-{state}"} | ({"data-guid": guid} if guid else {})
    return element("g", attrs, head + element("rect", box) + words)


def _anchor(scene: Scene, way: DoorResult | StairResult, sign: Sign) -> Point2:
    if isinstance(way, StairResult):
        return _middle(way)
    return middle_of(way) if sign.label[0] == "E" else _stair_point(scene.result, way)


def _outward(scene: Scene, door: DoorResult | None, anchor_m: Point2) -> Px:
    """Direction on the drawing from the anchor to the open: across an outer door, else to the nearest facade."""
    if door is not None and door.exit == "final":
        normal, mid = normal_of(door), middle_of(door)
        inner = scene.floor_of(next((g for g in door.joins if g), None))
        ahead = Point(mid[0] + normal[0] * 0.6, mid[1] + normal[1] * 0.6)
        sign = -1.0 if inner is not None and inner.distance(ahead) < 0.05 else 1.0
        return scene.frame.direction(normal[0] * sign, normal[1] * sign)
    edge, _ = nearest_points(scene.shell.boundary, Point(anchor_m))
    return scene.frame.direction(edge.x - anchor_m[0], edge.y - anchor_m[1])


def _clear_px(scene: Scene, anchor_m: Point2) -> float:
    """Pixels from the anchor to the facade; none where it is too far for a stem."""
    metres = scene.shell.boundary.distance(Point(anchor_m))
    return metres * scene.frame.scale if metres <= OUTSIDE_M else 0.0
