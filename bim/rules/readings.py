"""One walk to the nearest storey exit against its limits, under both readings of stairs whose kind nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bim.egress.result import Reading
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.explanations import explain
from bim.rules.limit_span import LimitSpan
from bim.rules.measures import Measure, changes_level, measure
from bim.rules.spans import Span, at_most, hull
from bim.rules.verdict_rows import Finding, modifier_codes
from core.verdicts import Verdict

Limits = Callable[[Measure, bool], LimitSpan]
"""The limits of a walk; False where its end moves with the stairs, so that its position is open too."""


def judge_reading(context: Context, blank: Finding, reading: Reading, limits_of: Limits) -> Finding:
    """``blank`` with measure, limits, verdict and reason. No way at all is ``no_data``."""
    counts = measure(reading.counts) if reading.counts else None
    other = measure(reading.not_counts) if reading.not_counts else None
    told = context.params.stair
    if told not in (None, "unknown") and not reading.settled:
        counts, other = (counts, counts) if told in context.pack.counts_as_exit else (other, other)
    if counts is None and other is None:
        return replace(blank, reason=reasons.code(context.lost(blank.storey) or "no_way"))
    if counts is not None and (other is counts or reading.settled):
        return _one_reading(blank, counts, limits_of(counts, True))
    return _two_readings(blank, counts, other, limits_of)


def _one_reading(blank: Finding, way: Measure, limits: LimitSpan) -> Finding:
    found = replace(with_limits(blank, limits), measured=way.walked, path=way.path)
    if limits.span is None:
        return replace(found, verdict=limits.plain.open or Verdict.NO_DATA, reason=limits.plain.reason)
    verdict = at_most(way.against(blank.metric), limits.span)
    return replace(found, verdict=verdict, reason=explain(verdict, way, limits))


def _two_readings(blank: Finding, counts: Measure | None, other: Measure | None, limits_of: Limits) -> Finding:
    """A stair of unknown kind matters: review, unless the worse reading ends on this storey and passes too."""
    ways = [way for way in (counts, other) if way is not None]
    spans = [limits_of(way, way is counts) for way in ways]
    blocked = next((limits for limits in spans if limits.span is None), None)
    measured = hull(way.walked for way in ways)
    found = replace(with_limits(blank, blocked or spans[-1]), measured=measured, path=ways[0].path)
    opened = dict.fromkeys(name for limits in spans for name in ("stair", *limits.open))
    found = replace(found, assumed=tuple(opened))
    if blocked is not None:
        return replace(found, verdict=blocked.plain.open or Verdict.NO_DATA, reason=blocked.plain.reason)
    limit = hull(limits.span for limits in spans if limits.span)
    found = replace(found, strict=limit.low, lax=limit.high)
    if other is not None and not changes_level(other.path) and _passes(found, ways, limit):
        return replace(found, verdict=Verdict.PASS, reason=explain(Verdict.PASS, other, spans[-1]))
    return replace(found, verdict=Verdict.REVIEW, reason=_both(counts, other, limit))


def _passes(found: Finding, ways: list[Measure], limit: Span) -> bool:
    return all(at_most(way.against(found.metric), limit) is Verdict.PASS for way in ways)


def _both(counts: Measure | None, other: Measure | None, limit: Span) -> str:
    values: dict[str, object] = {"counts": counts.walked.low if counts else 0.0, "limit": limit.low}
    if other is None:
        return reasons.code("stair_unknown_no_other", **values)
    key = "stair_unknown_street" if changes_level(other.path) else "stair_unknown"
    return reasons.code(key, **values, other=other.walked.low)


def with_limits(blank: Finding, limits: LimitSpan) -> Finding:
    """``blank`` with what the limits say of themselves: source, bounds, letter, notes of the table, open parameters."""
    notes = (limits.plain.reason,) if limits.span and limits.plain.reason else ()
    return replace(
        blank,
        source=limits.plain.source,
        strict=limits.span.low if limits.span else None,
        lax=limits.span.high if limits.span else None,
        letter=limits.letter,
        modifiers=modifier_codes(limits.plain),
        assumed=limits.open,
        notes=(*blank.notes, *notes, *_native(limits)),
    )


def _native(limits: LimitSpan) -> tuple[str, ...]:
    """The code's own figure where its unit is not the metre."""
    plain = limits.plain
    return (
        ()
        if plain.unit == "m" or plain.native is None
        else (reasons.code("native", value=plain.native, unit=plain.unit),)
    )
