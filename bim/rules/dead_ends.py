"""Rule family: length of dead-end corridors (IBC 1020)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.measured import DeadEnd
from bim.rules import reasons
from bim.rules.asked import Asked, against, nothing, with_asked
from bim.rules.context import Context
from bim.rules.families import SPRINKLERS, DeadEndRow, DeadEnds
from bim.rules.groups import same_group
from bim.rules.limit import METRES, weakest
from bim.rules.scopes import speaks_of
from bim.rules.spans import Span, hull
from bim.rules.verdict_rows import Finding, judgement, space_subject
from core.verdicts import Judgement, Verdict

METRIC = "dead_end"


def asked(context: Context, rule: DeadEnds) -> Asked:
    """At most so long, by the code's group and sprinklers."""
    source, params = rule.source, context.params
    groups = context.pack.groups_of(params.use, params.group)
    if not groups:
        return nothing(source, "m", True, Verdict.NO_DATA, reasons.code("no_group"))
    rows = list({row.id: row for group in groups for row in _rows(rule, group)}.values())
    if not rows:
        return nothing(source, "m", True, Verdict.NO_DATA, reasons.code("no_group"))
    given = params.sprinklered
    columns = SPRINKLERS if given is None else (("true",) if given else ("false",))
    cells = [row.cells[column] for row in rows for column in columns]
    values = [cell.value for cell in cells if cell.value is not None]
    if not values or len(values) < len(cells):
        return nothing(source, "m", True, Verdict.REVIEW, reasons.code("not_permitted", clause=source.clause))
    letter = weakest(tuple(cell.letter for cell in cells))
    native = min(values) / METRES[rule.unit]
    opened = (("sprinklered",) if given is None else ()) + (("group",) if len(rows) > 1 else ())
    span = Span(min(values), max(values))
    opened = () if span.exact else opened
    return Asked(source, letter, "m", span, True, (round(native, 6), rule.unit) if rule.unit != "m" else None, opened)


def _rows(rule: DeadEnds, group: str) -> list[DeadEndRow]:
    """Rows that name the group, else those for all others."""
    named = [row for row in rule.rows if any(same_group(name, group) for name in row.groups)]
    return named or [row for row in rule.rows if not row.groups]


def judge_dead_ends(context: Context) -> Iterator[Judgement]:
    """One row per way, and per space that holds the far end of one: the longest of both readings counts."""
    both = context.result.dead_ends
    if both is None:
        return
    for rule in context.pack.families.dead_ends:
        if context.scope is None or not speaks_of(rule.scope, context.scope):
            continue
        for space in context.result.spaces:
            if space.is_circulation and not space.is_stair_space and space.area_m2:
                mine = [[dead for dead in ends if dead.space == space.guid] for ends in (both.counts, both.not_counts)]
                blank = Finding(rule.id, rule.source, METRIC, space_subject(space), Verdict.NO_DATA, "")
                yield judgement(context, _judge(context, rule, replace(blank, storey=space.storey), mine))


def _judge(context: Context, rule: DeadEnds, blank: Finding, readings: list[list[DeadEnd]]) -> Finding:
    limit = asked(context, rule)
    longest = [max(ends, key=lambda dead: dead.length_m) for ends in readings if ends]
    if not longest:
        if limit.span is None:
            return against(blank, None, limit)
        found = replace(with_asked(blank, limit), measured=Span(0.0, 0.0))
        return replace(found, verdict=Verdict.PASS, reason=reasons.code("no_dead_end"))
    spans = [Span(dead.length_m, dead.length_m + dead.error_m) for dead in longest]
    if len(longest) < len(readings):
        spans.append(Span(0.0, 0.0))
    path = max(longest, key=lambda dead: dead.length_m).path
    return against(replace(blank, path=path), hull(spans), limit)
