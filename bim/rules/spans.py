"""Intervals: what a measure or a limit may be, and the verdict two intervals allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.verdicts import Verdict

EPS = 1e-6
"""Metres (or counts) below which two figures are the same: float noise of geometry, not tolerance of a code."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value known to lie in ``[low, high]``."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        return self.high - self.low <= EPS


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them; ValueError for none."""
    found = list(spans)
    return Span(min(span.low for span in found), max(span.high for span in found))


def at_most(measured: Span, limit: Span) -> Verdict:
    """Pass at or below the smallest limit, fail above the largest, else a person decides."""
    if measured.high <= limit.low + EPS:
        return Verdict.PASS
    return Verdict.FAIL if measured.low > limit.high + EPS else Verdict.REVIEW


def at_least(measured: Span, limit: Span) -> Verdict:
    """Pass at or above the largest minimum, fail below the smallest, else a person decides."""
    if measured.low >= limit.high - EPS:
        return Verdict.PASS
    return Verdict.FAIL if measured.high < limit.low - EPS else Verdict.REVIEW
