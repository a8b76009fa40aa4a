"""Lifts with their clocks and a derived statement."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry import schedules
from registry.models import Elevator, ElevatorRecord
from registry.schedules import Clock, Done


@dataclass(frozen=True, slots=True)
class LiftClocks:
    """One lift and its three clocks, each with the sentence that a page, the API and the PDF print."""

    elevator: Elevator
    clocks: tuple[Clock, ...]
    statements: tuple[str, ...]

    @property
    def overdue(self) -> bool:
        return any(clock.state in (schedules.OVERDUE, schedules.FAILED) for clock in self.clocks)


def with_clocks(elevators: Iterable[Elevator], today: dt.date | None = None) -> list[LiftClocks]:
    """Clocks of the given lifts (already found through ``visible_to``). One query for all records."""
    lifts, day = list(elevators), today or timezone.localdate()
    done: dict[int, list[Done]] = defaultdict(list)
    rows = ElevatorRecord.objects.filter(elevator__in=lifts).values_list("elevator_id", "kind", "done_on", "result")
    for key, kind, on, result in rows:
        done[key].append(Done(kind, on, result == ElevatorRecord.Result.PASSED))
    return [_with_clocks(lift, done[lift.pk], day) for lift in lifts]


def _with_clocks(lift: Elevator, done: list[Done], today: dt.date) -> LiftClocks:
    found = schedules.clocks(
        installed_on=lift.installed_on,
        records=done,
        interval_days=lift.maintenance_interval_days,
        today=today,
    )
    return LiftClocks(lift, found, tuple(statement(clock) for clock in found))


def statement(clock: Clock) -> str:
    """A clock in one sentence, with what it rests on."""
    words = {
        "duty": str(ElevatorRecord.Kind(clock.kind).label),
        "due": date_format(clock.due_on) if clock.due_on else "",
    }
    text = {
        schedules.CURRENT: _("%(duty)s due by %(due)s."),
        schedules.OPEN: _("%(duty)s due by %(due)s; it may be done now."),
        schedules.OVERDUE: _("%(duty)s overdue since %(due)s."),
        schedules.FAILED: _("%(duty)s not passed; to be repeated."),
        schedules.NO_DATA: _("%(duty)s: data insufficient."),
        schedules.NOT_APPLICABLE: _("%(duty)s: not applicable, the lift is inspected every year."),
    }[clock.state] % words
    return " ".join(part for part in (text, _reason(clock), _basis(clock)) if part)


def _reason(clock: Clock) -> str:
    return {
        "no_record": _("No record is on file."),
        "no_installation_date": _("The date of the installation inspection is missing."),
        "longer_interval": _("A longer interval than the rule's was agreed."),
    }.get(clock.reason, "")


def _basis(clock: Clock) -> str:
    return _("(%(edition)s, confidence %(letter)s)") % {"edition": clock.edition, "letter": clock.confidence}
