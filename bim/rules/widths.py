"""Rule family: least widths and heights of doors, stairs and corridors, treads and risers.

Sources: GB 50016 5.5.18, 5.5.19, 5.5.30; GB 55037 7.1.4, 7.1.5; GB 55038 4.1.14, 4.2; IBC 1010, 1011, 1020.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.element_subjects import corridor_subjects, height_subjects, step_subjects
from bim.rules.model import WidthRow, WidthRule
from bim.rules.scopes import speaks_of
from bim.rules.spans import Span, at_least, at_most
from bim.rules.verdict_rows import Finding, judgement
from bim.rules.width_rows import FEWER, least_width, rows_for
from bim.rules.width_subjects import WidthSubject, door_subjects, stair_subjects
from core.verdicts import Judgement, Verdict


def subjects(context: Context) -> list[WidthSubject]:
    """Everything that a width rule may speak of, as far as it was measured."""
    families = (door_subjects, stair_subjects, corridor_subjects, height_subjects, step_subjects)
    return [subject for family in families for subject in family(context)]


def judge_widths(context: Context) -> Iterator[Judgement]:
    """One judgement per rule and element; what nothing was measured of is named by ``bim.rules.not_judged``."""
    found = subjects(context)
    for rule in context.pack.widths:
        if speaks_of(rule.scope, context.scope):
            for subject in found:
                rows = rows_for(context, rule, subject.roles)
                if rows:
                    yield judgement(context, _judge(context, rule, rows, subject))


def _judge(context: Context, rule: WidthRule, rows: tuple[WidthRow, ...], subject: WidthSubject) -> Finding:
    limit = least_width(context, rows, subject.storey)
    row, most = max(rows, key=lambda item: item.value), rows[0].most
    found = Finding(
        rule.id, row.source, subject.metric, subject.subject, Verdict.NO_DATA, reasons.code("no_width"),
        unit="m", strict=limit.low if most else limit.high, lax=limit.high if most else limit.low,
        storey=subject.storey, evidence=subject.evidence, notes=(*subject.notes, *_native(rule, row)),
    )  # fmt: skip
    if subject.width is None:
        return found
    verdict = (at_most if most else at_least)(subject.width, limit)
    maybe = subject.maybe if not subject.maybe_of or row.element in subject.maybe_of else ""
    if verdict is Verdict.FAIL and maybe:
        reason = reasons.code(maybe, measured=subject.width.high, limit=limit.low)
        return replace(found, measured=subject.width, verdict=Verdict.REVIEW, reason=reason)
    return replace(found, measured=subject.width, verdict=verdict, reason=_reason(verdict, subject, limit, rows))


def _native(rule: WidthRule, row: WidthRow) -> tuple[str, ...]:
    """The code's own figure where its unit is not the metre."""
    return () if rule.unit == "m" else (reasons.code("native", value=row.native, unit=rule.unit),)


def _reason(verdict: Verdict, subject: WidthSubject, limit: Span, rows: tuple[WidthRow, ...]) -> str:
    width = subject.width or Span(0.0, 0.0)
    if subject.metric != "clear_width":
        return _plain_reason(verdict, width, limit, rows)
    if verdict is Verdict.PASS:
        return reasons.code("wide_enough", measured=width.low, limit=limit.high)
    if verdict is Verdict.FAIL:
        return reasons.code("too_narrow", measured=width.high, limit=limit.low, short=limit.low - width.high)
    if limit.exact:
        return reasons.code(
            "width_band", low=width.low, high=width.high, nominal=subject.nominal or width.high, limit=limit.high
        )
    because = ",".join(because_of(rows)) or _undecided(subject)
    return reasons.code("width_limit_open", measured=width.low, low=limit.low, high=limit.high, because=because)


def _plain_reason(verdict: Verdict, value: Span, limit: Span, rows: tuple[WidthRow, ...]) -> str:
    """Heights, treads and risers: a largest value for the last of them."""
    side = "most" if rows[0].most else "least"
    if verdict is Verdict.PASS:
        return reasons.code(f"{side}_met", measured=value.low, limit=limit.high, unit="m")
    if verdict is Verdict.FAIL:
        off = value.low - limit.high if rows[0].most else limit.low - value.high
        return reasons.code(f"{side}_missed", measured=value.high, limit=limit.low, off=off, unit="m")
    return reasons.code("between_measure", low=value.low, high=value.high, limit=limit.high, unit="m")


def _undecided(subject: WidthSubject) -> str:
    if len(subject.roles) < 2:
        return "height_m"
    return "loaded" if subject.roles[0][0].startswith("corridor") else "door_role"


def because_of(rows: tuple[WidthRow, ...]) -> list[str]:
    """Words of what may lower the minimum of these rows."""
    conditions = [relaxed.condition for row in rows for relaxed in row.relaxed]
    # Of several loads the smallest says it all.
    loads = sorted((name for name in conditions if name in FEWER), key=lambda name: FEWER[name])[:1]
    names = [name for name in conditions if name not in FEWER] + loads
    names += ["disputed_clause" for row in rows if row.disputed]
    names += ["existing" for row in rows if row.existing is not None]
    return list(dict.fromkeys(names))
