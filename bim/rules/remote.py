"""Rule family: the most remote point of every space to the nearest storey exit (IBC 1017.2, Approved Document B).

Where a table tells one direction from more than one, a way that may hold both parts is held against both figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bim.egress.result import SpaceResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.doors import BOTH, YES_NO, groups
from bim.rules.limit_span import LimitSpan
from bim.rules.measures import Measure, changes_level
from bim.rules.model import DistanceTable
from bim.rules.readings import judge_reading
from bim.rules.verdict_rows import Finding, building_subject, judgement, space_subject
from bim.rules.ways import counted_ways
from core.verdicts import Judgement, Verdict


def judge_remote(context: Context) -> Iterator[Judgement]:
    """One judgement per space, ways included, stairwells not; none where the use's table starts at doors."""
    table = context.pack.table(context.use.table) if context.use else None
    if table is None or table.start != "any_point":
        return
    spaces = [space for space in context.result.spaces if not space.is_stair_space]
    if not spaces:
        subject, reason = building_subject(context), reasons.code("no_spaces")
        yield judgement(context, Finding(table.id, table.source, table.metric, subject, Verdict.NO_DATA, reason))
    yield from (judgement(context, _judge(context, table, space)) for space in spaces)


def _judge(context: Context, table: DistanceTable, space: SpaceResult) -> Finding:
    blank = Finding(
        table.id, table.source, table.metric, space_subject(space), Verdict.NO_DATA, "", storey=space.storey
    )
    reading = space.storey_exit
    if reading is None or (reading.counts is None and reading.not_counts is None):
        return replace(blank, reason=reasons.code("travel_not_measured", space_reason=space.reason or "no_exit"))
    return judge_reading(context, blank, reading, partial(_limits, context, table, space))


def _limits(context: Context, table: DistanceTable, space: SpaceResult, way: Measure, sure: bool) -> LimitSpan:
    params = context.params
    choices = groups(context)
    if _at_grade(context, space, way) and context.use:
        choices["group"] = (context.use.at_grade,)
    if table.by_position:
        choices["position"] = directions(context, space) if sure else BOTH
    if table.column == "sprinklered":
        choices["sprinklered"] = YES_NO if params.sprinklered is None else (params.sprinklered,)
    return context.limits(params, choices)


def _at_grade(context: Context, space: SpaceResult, way: Measure) -> bool:
    """Whether the table has a row of its own for ways that end outdoors on the storey where they start."""
    end = context.doors.get(way.target)
    outdoors = end is not None and end.exit == "final" and end.storey == space.storey
    return bool(context.use and context.use.at_grade) and outdoors and not changes_level(way.path)


def directions(context: Context, space: SpaceResult) -> tuple[str, ...]:
    """One direction all the way where the storey has one exit; more than one from the door where a door has two ways.

    Else open: a way that starts in one direction and gains a second further on has a limit for each part.
    """
    storey = next((item for item in context.result.storeys if item.guid == space.storey), None)
    if storey is not None and counted_ways(context, storey).high <= 1:
        return ("dead_end",)
    found = {door.position for door in context.result.doors if door.serves == space.guid}
    if "between_exits" in found and not space.is_circulation:
        return ("between_exits",)
    told = context.params.position
    return (told,) if told in BOTH else BOTH
