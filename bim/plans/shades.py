"""Rooms shaded by how far they are from a storey exit, in steps of ten metres: where the long ways begin, at a glance.

Information, no verdict: the steps are the same on every plan, whatever the limit. Verdicts are drawn above them.
"""

from __future__ import annotations

from bisect import bisect_left

from bim.egress.result import SpaceResult
from bim.plans.palette import look
from bim.plans.route import storey_way
from bim.plans.scene import Scene
from bim.plans.svg import area_path, element
from bim.plans.words import THIN

STEPS_M = (10, 20, 30, 40)
"""Upper ends of the steps; the last step has none."""


def step_of(space: SpaceResult) -> int | None:
    """Number of the step of a room's farthest point; None for ways and stairs, and where no storey exit is reached."""
    way = None if space.is_circulation or space.is_stair_space else storey_way(space)
    return None if way is None else bisect_left(STEPS_M, way.value_m)


def draw_shades(scene: Scene) -> str:
    """One shape for each step over all its rooms; it lets clicks through to them."""
    found: dict[int, str] = {}
    for space in scene.spaces:
        floor, step = scene.floors.get((space.guid, space.step_id)), step_of(space)
        if floor is not None and step:
            found[step] = found.get(step, "") + area_path(scene.frame.area(floor))
    still = {"pointer-events": "none"}
    return "".join(element("path", look(f"fp-far-{step}") | still | {"d": d}) for step, d in sorted(found.items()))


def steps_shown(scene: Scene) -> list[int]:
    drawn = [s for s in scene.spaces if (s.guid, s.step_id) in scene.floors]
    return sorted({step for s in drawn if (step := step_of(s)) is not None})


def swatch(step: int) -> str:
    """The mark of a step in the legend, centred on 0,0."""
    square = {"x": "-12", "y": "-7", "width": "24", "height": "14"}
    inner = {"x": "-11.5", "y": "-6.5", "width": "23", "height": "13"}
    shade = element("rect", look(f"fp-far-{step}") | inner) if step else ""
    return element("rect", look("fp-box") | square) + shade


def span(step: int) -> str:
    """The step in figures: ≤10 m, 10–20 m, … >40 m."""
    if step == len(STEPS_M):
        return f">{STEPS_M[-1]}{THIN}m"
    return f"{STEPS_M[step - 1]}–{STEPS_M[step]}{THIN}m" if step else f"≤{STEPS_M[0]}{THIN}m"
