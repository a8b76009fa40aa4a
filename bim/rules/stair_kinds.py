"""Rule family: which kind of stair a height asks for (GB 55037 7.3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.egress.result import StairResult
from bim.rules import reasons
from bim.rules.asked import Asked, nothing
from bim.rules.build_families import KINDS
from bim.rules.context import Context
from bim.rules.families import StairKindRow, StairKinds
from bim.rules.model_base import Letter
from bim.rules.scopes import speaks_of
from bim.rules.spans import EPS, Span
from bim.rules.verdict_rows import Finding, judgement
from core.verdicts import Judgement, Subject, Verdict

METRIC, UNIT = "stair_kind", "kind"
"""Kinds are counted from the least safe one: open stair 0, open stairwell 1, enclosed 2, smoke-proof 3."""


def rows_at(rule: StairKinds, heights: Span | None) -> tuple[StairKindRow, ...]:
    """Rows for every height that the building may have."""
    if heights is None:
        return rule.rows
    return tuple(row for row in rule.rows if heights.high > row.above_m + EPS and heights.low <= row.up_to_m + EPS)


def asked(context: Context, rule: StairKinds) -> Asked:
    """The number of the kind, as ``KINDS`` counts them."""
    rows = rows_at(rule, context.heights)
    if not rows:
        return nothing(rule.source, UNIT, False, Verdict.NO_DATA, reasons.missing(["height_m"]))
    ranks = [KINDS.index(kind) for row in rows for kind in (row.least, row.otherwise)]
    letter: Letter = max(row.letter for row in rows)
    opened = [row.condition for row in rows if row.condition]
    opened += ["height_m"] if len(rows) > 1 else []
    return Asked(rule.source, letter, UNIT, Span(min(ranks), max(ranks)), most=False, open=tuple(dict.fromkeys(opened)))


def judge_stair_kinds(context: Context) -> Iterator[Judgement]:
    """One row per stair outside dwellings; ramps and outdoor stairs are no stairwells."""
    for rule in context.pack.families.stair_kinds:
        if speaks_of(rule.scope, context.scope):
            for stair in context.result.stairs:
                if not stair.inside_flat and not stair.is_ramp and stair.kind != "outdoor":
                    yield judgement(context, _judge(context, rule, stair))


def _judge(context: Context, rule: StairKinds, stair: StairResult) -> Finding:
    limit = asked(context, rule)
    subject = Subject(stair.guid, "IfcStair", stair.name)
    blank = Finding(rule.id, rule.source, METRIC, subject, Verdict.NO_DATA, limit.reason, unit=UNIT)
    found = replace(
        blank,
        letter=limit.letter,
        strict=limit.strict,
        lax=limit.lax,
        assumed=limit.open,
        storey=stair.from_storey,
        evidence=stair.evidence,
    )
    if limit.span is None:
        return found
    least, most = (KINDS[int(rank)] for rank in (limit.span.low, limit.span.high))
    if stair.kind == "unknown":
        return replace(found, verdict=Verdict.REVIEW, reason=reasons.code("stair_kind_unknown", need_kind=least))
    rank = KINDS.index(stair.kind)
    found = replace(found, measured=Span(rank, rank))
    if rank >= limit.span.high:
        reason = reasons.code("stair_kind_met", kind=stair.kind, need_kind=most)
        return replace(found, verdict=Verdict.PASS, reason=reason)
    if rank < limit.span.low:
        reason = reasons.code("stair_kind_missed", kind=stair.kind, need_kind=least)
        return replace(found, verdict=Verdict.FAIL, reason=reason)
    because = ",".join(limit.open) or "facts"
    return replace(
        found, verdict=Verdict.REVIEW, reason=reasons.code("stair_kind_open", kind=stair.kind, because=because)
    )
