"""Clocks of lifts: periodic inspection, self-test, maintenance. Pure Python; the numbers are in data/elevators.toml.

Source: TSG T7001-2023 (inspection in years 1, 4, 7, 9, 11, 13, 15 after the inspection of the installation, then every
year; a self-test under TSG T7008-2023 in the years between) and TSG T5002-2017 (maintenance at least every 15 days).
The *year* counts from the installation, the *month* is that of the last inspection. Each clock runs by itself.
"""

from __future__ import annotations

import calendar
import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

STATES = ["current", "open", "overdue", "failed", "no_data", "not_applicable"]
CURRENT, OPEN, OVERDUE, FAILED, NO_DATA, NOT_APPLICABLE = STATES
"""States: not yet due; due and already allowed; past its date; last result negative; unknown; no such duty."""


@dataclass(frozen=True, slots=True)
class Done:
    """One record: ``kind`` is inspection, self_test or maintenance."""

    kind: str
    on: dt.date
    passed: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """What is due next. ``year``: number of the year since installation; ``reason``: a code, empty when plain."""

    kind: str
    state: str
    due_on: dt.date | None
    last_on: dt.date | None
    year: int | None
    clause: str
    edition: str
    confidence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last passed inspection (or the installation, year 0) from which months and years go on."""

    on: dt.date
    year: int


def clocks(
    *, installed_on: dt.date | None, records: Sequence[Done], interval_days: int, today: dt.date
) -> tuple[Clock, Clock, Clock]:
    """Inspection, self-test and maintenance clock of one lift. ``interval_days``: agreed maintenance interval."""
    done = sorted((r for r in records if r.on <= today), key=lambda r: r.on)
    return (
        inspection_clock(installed_on, done, today),
        self_test_clock(installed_on, done, today),
        maintenance_clock(installed_on, done, interval_days, today),
    )


def inspection_clock(installed_on: dt.date | None, done: Sequence[Done], today: dt.date) -> Clock:
    """Next periodic inspection; due by the end of its month. A failed last inspection is ``failed`` until repeated."""
    own = [r for r in done if r.kind == "inspection"]
    last = own[-1].on if own else None
    if installed_on is None:
        return _clock("inspection", NO_DATA, last_on=last, reason="no_installation_date")
    anchor = _anchor(installed_on, done)
    year = next_inspection_year(anchor.year)
    due = month_end(anchor.on, year - anchor.year)
    reason = "" if own else "no_record"
    if own and not own[-1].passed:
        return _clock("inspection", FAILED, due_on=due, last_on=last, year=year)
    return _clock("inspection", _known(_state(due, today), own), due_on=due, last_on=last, year=year, reason=reason)


def self_test_clock(installed_on: dt.date | None, done: Sequence[Done], today: dt.date) -> Clock:
    """Next self-test, in a year without an inspection. It can be overdue whatever the inspection's clock says."""
    own = [r for r in done if r.kind == "self_test"]
    last = own[-1].on if own else None
    if installed_on is None:
        return _clock("self_test", NO_DATA, last_on=last, reason="no_installation_date")
    anchor = _anchor(installed_on, done)
    covered = max([anchor.year, *(anchor.year + years_between(anchor.on, r.on) for r in own if r.passed)])
    year = next_self_test_year(covered)
    if year is None:
        return _clock("self_test", NOT_APPLICABLE, last_on=last, reason="inspected_every_year")
    due = month_end(anchor.on, year - anchor.year)
    if own and not own[-1].passed:
        return _clock("self_test", FAILED, due_on=due, last_on=last, year=year)
    # A recorded inspection of a later year shows that somebody keeps the book; without any record nothing is known.
    seen = own or [r for r in done if r.kind == "inspection"]
    return _clock("self_test", _known(_state(due, today), seen), due_on=due, last_on=last, year=year)


def maintenance_clock(installed_on: dt.date | None, done: Sequence[Done], interval_days: int, today: dt.date) -> Clock:
    """Next maintenance, counted in days from the last one."""
    own = [r for r in done if r.kind == "maintenance"]
    last = own[-1].on if own else None
    start = last or installed_on
    if start is None:
        return _clock("maintenance", NO_DATA, reason="no_record")
    due = start + dt.timedelta(days=interval_days)
    longer = interval_days > int(_rules()["maintenance"]["interval_days"])
    reason = "no_record" if last is None else "longer_interval" if longer else ""
    if own and not own[-1].passed:
        return _clock("maintenance", FAILED, due_on=due, last_on=last, reason=reason)
    state = OVERDUE if today > due else CURRENT
    return _clock("maintenance", _known(state, own), due_on=due, last_on=last, reason=reason)


def next_inspection_year(after: int) -> int:
    """First inspection year later than year ``after``."""
    rules = _rules()["inspection"]
    for year in rules["years"]:
        if year > after:
            return int(year)
    return after + 1


def next_self_test_year(after: int) -> int | None:
    """First year later than ``after`` in which a self-test stands in for the inspection; None once it is yearly."""
    rules = _rules()["inspection"]
    for year in range(after + 1, rules["yearly_after"] + 1):
        if year not in rules["years"]:
            return year
    return None


def years_between(anchor: dt.date, day: dt.date) -> int:
    """Which year after the anchor a deed belongs to: whole years by months, done up to one month early."""
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    return max(0, (months + int(_rules()["inspection"]["early_months"])) // 12)


def month_end(anchor: dt.date, years: int) -> dt.date:
    """Last day of the anchor's month, ``years`` later."""
    year = anchor.year + years
    return dt.date(year, anchor.month, calendar.monthrange(year, anchor.month)[1])


def _anchor(installed_on: dt.date, done: Sequence[Done]) -> Anchor:
    """Walk through the passed inspections; one within the same year (a repeat) moves nothing."""
    anchor = Anchor(installed_on, 0)
    for record in done:
        if record.kind != "inspection" or not record.passed:
            continue
        years = years_between(anchor.on, record.on)
        if years:
            anchor = Anchor(record.on, anchor.year + years)
    return anchor


def _known(state: str, records: Sequence[Done]) -> str:
    """Past its date without a single record on file is unknown, not late: missing data is neither pass nor fail."""
    return NO_DATA if state == OVERDUE and not records else state


def _state(due: dt.date, today: dt.date) -> str:
    if today > due:
        return OVERDUE
    months = (due.year - today.year) * 12 + due.month - today.month
    return OPEN if months <= int(_rules()["inspection"]["early_months"]) else CURRENT


def _clock(kind: str, state: str, **found: Any) -> Clock:
    rules = _rules()[kind]
    fields = {"due_on": None, "last_on": None, "year": None, **found}
    return Clock(
        kind, state, clause=rules["clause"], edition=rules["edition"], confidence=rules["confidence"], **fields
    )


@cache
def _rules() -> dict[str, Any]:
    with (Path(__file__).parent / "data" / "elevators.toml").open("rb") as source:
        return tomllib.load(source)
