"""What a rule asks of one subject, and the verdict of a measure against it: one shape for all families of rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bim.rules import reasons
from bim.rules.model_base import Letter, Source
from bim.rules.spans import Span, at_least, at_most
from bim.rules.verdict_rows import Finding
from core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """``span``: every limit that the unknowns allow, metres or a count; None: none, and ``verdict``/``reason`` say why.

    ``most``: an upper limit, else a lower one. ``native``: figure and unit as printed. ``open``: words of what leaves
    the limit open.
    """

    source: Source
    letter: Letter
    unit: str
    span: Span | None
    most: bool
    native: tuple[float, str] | None = None
    open: tuple[str, ...] = ()
    reason: str = ""
    verdict: Verdict | None = None

    @property
    def strict(self) -> float | None:
        return None if self.span is None else (self.span.low if self.most else self.span.high)

    @property
    def lax(self) -> float | None:
        return None if self.span is None else (self.span.high if self.most else self.span.low)


def nothing(source: Source, unit: str, most: bool, verdict: Verdict, reason: str) -> Asked:
    """No limit: something is missing, the clause prints none, or it does not apply."""
    return Asked(source, source.letter, unit, None, most, reason=reason, verdict=verdict)


def with_asked(blank: Finding, asked: Asked) -> Finding:
    """``blank`` with what is asked: source, letter, limits, printed figure, what is open."""
    native = (reasons.code("native", value=asked.native[0], unit=asked.native[1]),) if asked.native else ()
    return replace(
        blank,
        source=asked.source,
        letter=asked.letter,
        unit=asked.unit,
        strict=asked.strict,
        lax=asked.lax,
        assumed=asked.open,
        notes=(*blank.notes, *native),
    )


def against(blank: Finding, measured: Span | None, asked: Asked, unmeasured: str = "not_measured_here") -> Finding:
    """The row: pass and fail only where neither the measure nor the limit is open between them."""
    found = replace(with_asked(blank, asked), measured=measured)
    if asked.span is None:
        return replace(found, verdict=asked.verdict or Verdict.NO_DATA, reason=asked.reason)
    if measured is None:
        return replace(found, verdict=Verdict.NO_DATA, reason=reasons.code(unmeasured))
    verdict = (at_most if asked.most else at_least)(measured, asked.span)
    return replace(found, verdict=verdict, reason=_reason(verdict, measured, asked))


def _reason(verdict: Verdict, measured: Span, asked: Asked) -> str:
    span = asked.span or Span(0.0, 0.0)
    side = "most" if asked.most else "least"
    values: dict[str, object] = {"measured": measured.high if asked.most else measured.low, "unit": asked.unit}
    if verdict is Verdict.PASS:
        return reasons.code(f"{side}_met", **values, limit=span.low if asked.most else span.high)
    if verdict is Verdict.FAIL:
        value, limit = (measured.low, span.high) if asked.most else (measured.high, span.low)
        return reasons.code(f"{side}_missed", measured=value, limit=limit, off=abs(value - limit), unit=asked.unit)
    if span.exact:
        return reasons.code("between_measure", low=measured.low, high=measured.high, limit=span.low, unit=asked.unit)
    because = ",".join(asked.open) or "facts"
    return reasons.code(
        "between_limit", measured=measured.low, low=span.low, high=span.high, unit=asked.unit, because=because
    )
