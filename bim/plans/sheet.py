"""One storey's floor plan as a self-contained SVG document."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely import Point, box

from bim.egress.result import EgressResult, SpaceResult
from bim.plans.doors import draw_doors
from bim.plans.labels import Board, draw_space_labels
from bim.plans.legend import ROW_PX, Entry, draw_head, draw_legend, draw_north, draw_scale, entries_of, legend_rows
from bim.plans.masses import wall_mass
from bim.plans.narrow import draw_narrow
from bim.plans.palette import FONT, look, plan_css
from bim.plans.route import Route, worst_route
from bim.plans.scene import Scene, build_scene
from bim.plans.shades import draw_shades
from bim.plans.signs import draw_signs
from bim.plans.stairs import draw_stairs
from bim.plans.svg import area_path, clean, element, num, polyline, shape, text_at
from bim.plans.tints import draw_tints, hatch_defs, verdict_of
from bim.plans.ways import draw_lines, draw_route_labels
from bim.plans.words import metres, square_metres, word
from core.verdicts import Judgement

MARGIN_PX, HEAD_PX = 16.0, 52.0


def draw_storey(
    result: EgressResult,
    judgements: Iterable[Judgement],
    storey_guid: str,
    *,
    language: str = "zh-hans",
    theme_css: bool = True,
    route: Judgement | None = None,
) -> str:
    """The plan of one storey: walls, rooms, doors, stairs, exits, verdicts and one way out.

    ``route`` chooses the judgement whose walk is drawn; by default the storey's worst. ``theme_css`` adds a style
    element that follows a page's theme variables (ignored by PDF renderers; leave it out where a content security
    policy forbids inline styles and the page has ``plan_css()``). The root's ``data-to-plan`` holds the matrix from
    world metres to drawing pixels. Raises ``KeyError`` for a storey the result does not have.
    """
    scene = build_scene(result, judgements, storey_guid, language, foot_px=0.0)
    way = worst_route(scene, route)
    rows = legend_rows(entries_of(scene, way), scene.frame.width - 2 * MARGIN_PX)
    height = scene.frame.height + ROW_PX * len(rows)
    board = Board(scene.frame.width, height)
    return _document(scene, height, _drawing(scene, way, board) + _surround(scene, rows), theme_css)


def _drawing(scene: Scene, way: Route | None, board: Board) -> str:
    """Layers from the ground up. Routes and signs take their place before the names of rooms do."""
    layers = [_ground(scene, board.height), _walls(scene), *(_space(scene, s) for s in scene.spaces)]
    if not scene.floors:
        middle = (scene.frame.width / 2, scene.frame.height / 2)
        return "".join((*layers, text_at("fp-quiet", middle, word("empty", scene.language))))
    board.add_area(box(0, 0, board.width, HEAD_PX))
    board.add_area(box(0, scene.frame.height - 32, board.width, board.height))
    layers += [
        draw_shades(scene),
        draw_tints(scene),
        draw_stairs(scene, board),
        _lifts(scene),
        draw_doors(scene, board),
        _columns(scene),
    ]
    lines = draw_lines(scene, way, board) if way else ""
    signs = draw_signs(scene, board)
    marks = draw_route_labels(scene, way, board) + draw_narrow(scene, way, board) if way else ""
    route = element("g", {"class": "fp-way", "data-guid": way.start_guid}, lines + marks) if way else ""
    names = element("g", {"class": "fp-names"}, draw_space_labels(scene, board))
    return "".join((*layers, names, route, signs))


def _surround(scene: Scene, rows: list[list[Entry]]) -> str:
    base = scene.frame.height - 20
    return (
        draw_head(scene)
        + draw_scale(scene, MARGIN_PX + 4, base)
        + draw_north(scene, scene.frame.width - 40, 40)
        + draw_legend(rows, MARGIN_PX, base + 28)
    )


def _document(scene: Scene, height: float, body: str, theme_css: bool) -> str:
    frame, name = scene.frame, word("plan", scene.language, name=clean(scene.storey.name))
    attrs = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "fp",
        "viewBox": f"0 0 {num(frame.width)} {num(height)}",
        "width": num(frame.width),
        "height": num(height),
        "role": "img",
        "aria-label": name,
        "lang": "zh-Hans" if scene.language.lower().startswith("zh") else scene.language,
        "font-family": FONT,
        "font-size": "12",
        "data-storey": scene.storey.guid,
        "data-to-plan": frame.matrix,
    }
    style = f"<style>@supports (color:var(--x)){{{plan_css()}}}</style>" if theme_css else ""
    defs = hatch_defs(scene)
    return element("svg", attrs, style + (element("defs", {}, defs) if defs else "") + body) + "\n"


def _ground(scene: Scene, height: float) -> str:
    return element("rect", look("fp-ground") | {"width": num(scene.frame.width), "height": num(height)})


def _walls(scene: Scene) -> str:
    walls = wall_mass(scene.covered, scene.shell)
    return shape("fp-void", area_path(scene.frame.area(scene.shell))) + shape(
        "fp-wall", area_path(scene.frame.area(walls))
    )


def _space(scene: Scene, space: SpaceResult) -> str:
    """Every space has an element with its GUID; one without a shape has an empty one."""
    floor, verdict = scene.floors.get((space.guid, space.step_id)), verdict_of(scene, space)
    extra = {"data-kind": _kind(space)} | ({"data-verdict": verdict.value} if verdict else {})
    title = _title(scene, space, verdict.value if verdict else "")
    if floor is None:
        return element("g", {"class": "fp-noshape", "data-guid": space.guid} | extra)
    d = area_path(scene.frame.area(floor))
    return shape(f"fp-{_kind(space)}", d, guid=space.guid, title=title, extra=extra)


def _kind(space: SpaceResult) -> str:
    if space.is_stair_space:
        return "stair"
    return "corridor" if space.is_circulation else "room"


def _title(scene: Scene, space: SpaceResult, verdict: str) -> str:
    parts = [space.name, space.long_name if space.long_name != space.name else ""]
    if space.area_m2 is not None:
        parts.append(square_metres(space.area_m2))
    if space.storey_exit is not None and space.storey_exit.counts is not None:
        parts.append(word("to_exit", scene.language, value=metres(space.storey_exit.counts.value_m)))
    return " · ".join(p for p in (*parts, word(verdict, scene.language) if verdict else "") if p)


def _lifts(scene: Scene) -> str:
    """A cross over the space a lift stands in, when that space is no larger than a shaft."""
    parts = []
    for lift in (x for x in scene.result.facts.lifts if x.at is not None and x.storey == scene.storey.guid):
        assert lift.at is not None
        shaft = next((f for f in scene.floors.values() if f.area < 10 and f.intersects(Point(lift.at[:2]))), None)
        if shaft is not None:
            a, b, c, d = (
                scene.frame.point(x, y) for x, y in shapely.get_coordinates(shaft.minimum_rotated_rectangle)[:4]
            )
            cross = polyline([a, c]) + polyline([b, d])
            parts.append(shape("fp-lift", area_path(scene.frame.area(shaft)), guid=lift.guid, title=lift.name))
            parts.append(shape("fp-tread", cross))
    return "".join(parts)


def _columns(scene: Scene) -> str:
    found = [o for o in scene.result.facts.obstacles if o.storey == scene.storey.guid]
    return "".join(shape("fp-column", area_path(scene.frame.area(o.outline)), guid=o.guid) for o in found)
