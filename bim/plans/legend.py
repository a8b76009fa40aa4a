"""What stands round the drawing: title, scale bar, north, legend of the signs that this plan uses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bim.plans.doors import own_verdict
from bim.plans.labels import text_width
from bim.plans.narrow import bottleneck_of
from bim.plans.palette import look
from bim.plans.route import Route, storey_way
from bim.plans.scene import Scene
from bim.plans.shades import span, steps_shown, swatch
from bim.plans.signs import Sign, exit_signs, plate
from bim.plans.svg import element, num, polyline, shape, text_at
from bim.plans.tints import pattern_id, tints_shown
from bim.plans.words import metres, word
from core.verdicts import Verdict

ROW_PX, ICON_PX, GAP_PX = 22.0, 30.0, 18.0
ZOOM = 1.3
"""Room for words that a page keeps readable on a plan made smaller (``--fp-k``)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An icon (markup centred on 0,0; 26 px wide) and its words."""

    icon: str
    words: str

    @property
    def width(self) -> float:
        return ICON_PX + 6 + ZOOM * text_width(self.words) + GAP_PX


def legend_rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        if rows[-1] and used + entry.width > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width
    return [r for r in rows if r]


def draw_legend(rows: Sequence[Sequence[Entry]], left: float, top: float) -> str:
    parts = []
    for number, row in enumerate(rows):
        x, y = left, top + number * ROW_PX
        for entry in row:
            icon = element("g", {"transform": f"translate({num(x + ICON_PX / 2)} {num(y)})"}, entry.icon)
            parts.append(icon + text_at("fp-label", (x + ICON_PX + 6, y + 4.5), entry.words, anchor="start"))
            x += entry.width
    return element("g", {"class": "fp-legend"}, "".join(parts))


def entries_of(scene: Scene, route: Route | None) -> list[Entry]:
    """Only what is on this plan."""
    marks = [*_route_entries(scene, route), *_sign_entries(scene), *_tint_entries(scene), *_door_entries(scene)]
    return [*marks, *_shade_entries(scene)]


def _shade_entries(scene: Scene) -> list[Entry]:
    """The steps of distance on this plan; the first says what they are."""
    steps = steps_shown(scene)
    words = [span(step) for step in steps]
    return [
        Entry(swatch(step), word("legend_far", scene.language, value=text) if step == steps[0] else text)
        for step, text in zip(steps, words, strict=True)
    ]


def _route_entries(scene: Scene, route: Route | None) -> list[Entry]:
    if route is None:
        return []
    lang, found = scene.language, []
    exceeded = route.limit_m is not None and route.verdict is Verdict.FAIL
    if not route.inside:
        kind, label = "fp-route", "legend_route" if route.limit_m is not None else "legend_route_plain"
        if route.verdict is Verdict.REVIEW:
            kind, label = "fp-doubt", "legend_review"
        found.append(Entry(shape(kind, "M-13 0H13"), word(label, lang)))
        if exceeded and kind == "fp-route":
            found.append(Entry(shape("fp-over", "M-13 0H13"), word("legend_over", lang)))
    if route.inner or route.inside:
        words = word("legend_in_flat" if route.in_flat else "legend_in_room", lang)
        found.append(Entry(shape("fp-inner", "M-13 0H13"), words))
    ring = element("circle", look("fp-start") | {"r": "5"})
    found.append(Entry(ring, word("legend_start", lang)))
    if bottleneck_of(scene, route) is not None:
        found.append(Entry(shape("fp-narrow", "M-4 0l-8 -4v8ZM4 0l8 -4v8Z"), word("legend_narrow", lang)))
    return found


def _sign_entries(scene: Scene) -> list[Entry]:
    signs = exit_signs(scene.result)
    ways = [*(d.guid for d in scene.doors), *scene.storey.storey_exits, *scene.storey.unknown_exits]
    here = [signs[guid] for guid in ways if guid in signs]
    found = []
    for letter, label in (("E", "legend_final"), ("S", "legend_storey")):
        if any(s.label.startswith(letter) and s.confirmed for s in here):
            found.append(Entry(plate(Sign(letter, True), (0, 0), 20, 18), word(label, scene.language)))
    hollow = next((s.label[0] for s in here if not s.confirmed), None)
    if hollow:
        found.append(Entry(plate(Sign(hollow, False), (0, 0), 26, 18), word("legend_proposed", scene.language)))
    return found


def _tint_entries(scene: Scene) -> list[Entry]:
    found = []
    for verdict in (Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA):
        if verdict not in tints_shown(scene):
            continue
        square = {"x": "-12", "y": "-7", "width": "24", "height": "14"}
        base = element("rect", look("fp-box") | square)
        fill = {"fill": f"url(#{pattern_id(scene, verdict)})"}
        label = "legend_review_tint" if verdict is Verdict.REVIEW else f"legend_{verdict.value}"
        over = element("rect", fill | {"x": "-11.5", "y": "-6.5", "width": "23", "height": "13"})
        found.append(Entry(base + over, word(label, scene.language)))
    return found


def _door_entries(scene: Scene) -> list[Entry]:
    found = {own_verdict(scene, door) for door in scene.doors}
    marks = ((Verdict.FAIL, "legend_door_fail"), (Verdict.REVIEW, "legend_door_review"))
    return [Entry(shape(f"fp-door-{v.value}", "M-10 0H10"), word(k, scene.language)) for v, k in marks if v in found]


def draw_head(scene: Scene) -> str:
    """Storey and its longest ways; what could not be drawn or left is said, never hidden."""
    title = word("plan", scene.language, name=scene.storey.name or "–")
    head = text_at("fp-title", (16, 26), title, anchor="start")
    return head + text_at("fp-quiet", (16, 45), " · ".join(_news(scene)), anchor="start")


def _news(scene: Scene) -> list[str]:
    lang, news = scene.language, []
    ways = [(s, way) for s in scene.spaces if (way := storey_way(s)) is not None]
    if ways:
        _, way = max(ways, key=lambda w: w[1].value_m)
        news.append(word("to_exit", lang, value=metres(way.value_m)))
        if way.error_m >= 0.05:
            news.append(word("error", lang, value=metres(way.error_m)))
    if scene.storey.max_travel_m is not None:
        news.append(word("to_street", lang, value=metres(scene.storey.max_travel_m)))
    missing = sum((s.guid, s.step_id) not in scene.floors for s in scene.spaces)
    counts = (("unreachable", len(scene.storey.unreachable)), ("no_shape", missing))
    return news + [word(key, lang, n=n) for key, n in counts if n]


def draw_scale(scene: Scene, left: float, y: float) -> str:
    """A bar of 10 m, or the round length nearest to 120 px."""
    length_m = min((1, 2, 5, 10, 20, 50, 100), key=lambda m: abs(m * scene.frame.scale - 130))
    px = length_m * scene.frame.scale
    ticks = "".join(polyline([(left + px * t, y - h), (left + px * t, y)]) for t, h in ((0, 5), (0.5, 4), (1, 5)))
    bar = shape("fp-line", polyline([(left, y), (left + px, y)]) + ticks)
    return bar + text_at("fp-label", (left + px + 6, y + 4), metres(length_m, 0), anchor="start")


def draw_north(scene: Scene, x: float, y: float) -> str:
    """The arrow follows the turn of the drawing; no arrow where the file does not know north."""
    north = scene.result.facts.north_deg
    if north is None:
        return ""
    u, v = scene.frame.direction(math.sin(math.radians(north)), math.cos(math.radians(north)))
    turn = {"transform": f"translate({num(x)} {num(y)}) rotate({num(math.degrees(math.atan2(u, -v)))})"}
    arrow = element("g", turn, shape("fp-solid", "M0 -14L5 6L0 2L-5 6Z"))
    return arrow + text_at("fp-strong", (x + u * 22, y + v * 22 + 4.5), word("north", scene.language))
