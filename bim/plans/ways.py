"""Drawing a route: white casing, black up to the limit, red and thick beyond it, ticks, and the labels of both."""

from __future__ import annotations

import math
from collections.abc import Iterator

from bim.egress.result import Path
from bim.plans.labels import Board, text_width
from bim.plans.palette import look
from bim.plans.route import Route, cut, length, on_storey
from bim.plans.scene import Scene
from bim.plans.svg import Px, element, num, polyline, shape, text_at
from bim.plans.words import metres, metres_over, word
from core.verdicts import Verdict

TICK_M = 5.0


def draw_lines(scene: Scene, route: Route, board: Board) -> str:
    """The lines themselves; they take their place on the board before any label does."""
    outer = route.judged[::-1]
    within, beyond = _split(route) if route.verdict is Verdict.FAIL else (outer, ())
    parts = _dashed(scene, route.inner, "fp-inner")
    if route.inside:
        parts += _dashed(scene, within, "fp-inner") + _dashed(scene, beyond, "fp-inner-over")
    elif route.verdict is Verdict.REVIEW:
        parts += _solid(scene, outer, "fp-doubt", "8")
    else:
        parts += _solid(scene, within, "fp-route", "6.5") + _solid(scene, beyond, "fp-over", "9")
    for line in (*on_storey(scene, route.inner), *on_storey(scene, outer)):
        board.add_line(scene.frame.points(line), 5)
    return parts + _ticks(scene, outer) + _ends(scene, route, bool(beyond))


def draw_route_labels(scene: Scene, route: Route, board: Board) -> str:
    """Limit and excess as boxes with a stem; the walked length where nothing is exceeded."""
    within, beyond = _split(route)
    if route.limit_m is None or not beyond:
        return _walked(scene, board, route, within) + _inner_label(scene, route, board)
    parts = ""
    if on_storey(scene, (within[-1], beyond[1])):
        parts = _box(scene, board, _px(scene, within[-1]), word("limit", scene.language, value=metres(route.limit_m)))
    if route.verdict is Verdict.FAIL:
        excess = (route.measured_m or length(route.judged)) - route.limit_m
        words = word("over", scene.language, value=metres_over(max(excess, 0.001)))
        parts += _box(scene, board, _middle(scene, beyond), words, loud=True)
    else:
        parts += _walked(scene, board, route, beyond)
    return parts + _inner_label(scene, route, board)


def _split(route: Route) -> tuple[Path, Path]:
    """The walk from the exit outwards, up to the limit and beyond it; only an open or failed verdict has a beyond."""
    outer = route.judged[::-1]
    if route.limit_m is None or route.verdict not in (Verdict.FAIL, Verdict.REVIEW):
        return outer, ()
    return cut(outer, route.limit_m)


def _walked(scene: Scene, board: Board, route: Route, line: Path) -> str:
    words = word("walked", scene.language, value=_span(route))
    if route.limit_m is not None and route.verdict is Verdict.PASS:
        words += f" ≤ {metres(route.limit_m)}"
    return _box(scene, board, _middle(scene, line), words)


def _middle(scene: Scene, line: Path) -> Px | None:
    """Middle of the longest part of a line that this storey shows; None where it shows none."""
    shown = max(on_storey(scene, line), key=length, default=())
    return _px(scene, cut(shown, length(shown) / 2)[0][-1]) if length(shown) > 0 else None


def _span(route: Route) -> str:
    low, high = route.measured_m or 0.0, route.upper_m
    if high is None or f"{high:.1f}" == f"{low:.1f}":
        return metres(low)
    return f"{low:.1f}–{metres(high)}"


def _inner_label(scene: Scene, route: Route, board: Board) -> str:
    if len(route.inner) < 2:
        return ""
    words = word("in_flat" if route.in_flat else "in_room", scene.language, value=metres(length(route.inner)))
    middle = _middle(scene, route.inner)
    if middle is None:
        return ""
    spot = board.place(_around(middle, (16, 24, 36)), text_width(words), 14)
    return text_at("fp-label", (spot[0], spot[1] + 4.5), words, halo="fp-halo") if spot else ""


def _px(scene: Scene, point: tuple[float, float, float]) -> Px:
    return scene.frame.point(point[0], point[1])


def _solid(scene: Scene, path: Path, kind: str, casing: str) -> str:
    lines = [polyline(scene.frame.points(p)) for p in on_storey(scene, path)]
    case = [shape("fp-case", d, extra={"stroke-width": casing}) for d in lines]
    return "".join(case) + "".join(shape(kind, d) for d in lines)


def _dashed(scene: Scene, path: Path, kind: str) -> str:
    return _solid(scene, path, kind, "5") if len(path) > 1 else ""


def _ticks(scene: Scene, outer: Path) -> str:
    """A tick every 5 m, counted from the exit."""
    d, total = "", length(outer)
    for number in range(1, int((total - 0.5) / TICK_M) + 1):
        before, after = cut(outer, number * TICK_M)
        if not on_storey(scene, (before[-1], after[1])) or before[-1] == after[1]:
            continue
        (x, y), (u, v) = _px(scene, before[-1]), _heading(scene, before[-1], after[1])
        d += polyline([(x - v * 6, y + u * 6), (x + v * 6, y - u * 6)])
    return shape("fp-tick", d)


def _heading(scene: Scene, start: tuple[float, ...], end: tuple[float, ...]) -> Px:
    return scene.frame.direction(end[0] - start[0], end[1] - start[1])


def _ends(scene: Scene, route: Route, exceeded: bool) -> str:
    """Ring at the farthest point, dot where the judged walk starts."""
    start = (route.inner or route.judged)[0]
    ring = _circle("fp-start", _px(scene, start), 5.5)
    if not route.inner:
        return ring
    return ring + _circle("fp-end-fail" if exceeded else "fp-end", _px(scene, route.judged[0]), 4.5)


def _circle(kind: str, at: Px, radius: float) -> str:
    return element("circle", look(kind) | {"cx": num(at[0]), "cy": num(at[1]), "r": num(radius)})


def _box(scene: Scene, board: Board, at: Px | None, words: str, *, loud: bool = False) -> str:
    if at is None:
        return ""
    width, height = text_width(words, strong=True) + 14, 22.0
    spot = board.place(_around(at, (28, 40, 56, 76, 100)), width, height, force=True) or (at[0], at[1] - 30)
    rect = {"x": num(spot[0] - width / 2), "y": num(spot[1] - height / 2), "width": num(width), "height": num(height)}
    stem = shape("fp-stem-fail" if loud else "fp-stem", polyline([at, spot]))
    frame = element("rect", look("fp-box-fail" if loud else "fp-box") | rect | {"rx": "2"})
    return stem + frame + text_at("fp-on-mark" if loud else "fp-strong", (spot[0], spot[1] + 4.5), words)


def _around(at: Px, distances: tuple[float, ...]) -> Iterator[Px]:
    """Candidate centres: straight above first, then below, then round the clock, near before far."""
    for distance in distances:
        for degrees in (-90, 90, -60, -120, 60, 120, -30, -150, 30, 150, 0, 180):
            angle = math.radians(degrees)
            yield at[0] + distance * 1.6 * math.cos(angle), at[1] + distance * math.sin(angle)
