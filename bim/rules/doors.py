"""Rule family: exit door of a room or flat to the nearest storey exit (GB 50016 5.5.17, 5.5.29).

The street is no end of these distances. Where nobody knows whether a stair counts, both readings are judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bim.egress.result import DoorResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.limit_span import LimitSpan
from bim.rules.limits import egress_limit
from bim.rules.measures import Measure
from bim.rules.model import DistanceTable
from bim.rules.readings import judge_reading
from bim.rules.verdict_rows import Finding, building_subject, door_subject, judgement
from core.verdicts import Judgement, Verdict

YES_NO: tuple[bool, bool] = (False, True)
BOTH: tuple[str, str] = ("dead_end", "between_exits")
NO_NOTE = "enclosed"
"""A stair kind that triggers no note: also the reading when the walk ends at a door outdoors."""


def judge_doors(context: Context) -> Iterator[Judgement]:
    """One judgement per exit door of a room (public) or flat (housing)."""
    doors = [door for door in context.result.doors if _is_subject(context, door)]
    use = context.use
    if use is None:
        yield from (judgement(context, _without_table(context, door)) for door in doors or (None,))
        return
    table = context.pack.table(use.table)
    if table.start == "any_point":  # judged from every space, not from doors
        return
    if not doors:
        yield judgement(context, _no_doors(context, table))
    yield from (judgement(context, _judge(context, table, door)) for door in doors)


def _is_subject(context: Context, door: DoorResult) -> bool:
    if door.kind == "virtual":
        return False
    if context.scope == "residential":
        return door.is_flat_door
    return door.serves is not None or door.is_flat_door


def _without_table(context: Context, door: DoorResult | None) -> Finding:
    """Of the building where no door was recognised: a check never ends without a row."""
    position = door.position if door else context.params.position
    limit = egress_limit(context.pack, replace(context.params, position=position))
    given = context.params.use or context.params.group
    reason = reasons.missing(["use"]) if given is None else limit.reason
    tables = dict.fromkeys(table.source.clause for table in context.pack.distances)
    source = replace(limit.source, clause="; ".join(tables))
    return Finding(
        "door_to_exit", source, limit.metric, door_subject(door) if door else building_subject(context),
        Verdict.NO_DATA, reason, storey=door.storey if door else "",
    )  # fmt: skip


def _no_doors(context: Context, table: DistanceTable) -> Finding:
    reason = reasons.code(f"no_{table.start}")
    return Finding(table.id, table.source, table.metric, building_subject(context), Verdict.NO_DATA, reason)


def _judge(context: Context, table: DistanceTable, door: DoorResult) -> Finding:
    blank = Finding(table.id, table.source, table.metric, door_subject(door), Verdict.NO_DATA, "", storey=door.storey)
    blank = replace(blank, evidence=door.evidence)
    reading = door.to_storey_exit
    if door.exit != "no":
        return replace(blank, verdict=Verdict.NOT_APPLICABLE, reason=reasons.code("door_is_exit"))
    if reading is None:
        return replace(blank, reason=reasons.code("not_measured"))
    return judge_reading(context, blank, reading, partial(_span, context, door))


def _span(context: Context, door: DoorResult, way: Measure, sure_position: bool) -> LimitSpan:
    """Limits over what is open for this door: position, stair kind, sprinklers, external corridor, hall."""
    params = context.params
    choices: dict[str, tuple[object, ...]] = {
        "position": _positions(context, door) if sure_position else BOTH,
        "stair": _stairs(context, door, way),
        "sprinklered": YES_NO if params.sprinklered is None else (params.sprinklered,),
        "open_corridor": YES_NO if params.open_corridor is None else (params.open_corridor,),
        "hall": halls(context, door.serves),
    }
    told = context.pack.table(context.use.table).asked if context.use else frozenset()
    choices = {name: values for name, values in choices.items() if name in told or name in ("position", "hall")}
    return context.limits(params, groups(context) | choices)


HALL_SPACES = ("assembly_seated", "assembly", "exhibition", "shop", "dining")
"""Auditoria, multi-purpose halls, exhibition, sales and dining halls."""


def halls(context: Context, space: str | None) -> tuple[bool, ...]:
    """Whether this room may be a hall: by its use as confirmed, else by the parameter, else open where the use has
    halls and it has doors enough."""
    use = context.use
    hall = context.pack.table(use.table).hall if use else None
    if use is None or hall is None or context.exit_doors_of(space) < hall.least_doors:
        return (False,)
    room = context.spaces.get(space or "")
    if room is not None and room.use and room.use_status == "confirmed":
        return (room.use in HALL_SPACES,)
    if not use.halls:
        return (False,)
    return YES_NO if context.params.hall is None else (context.params.hall,)


def groups(context: Context) -> dict[str, tuple[object, ...]]:
    """The rows that this use may mean, as a choice; none where the pack knows the row."""
    use = context.use
    return {"group": (use.groups["any"], *use.others)} if use and use.others else {}


def _positions(context: Context, door: DoorResult) -> tuple[str, ...]:
    if door.position != "unknown":
        return (door.position,)
    told = context.params.position
    return (told,) if told in BOTH else BOTH


def _stairs(context: Context, door: DoorResult, way: Measure) -> tuple[str, ...]:
    """Kinds the stair at the end of this walk may have; a door outdoors is no stair."""
    end = context.doors.get(way.target)
    if end is not None and end.exit == "final":
        return (NO_NOTE,)
    stair = context.stairs.get((end.leads_to_stair if end else None) or way.target)
    for kind in (stair.kind if stair else None, door.nearest_stair_kind, context.params.stair):
        if kind is not None and kind != "unknown":
            return (kind,)
    return (NO_NOTE, "open_stairwell")
