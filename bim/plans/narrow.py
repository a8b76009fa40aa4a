"""The narrowest element on the way that a plan shows: two wedges towards it, and its clear width."""

from __future__ import annotations

import math
from collections.abc import Iterator

from bim.egress.measured import Bottleneck
from bim.plans.labels import Board, text_width
from bim.plans.route import Route
from bim.plans.scene import Scene
from bim.plans.svg import Px, shape, text_at
from bim.plans.words import THIN, word

WEDGE_PX, GAP_PX = 8.0, 5.0


def bottleneck_of(scene: Scene, route: Route | None) -> Bottleneck | None:
    """Of the space where the route starts, or of a room that the door serves; None where none is known here."""
    if route is None:
        return None
    door = next((d for d in scene.doors if d.guid == route.start_guid), None)
    owners = {route.start_guid, door.serves if door else None}
    flats = {s.flat for s in scene.spaces if s.guid in owners and s.flat}
    spaces = [s for s in scene.spaces if s.guid in owners or s.flat in flats]
    return next((s.bottleneck for s in spaces if s.bottleneck is not None and _here(scene, s.bottleneck)), None)


def draw_narrow(scene: Scene, route: Route | None, board: Board) -> str:
    """Wedges and figure at the bottleneck; nothing where it is unknown or on another storey."""
    found = bottleneck_of(scene, route)
    if found is None:
        return ""
    x, y = scene.frame.point(found.at[0], found.at[1])
    wedges = f"M{x - GAP_PX:.1f} {y:.1f}l-{WEDGE_PX} -4v8ZM{x + GAP_PX:.1f} {y:.1f}l{WEDGE_PX} -4v8Z"
    words = word("narrow", scene.language, value=width_words(found))
    spot = board.place(_around((x, y)), text_width(words), 14)
    label = text_at("fp-label", (spot[0], spot[1] + 4.5), words, halo="fp-halo") if spot else ""
    return shape("fp-narrow", wedges, guid=found.guid, title=words) + label


def width_words(found: Bottleneck) -> str:
    """1.10 m, or the interval in which the clear width lies."""
    low, high = (f"{w:.2f}" for w in found.width_m)
    return f"{low}{THIN}m" if low == high else f"{low}–{high}{THIN}m"


def _here(scene: Scene, found: Bottleneck) -> bool:
    return scene.level_m - 0.5 <= found.at[2] < scene.next_level_m - 0.5


def _around(at: Px) -> Iterator[Px]:
    for distance in (20, 30, 44):
        for degrees in (90, -90, 45, -45, 135, -135, 0, 180):
            angle = math.radians(degrees)
            yield at[0] + 1.8 * distance * math.cos(angle), at[1] + distance * math.sin(angle)
