from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils import timezone

from core.services.calendars import work_calendar
from inspections.models import Hazard, Reinspection
from inspections.workflow import State

if TYPE_CHECKING:
    from core.models import User

WAITING = [State.SUBMITTED, State.REINSPECTING]
ON_THE_PARTY = [State.RECTIFYING, State.RETURNED]


@dataclass(frozen=True, slots=True)
class Counts:
    """The five figures of the re-inspection clock. Each but the rate is the length of a list (``figure_filter``).

    ``in_time`` of ``due`` re-inspections whose last day lies in this quarter and has come, or which are made already.
    """

    in_time: int
    due: int
    late: int
    today: int
    soon: int
    rectification_overdue: int

    @property
    def rate_percent(self) -> float | None:
        """None where nothing was due: no rate is not a perfect rate."""
        return round(100 * self.in_time / self.due, 1) if self.due else None


def counts(user: User, today: dt.date | None = None) -> Counts:
    day = today or timezone.localdate()
    hazards = Hazard.objects.visible_to(user)
    made = _made(user, day)
    late_this_quarter = hazards.filter(figure_filter("late", day), reinspect_due_on__gte=_quarter(day)).count()
    return Counts(
        in_time=made.filter(done_on__lte=F("due_on")).count(),
        due=made.count() + late_this_quarter,
        late=hazards.filter(figure_filter("late", day)).count(),
        today=hazards.filter(figure_filter("today", day)).count(),
        soon=hazards.filter(figure_filter("soon", day)).count(),
        rectification_overdue=hazards.filter(figure_filter("rectification_overdue", day)).count(),
    )


def figure_filter(name: str, today: dt.date) -> Q:
    """The condition behind a figure, so that the list shows exactly what was counted.

    ``late`` re-inspection overdue; ``today`` due today; ``soon`` due after today within three working days;
    ``rectification_overdue`` the party's deadline has passed without its word.
    """
    running = Q(state__in=WAITING) | Q(state__in=ON_THE_PARTY, due_on__lt=today)
    if name == "late":
        return running & Q(reinspect_due_on__lt=today)
    if name == "today":
        return running & Q(reinspect_due_on=today)
    if name == "soon":
        return running & Q(reinspect_due_on__gt=today, reinspect_due_on__lte=work_calendar().due_day(today, 3).day)
    if name == "rectification_overdue":
        return Q(state__in=ON_THE_PARTY, due_on__lt=today)
    raise ValueError(f"There is no figure {name!r}.")


def _made(user: User, day: dt.date) -> Any:
    """Re-inspections made whose last day lies in the quarter of ``day``."""
    start = _quarter(day)
    following = (start + dt.timedelta(days=93)).replace(day=1)
    return Reinspection.objects.visible_to(user).filter(due_on__gte=start, due_on__lt=following)


def _quarter(day: dt.date) -> dt.date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
