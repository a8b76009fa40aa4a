"""The working-day calendar of this installation, read from its tables."""

from __future__ import annotations

from django.conf import settings

from core.calendar import WorkCalendar
from core.models import CalendarDay, CalendarYear


def work_calendar(name: str | None = None) -> WorkCalendar:
    """The named calendar, else that of the settings. Three small queries at most; keep the object for a request."""
    wanted = name or settings.CALENDAR
    years = CalendarYear.objects.filter(calendar=wanted).values_list("year", flat=True)
    days = list(CalendarDay.objects.filter(calendar=wanted).values_list("day", "kind"))
    return WorkCalendar(
        years=frozenset(years),
        off=frozenset(day for day, kind in days if kind == CalendarDay.Kind.OFF),
        work=frozenset(day for day, kind in days if kind == CalendarDay.Kind.WORK),
    )
