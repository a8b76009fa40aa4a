"""Exits of a storey as separate ways: doors into one stair are one, and so are exits nearer than a pack allows."""

from __future__ import annotations

from collections.abc import Iterable

from shapely import LineString

from bim.egress.measured import ExitPair
from bim.egress.result import StoreyPart, StoreyResult
from bim.rules.context import Context
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span

MANY = 16
"""Above so many exits of one storey the first set found is taken instead of the largest."""


def way_of(context: Context, guid: str) -> str:
    """The stair behind a door, else the door itself."""
    door = context.doors.get(guid)
    return (door.leads_to_stair if door else None) or guid


def counted_ways(context: Context, storey: StoreyResult | StoreyPart) -> Span:
    """Separate exits, near ones too. Upper bound: stairs of unknown kind count."""
    sure, maybe = _ways(context, storey)
    return Span(len(sure), len(sure | maybe))


def edge_to_edge(context: Context, pair: ExitPair) -> Span:
    """From nearest edge to nearest edge, up to mid-point to mid-point: clauses seldom say between which."""
    lines = [context.doors[guid].line for guid in (pair.first, pair.second) if guid in context.doors]
    if len(lines) < 2:
        return Span(pair.straight_m, pair.straight_m)
    edges = float(LineString(lines[0]).distance(LineString(lines[1])))
    return Span(min(edges, pair.straight_m), pair.straight_m)


def merged_ways(context: Context, storey: StoreyResult | StoreyPart) -> Span:
    """As ``counted_ways``, but only exits that lie apart as the pack asks; all of them where nothing was analysed."""
    sure, maybe = _ways(context, storey)
    return Span(_apart(sure, _near(context, sure_m=False)), _apart(sure | maybe, _near(context, sure_m=True)))


def _ways(context: Context, storey: StoreyResult | StoreyPart) -> tuple[set[str], set[str]]:
    sure = {way_of(context, guid) for guid in storey.storey_exits}
    return sure, {way_of(context, guid) for guid in storey.unknown_exits} - sure


def _near(context: Context, *, sure_m: bool) -> set[frozenset[str]]:
    """Pairs of ways nearer than the least separation: surely so, or by the nearer reading of their distance."""
    both = context.result.exit_pairs
    rules = [r for r in context.pack.families.separations if r.merges and speaks_of(r.scope, context.scope)]
    least = max((rule.least_m or 0.0 for rule in rules), default=0.0)
    found: dict[frozenset[str], float] = {}
    for pair in both.counts if both and least else ():
        apart = edge_to_edge(context, pair)
        key = frozenset((way_of(context, pair.first), way_of(context, pair.second)))
        # Two ways may have several doors: the farthest two of them are the exits that count.
        found[key] = max(found.get(key, 0.0), apart.high if sure_m else apart.low)
    return {key for key, metres in found.items() if len(key) == 2 and metres < least - EPS}


def _apart(ways: Iterable[str], near: set[frozenset[str]]) -> int:
    """The most ways of which no two are near to one another."""
    left = sorted(ways)
    crowded = next((way for way in left if any(frozenset((way, other)) in near for other in left)), None)
    if crowded is None or len(left) > MANY:
        return len(left) if crowded is None else len(_greedy(left, near))
    rest = [way for way in left if way != crowded]
    clear = [way for way in rest if frozenset((way, crowded)) not in near]
    return max(_apart(rest, near), 1 + _apart(clear, near))


def _greedy(ways: list[str], near: set[frozenset[str]]) -> list[str]:
    kept: list[str] = []
    for way in ways:
        if all(frozenset((way, other)) not in near for other in kept):
            kept.append(way)
    return kept
