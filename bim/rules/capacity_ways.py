"""The ways whose widths are added up: storey exits, doors to the street, stairs; and what is left when one is lost."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bim.egress.result import DoorResult, StairResult, StoreyPart, StoreyResult
from bim.rules.context import Context
from bim.rules.spans import Span

NEVER = frozenset({"open_stair"})


@dataclass(frozen=True, slots=True)
class Way:
    """One door, opening or flight. ``exit``: doors into one stair are one exit. ``width`` None: not known.

    ``sure``: False where it hangs on a stair of unknown kind.
    """

    guid: str
    exit: str
    width: Span | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Total:
    """Width of all ways, or of what is left; ``high`` is infinite where a way has no width. ``exits``: how many."""

    low: float
    high: float
    exits: Span
    unknown: int


def storey_ways(context: Context, part: StoreyResult | StoreyPart) -> list[Way]:
    """Ways out of a storey or a part of it, those into stairs of unknown kind not sure."""
    sure = dict.fromkeys(part.storey_exits)
    maybe = [guid for guid in dict.fromkeys(part.unknown_exits) if guid not in sure]
    return [*(_way(context, guid, True) for guid in sure), *(_way(context, guid, False) for guid in maybe)]


def street_ways(context: Context, storey: StoreyResult) -> list[Way]:
    """Doors of a storey to the street, those of its stairwells included."""
    doors = [door for door in context.result.doors if door.exit == "final" and door.storey == storey.guid]
    return [Way(door.guid, door.guid, _door(context, door), True) for door in doors]


def stair_ways(context: Context, storey: StoreyResult) -> list[Way]:
    """Flights that lead from a storey towards grade and may be safety exits."""
    order = {item.guid: item.order for item in context.result.storeys}
    found = [s for s in context.result.stairs if _serves(s, storey, order) and s.kind not in NEVER]
    kinds = context.pack.counts_as_exit
    return [
        Way(s.guid, s.guid, _flight(context, s), s.kind in kinds)
        for s in found
        if s.kind in kinds or s.kind == "unknown"
    ]


def _serves(stair: StairResult, storey: StoreyResult, order: dict[str, int]) -> bool:
    if stair.inside_flat or not stair.leads_out or stair.from_storey not in order or stair.to_storey not in order:
        return False
    low, high = sorted((order[stair.from_storey], order[stair.to_storey]))
    return low < storey.order <= high if storey.above_ground else low <= storey.order < high


def _way(context: Context, guid: str, sure: bool) -> Way:
    door = context.doors.get(guid)
    if door is not None:
        return Way(guid, door.leads_to_stair or guid, _door(context, door), sure)
    stair = context.stairs.get(guid)
    return Way(guid, guid, _flight(context, stair) if stair else None, sure)


def _door(context: Context, door: DoorResult) -> Span | None:
    """Clear width: as analysed, else nominal less frame and leaf by the pack's band; openings as they are."""
    if door.clear_width_m is not None:
        return Span(*door.clear_width_m)
    if door.width_m is None:
        return None
    least, most = context.pack.clear_width_deduction_m if door.kind == "door" else (0.0, 0.0)
    return Span(max(0.0, door.width_m - most), door.width_m - least)


def _flight(context: Context, stair: StairResult) -> Span | None:
    """Clear width of a flight: as modelled, less handrails by the pack's band."""
    if stair.width_m is None:
        return None
    least, most = context.pack.handrail_deduction_m
    return Span(max(0.0, stair.width_m - most), stair.width_m - least)


def total(ways: Iterable[Way]) -> Total:
    """Everything added up."""
    return _sum(list(_exits(ways).values()), lost=False)


def left(ways: Iterable[Way]) -> Total:
    """What is left when the widest exit cannot be used."""
    return _sum(list(_exits(ways).values()), lost=True)


def _exits(ways: Iterable[Way]) -> dict[str, list[Way]]:
    found: dict[str, list[Way]] = defaultdict(list)
    for way in ways:
        found[way.exit].append(way)
    return found


def _sum(exits: Sequence[list[Way]], *, lost: bool) -> Total:
    lows = [sum(way.width.low for way in ways if way.sure and way.width) for ways in exits]
    highs = [sum(way.width.high if way.width else math.inf for way in ways) for ways in exits]
    sure = sum(any(way.sure for way in ways) for ways in exits)
    unknown = sum(way.width is None for ways in exits for way in ways)
    if lost:
        lows, highs = sorted(lows)[:-1], sorted(highs)[:-1]
    return Total(sum(lows), sum(highs), Span(sure, len(exits)), unknown)
