"""The two clocks of a hazard. The served date starts them; nothing restarts them; each new date is a row of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core.calendar import WorkCalendar
from core.models import CalendarYear, User
from core.services import history
from core.services.calendars import work_calendar
from inspections.models import DayKind, Deadline, Hazard
from inspections.services.rounds import one_by_one
from inspections.workflow import State

REINSPECT_DAYS = 3
"""Working days to re-inspect after the deadline or the owner's word: order 120 on fire supervision, confidence B.
A grade may say otherwise (``Grade.reinspect_days``)."""


Why = tuple[str, str]
"""``Deadline.Cause`` and the detail that its words name."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Writes deadlines of one hazard for one person; the caller saves the hazard."""

    actor: User | None
    hazard: Hazard
    calendar: WorkCalendar

    @classmethod
    def for_(cls, actor: User | None, hazard: Hazard) -> Setter:
        return cls(actor, hazard, work_calendar())

    @property
    def reinspect_days(self) -> int:
        return self.hazard.grade.reinspect_days if self.hazard.grade else REINSPECT_DAYS

    def rectify(self, *, starts_on: dt.date, days: int, day_kind: str, why: Why) -> None:
        """Set the deadline, and with it the last day of the re-inspection that would follow from its passing."""
        due = self.calendar.due_day(starts_on, days, working=day_kind == DayKind.WORKING)
        self._row(Deadline.Kind.RECTIFY, starts_on, days, day_kind, due.day, due.provisional, why)
        self.hazard.due_on, self.hazard.due_kind, self.hazard.due_provisional = due.day, day_kind, due.provisional
        self.reinspect(starts_on=due.day, why=why)

    def tighten(self, *, starts_on: dt.date, days: int, day_kind: str, why: Why) -> bool:
        """A stricter deadline beside the old one; a laxer one changes nothing."""
        due = self.calendar.due_day(starts_on, days, working=day_kind == DayKind.WORKING)
        if self.hazard.due_on is None or due.day >= self.hazard.due_on:
            return False
        self.rectify(starts_on=starts_on, days=days, day_kind=day_kind, why=why)
        return True

    def reinspect(self, *, starts_on: dt.date, why: Why, only_earlier: bool = False) -> None:
        due = self.calendar.due_day(starts_on, self.reinspect_days)
        held = self.hazard.reinspect_due_on
        if only_earlier and held is not None and held <= due.day:
            return
        args = (starts_on, self.reinspect_days, DayKind.WORKING, due.day, due.provisional, why)
        self._row(Deadline.Kind.REINSPECT, *args)
        self.hazard.reinspect_due_on, self.hazard.reinspect_provisional = due.day, due.provisional

    def after_return(self, *, today: dt.date, why: Why) -> None:
        """The re-inspection that was due is made. The next follows from the same deadline, or from a new word."""
        if self.hazard.due_on is not None and self.hazard.due_on >= today:
            self.reinspect(starts_on=self.hazard.due_on, why=why)
        else:
            self.hazard.reinspect_due_on, self.hazard.reinspect_provisional = None, False

    def recount_reinspection(self, why: Why) -> None:
        """From the deadline, or from the owner's word where that is sooner and still waits for a re-inspection."""
        assert self.hazard.due_on is not None
        self.hazard.reinspect_due_on = None
        self.reinspect(starts_on=self.hazard.due_on, why=why)
        if self.hazard.submitted_on and self.hazard.state in (State.SUBMITTED, State.REINSPECTING):
            self.reinspect(starts_on=self.hazard.submitted_on, why=why, only_earlier=True)

    def _row(
        self, kind: str, starts_on: dt.date, days: int, day_kind: str, due_on: dt.date, provisional: bool, why: Why
    ) -> None:
        Deadline.objects.create(
            hazard=self.hazard,
            actor=self.actor,
            kind=kind,
            starts_on=starts_on,
            days=days,
            day_kind=day_kind,
            due_on=due_on,
            provisional=provisional,
            cause=why[0],
            detail=why[1][:300],
        )


def settle_provisional() -> int:
    """Count again what was counted without a holiday table, once the year is known. Returns how many became firm."""
    years = list(CalendarYear.objects.filter(calendar=settings.CALENDAR).values_list("year", flat=True))
    due = Q(due_provisional=True, due_on__year__in=years)
    reinspection = Q(reinspect_provisional=True, reinspect_due_on__year__in=years)
    # Whatever waits for a table that nobody has loaded yet is not even looked at: it must not block the others.
    waiting = Hazard.objects.open().filter(due | reinspection)
    return one_by_one("settle_provisional", waiting.values_list("pk", flat=True)[:500], _settle)


@transaction.atomic
def _settle(pk: int) -> int:
    hazard = Hazard.objects.select_for_update(of=("self",)).select_related("building", "grade").get(pk=pk)
    setter = Setter.for_(None, hazard)
    why: Why = (Deadline.Cause.SETTLED, "")
    last = hazard.deadlines.filter(kind=Deadline.Kind.RECTIFY).last()
    if hazard.due_provisional and last:
        due = setter.calendar.due_day(last.starts_on, last.days, working=last.day_kind == DayKind.WORKING)
        if due.provisional:
            return 0
        held = hazard.reinspect_due_on
        setter.rectify(starts_on=last.starts_on, days=last.days, day_kind=last.day_kind, why=why)
        if held is None:
            hazard.reinspect_due_on = None
    if hazard.reinspect_due_on is not None:
        setter.recount_reinspection(why)
    if hazard.due_provisional or hazard.reinspect_provisional:
        transaction.set_rollback(True)
        return 0
    hazard.version += 1
    hazard.save()
    data = {"hazard": str(hazard.uuid), "number": hazard.number, "due_on": hazard.due_on}
    history.record(actor=None, subject=hazard.building, kind="hazard.deadline_settled", data=data)
    return 1
