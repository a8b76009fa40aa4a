"""Why a distance passes, fails or is for a person to decide, as a reason code."""

from __future__ import annotations

from bim.rules import reasons
from bim.rules.limit_span import LimitSpan
from bim.rules.measures import Measure
from bim.rules.spans import Span, at_most
from core.verdicts import Verdict


def explain(verdict: Verdict, way: Measure, limits: LimitSpan) -> str:
    """The reason code of one walk against one span of limits (``limits.span`` must be there)."""
    span = limits.span or Span(0.0, 0.0)
    measured, upper = way.walked.low, way.walked.high
    if verdict is Verdict.PASS:
        return reasons.code("within_limit", measured=measured, limit=span.low)
    if verdict is Verdict.FAIL:
        return reasons.code("above_limit", measured=measured, limit=span.high, over=measured - span.high)
    if at_most(way.walked, span) is Verdict.FAIL:
        return reasons.code("straight_walked", straight=way.straight_m or 0.0, measured=measured, limit=span.high)
    if span.exact:
        return reasons.code("measure_open", measured=measured, upper=upper, limit=span.low)
    return reasons.code("limit_open", measured=measured, low=span.low, high=span.high, because=because(limits))


def because(limits: LimitSpan) -> str:
    """What leaves the limit open: parameters nobody gave, else a note of letter C, else the order of the notes."""
    if limits.open:
        return ",".join(limits.open)
    return "doubtful_note" if limits.plain.letter == "C" else "order"
