"""Rule family: clear widths of doors and stairs against minimum widths (GB 50016 5.5.18, 5.5.30; GB 55037 7.1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bim.egress.result import DoorResult
from bim.rules import reasons
from bim.rules.context import Context
from bim.rules.model import WidthRow, WidthRule
from bim.rules.spans import Span, at_least
from bim.rules.verdict_rows import Finding, door_subject, judgement
from bim.rules.width_rows import least_width, rows_for
from bim.rules.width_subjects import WidthSubject, door_roles, stair_subjects
from core.verdicts import Judgement, Verdict

UNMEASURED = ("corridor", "stair_")
"""Elements that the analysis has no measure for."""


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A clause of the pack that nothing in a model analysis is measured for, so no row is made for it."""

    rule: str
    clause: str
    element: str


def judge_widths(context: Context) -> Iterator[Judgement]:
    """One judgement per rule and exit door, flat door or stair; corridors are not measured (see ``not_judged``)."""
    subjects = [*_door_subjects(context), *stair_subjects(context)]
    for rule in context.pack.widths:
        if rule.scope not in ("any", context.scope):
            continue
        for subject in subjects:
            rows = rows_for(context, rule, subject.roles)
            if rows:
                yield judgement(context, _judge(context, rule, rows, subject))


def not_judged(context: Context) -> tuple[NotJudged, ...]:
    """Width rows of the pack for this use whose element has no measure, then clauses it only names."""
    named = tuple(
        NotJudged(item.id, f"{item.source.edition} {item.source.clause}", item.element)
        for item in context.pack.unmeasured
        if item.scope in ("any", context.scope)
    )
    rows = tuple(
        NotJudged(rule.id, f"{row.source.edition} {row.source.clause}", row.element)
        for rule in context.pack.widths
        if rule.scope in ("any", context.scope)
        for row in rule.rows
        if row.element.startswith(UNMEASURED) and row in rows_for(context, rule, ((row.element,),))
    )
    return rows + named


def _door_subjects(context: Context) -> Iterator[WidthSubject]:
    for door in context.result.doors:
        roles = door_roles(context, door)
        if roles:
            subject = door_subject(door)
            yield WidthSubject(subject, roles, clear_width(context, door), door.width_m, door.storey, door.evidence)


def clear_width(context: Context, door: DoorResult) -> Span | None:
    """Clear width in metres: as analysed, else nominal less frame and leaf by the pack's band; openings as they are."""
    if door.clear_width_m is not None:
        return Span(*door.clear_width_m)
    if door.width_m is None:
        return None
    if door.kind != "door":
        return Span(door.width_m, door.width_m)
    least, most = context.pack.clear_width_deduction_m
    return Span(door.width_m - most, door.width_m - least)


def _judge(context: Context, rule: WidthRule, rows: tuple[WidthRow, ...], subject: WidthSubject) -> Finding:
    limit = least_width(context, rows)
    row = max(rows, key=lambda item: item.value)
    found = Finding(
        rule.id, row.source, "clear_width", subject.subject, Verdict.NO_DATA, reasons.code("no_width"),
        unit="m", strict=limit.high, lax=limit.low, storey=subject.storey, evidence=subject.evidence,
        notes=(*subject.notes, *_native(rule, row)),
    )  # fmt: skip
    if subject.width is None:
        return found
    verdict = at_least(subject.width, limit)
    if verdict is Verdict.FAIL and subject.maybe_no_exit:
        verdict = Verdict.REVIEW
    reason = _reason(verdict, subject, limit, rows)
    return replace(found, measured=subject.width, verdict=verdict, reason=reason)


def _native(rule: WidthRule, row: WidthRow) -> tuple[str, ...]:
    """The code's own figure where its unit is not the metre."""
    return () if rule.unit == "m" else (reasons.code("native", value=row.native, unit=rule.unit),)


def _reason(verdict: Verdict, subject: WidthSubject, limit: Span, rows: tuple[WidthRow, ...]) -> str:
    width = subject.width or Span(0.0, 0.0)
    if verdict is Verdict.PASS:
        return reasons.code("wide_enough", measured=width.low, limit=limit.high)
    if verdict is Verdict.FAIL:
        return reasons.code("too_narrow", measured=width.high, limit=limit.low, short=limit.low - width.high)
    if at_least(width, limit) is Verdict.FAIL:
        return reasons.code("narrow_stair_unknown", measured=width.high, limit=limit.low)
    if limit.exact:
        return reasons.code(
            "width_band", low=width.low, high=width.high, nominal=subject.nominal or width.high, limit=limit.high
        )
    because = ",".join(_because(rows)) or ("door_role" if len(subject.roles) > 1 else "height_m")
    return reasons.code("width_limit_open", measured=width.low, low=limit.low, high=limit.high, because=because)


def _because(rows: tuple[WidthRow, ...]) -> list[str]:
    names = [relaxed.condition for row in rows for relaxed in row.relaxed]
    names += ["disputed_clause" for row in rows if row.disputed]
    names += ["existing" for row in rows if row.existing is not None]
    return list(dict.fromkeys(names))
