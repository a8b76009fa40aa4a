"""What a minimum is held against beside doors' and stairs' widths: corridors, clear heights, treads and risers."""

from __future__ import annotations

from collections.abc import Iterator

from bim.egress.measured import Corridor
from bim.egress.result import StairResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.spans import Span
from bim.rules.verdict_rows import door_subject, space_subject
from bim.rules.width_subjects import Role, WidthSubject, door_roles, stair_role
from core.verdicts import Subject

LOADED: dict[str, tuple[Role, ...]] = {
    "single": (("corridor_single_loaded", "corridor"),),
    "double": (("corridor_double_loaded", "corridor"),),
    "unknown": (("corridor_single_loaded", "corridor"), ("corridor_double_loaded", "corridor")),
}


def corridor_subjects(context: Context) -> Iterator[WidthSubject]:
    """The narrowest stretch of each common corridor."""
    narrowest: dict[str, Corridor] = {}
    for corridor in context.result.corridors:
        known = narrowest.get(corridor.space)
        if known is None or corridor.width_m < known.width_m:
            narrowest[corridor.space] = corridor
    for guid, corridor in narrowest.items():
        space = context.spaces.get(guid)
        if space is None or space.flat is not None or context.scope is None:
            continue
        width = Span(max(0.0, corridor.width_m - corridor.error_m), corridor.width_m + corridor.error_m)
        roles = LOADED[corridor.loaded]
        yield WidthSubject(space_subject(space), roles, width, corridor.width_m, corridor.storey, ())


def height_subjects(context: Context) -> Iterator[WidthSubject]:
    """Clear heights of common ways and of exit doors, as far as the model has them."""
    if context.scope is None:
        return
    heights = {space.guid: space.height_m for space in context.result.facts.spaces}
    note = (reasons.code("space_height"),)
    for space in context.result.spaces:
        height = heights.get(space.guid)
        if height is not None and space.is_circulation and not space.is_stair_space and space.flat is None:
            role, span = (("corridor_height",),), Span(height, height)
            yield WidthSubject(space_subject(space), role, span, height, space.storey, (), note, metric="clear_height")
    yield from _door_heights(context)


def _door_heights(context: Context) -> Iterator[WidthSubject]:
    heights = {portal.guid: portal.height_m for portal in context.result.facts.portals}
    least, most = context.pack.clear_height_deduction_m
    for door in context.result.doors:
        height = heights.get(door.guid)
        if height is not None and door_roles(context, door):
            span = Span(height - most, height - least) if door.kind == "door" else Span(height, height)
            subject = door_subject(door)
            note = (reasons.code("door_height", least=least, most=most),) if door.kind == "door" else ()
            yield WidthSubject(
                subject, (("door_height",),), span, height, door.storey, door.evidence, note, metric="clear_height"
            )


def step_subjects(context: Context) -> Iterator[WidthSubject]:
    """Going and riser of the stairs that are a way out; of all of them, once the model has any."""
    stairs = [stair for stair in context.result.stairs if stair_role(stair) and not stair.is_ramp]
    if context.scope is None:
        return
    for role, metric, values in (
        ("stair_tread", "going", [stair.going_m for stair in stairs]),
        ("stair_riser", "riser", [stair.riser_m for stair in stairs]),
    ):
        if any(value is not None for value in values):
            for stair, value in zip(stairs, values, strict=True):
                yield _step(stair, role, metric, value)


def _step(stair: StairResult, role: str, metric: str, value: float | None) -> WidthSubject:
    return WidthSubject(
        subject=Subject(stair.guid, "IfcStair", stair.name),
        roles=((role,),),
        width=None if value is None else Span(value, value),
        nominal=value,
        storey=stair.from_storey,
        evidence=stair.evidence,
        maybe="narrow_stair_unknown" if stair.kind == "unknown" else "",
        metric=metric,
    )
