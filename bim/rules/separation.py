"""Rule family: exits that lie too near to one another (GB 50016 5.5.2; IBC 1007.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.measured import ExitPair
from bim.rules import reasons
from bim.rules.asked import Asked, against
from bim.rules.context import Context
from bim.rules.exits_needed import needed_by_rule
from bim.rules.families import SPRINKLERS, Separation
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span
from bim.rules.verdict_rows import Finding, judgement
from bim.rules.ways import edge_to_edge, merged_ways, way_of
from core.verdicts import Judgement, Subject, Verdict

METRIC = "separation"


def asked(context: Context, rule: Separation, diagonal_m: float | None) -> Asked:
    """Least metres between two exits; shares are of ``diagonal_m``, and stay open while nobody spoke of sprinklers."""
    source = rule.source
    if rule.least_m is not None:
        return Asked(source, source.letter, "m", Span(rule.least_m, rule.least_m), most=False)
    if diagonal_m is None:
        missing = reasons.missing(["diagonal_m"])
        return Asked(source, source.letter, "m", None, most=False, reason=missing, verdict=Verdict.NO_DATA)
    given = context.params.sprinklered
    columns = SPRINKLERS if given is None else (("true",) if given else ("false",))
    shares = [rule.shares[column] * diagonal_m for column in columns]
    opened = ("sprinklered",) if given is None else ()
    return Asked(source, source.letter, "m", Span(min(shares), max(shares)), most=False, open=opened)


def judge_separation(context: Context) -> Iterator[Judgement]:
    """By neighbours: one row for each two neighbouring exits. By diagonal: one row for each storey of several exits."""
    if context.result.exit_pairs is None:
        return
    for rule in context.pack.families.separations:
        if speaks_of(rule.scope, context.scope):
            rows = _neighbours(context, rule) if rule.least_m is not None else _farthest(context, rule)
            yield from (judgement(context, row) for row in rows)


def _pairs(context: Context) -> list[ExitPair]:
    """Pairs of different exits: two doors into one stair are one exit anyway."""
    both = context.result.exit_pairs
    pairs = both.counts if both else ()
    return [pair for pair in pairs if way_of(context, pair.first) != way_of(context, pair.second)]


def _neighbours(context: Context, rule: Separation) -> Iterator[Finding]:
    pairs, told = _pairs(context), set[frozenset[str]]()
    for guid in sorted({guid for pair in pairs for guid in (pair.first, pair.second)}):
        mine = [pair for pair in pairs if guid in (pair.first, pair.second)]
        nearest = min(mine, key=lambda pair: (pair.straight_m, pair.first, pair.second))
        key = frozenset((nearest.first, nearest.second))
        if key not in told:
            told.add(key)
            yield _neighbour(context, rule, nearest, guid)


def _neighbour(context: Context, rule: Separation, pair: ExitPair, guid: str) -> Finding:
    other = pair.second if pair.first == guid else pair.first
    blank = Finding(rule.id, rule.source, METRIC, _exit(context, guid), Verdict.NO_DATA, "", storey=pair.storey)
    blank = replace(blank, notes=(reasons.code("exit_pair", other=_exit(context, other).name),), evidence=(guid, other))
    found = against(blank, edge_to_edge(context, pair), asked(context, rule, None))
    if context.scope is None:
        return replace(found, verdict=Verdict.NO_DATA, reason=_no_use(context))
    if found.verdict is Verdict.FAIL and rule.merges:
        return _one_exit(context, found, pair)
    return found


def _no_use(context: Context) -> str:
    given = context.params.group or context.params.use
    return reasons.code("no_table", use=given, pack=context.pack.id) if given else reasons.missing(["use"])


def _one_exit(context: Context, found: Finding, pair: ExitPair) -> Finding:
    """Nearer exits count as one. That is a fault only where the storey then has too few, or may have."""
    storey = next((item for item in context.result.storeys if item.guid == pair.storey), None)
    both = context.result.exit_pairs
    if storey is None or both is None:
        return found
    need = [
        needed_by_rule(context, rule, storey) for rule in context.pack.exits if speaks_of(rule.scope, context.scope)
    ]
    left = merged_ways(context, storey)
    values: dict[str, object] = {"measured": found.measured.high if found.measured else 0.0, "count": int(left.low)}
    sure = any({pair.first, pair.second} == {item.first, item.second} for item in both.not_counts)
    if need and all(left.low + EPS >= span.high for span in need):
        return replace(found, verdict=Verdict.NOT_APPLICABLE, reason=reasons.code("exits_merged", **values))
    if sure and any(left.high < span.low for span in need):
        return found
    return replace(found, verdict=Verdict.REVIEW, reason=reasons.code("exits_merged_open", **values))


def _exit(context: Context, guid: str) -> Subject:
    door = context.doors.get(guid)
    if door is not None:
        return Subject(guid, "IfcDoor" if door.kind == "door" else "IfcOpeningElement", door.name)
    stair = context.stairs.get(guid)
    return Subject(guid, "IfcStair", stair.name if stair else guid)


def _farthest(context: Context, rule: Separation) -> Iterator[Finding]:
    """The two exits farthest apart of the worst part of each storey."""
    pairs = _pairs(context)
    for storey in context.result.storeys:
        parts: dict[tuple[str, ...], list[ExitPair]] = {}
        for pair in (pair for pair in pairs if pair.storey == storey.guid):
            parts.setdefault(pair.spaces, []).append(pair)
        best = [max(part, key=lambda pair: pair.straight_m) for part in parts.values()]
        if not best:
            continue
        worst = min(best, key=lambda pair: pair.straight_m / max(pair.diagonal_m, EPS))
        yield _storey(context, rule, Subject(storey.guid, "IfcBuildingStorey", storey.name), worst)


def _storey(context: Context, rule: Separation, subject: Subject, pair: ExitPair) -> Finding:
    names = (reasons.code("exit_two", first=_exit(context, pair.first).name, second=_exit(context, pair.second).name),)
    blank = Finding(rule.id, rule.source, METRIC, subject, Verdict.NO_DATA, "", storey=subject.guid, notes=names)
    blank = replace(blank, evidence=(pair.first, pair.second))
    found = against(blank, Span(pair.straight_m, pair.straight_m), asked(context, rule, pair.diagonal_m))
    if context.scope is None:
        return replace(found, verdict=Verdict.NO_DATA, reason=_no_use(context))
    both = context.result.exit_pairs
    if found.verdict is Verdict.PASS and both is not None and pair not in both.not_counts:
        return replace(found, verdict=Verdict.REVIEW, reason=reasons.code("exit_stair_unknown"))
    return found
