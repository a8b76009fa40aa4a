"""Why a capacity row is as it is, as reason codes."""

from __future__ import annotations

import math

from bim.occupancy.loads import Crowd
from bim.occupancy.required import Rate
from bim.rules import reasons
from bim.rules.spans import EPS, Span
from core.verdicts import Verdict


def open_reason(rate: Rate) -> tuple[Verdict, str]:
    """Where the table gives no figure: a printed dash is for a person, anything else is missing."""
    if rate.reason == "dash":
        return Verdict.REVIEW, reasons.code("dash", clause=rate.source.clause)
    if rate.reason == "missing_grade":
        return Verdict.NO_DATA, reasons.missing(["fire_grade"])
    return Verdict.NO_DATA, reasons.code("no_cell", clause=rate.source.clause)


def reason_of(verdict: Verdict, measured: Span, need: Span, crowd: Crowd, no_width: int, by_persons: bool) -> str:
    """``by_persons``: figures are persons served, else metres."""
    kind = "serves" if by_persons else "width"
    if verdict is Verdict.PASS:
        return reasons.code(f"capacity_{kind}_enough", measured=measured.low, limit=need.high)
    if measured.high < need.low - EPS:
        short = need.low - measured.high
        code = f"capacity_{kind}_short" if verdict is Verdict.FAIL else f"capacity_{kind}_assumed"
        return reasons.code(code, measured=measured.high, limit=need.low, short=short)
    if not math.isfinite(need.high):
        return reasons.code("capacity_persons_unknown", rooms=len(crowd.unknown), least=int(crowd.whole[0]))
    if not math.isfinite(measured.high):
        return reasons.code("capacity_no_width", count=no_width)
    values = {"low": measured.low, "high": measured.high, "least": need.low, "most": need.high}
    return reasons.code(f"capacity_{kind}_open", **values)
