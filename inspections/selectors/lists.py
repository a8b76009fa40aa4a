from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.utils import timezone

from core.scope import scope_of
from core.services.calendars import work_calendar
from inspections.clocks import Clock, Face
from inspections.models import Hazard
from inspections.workflow import PARTY, State

if TYPE_CHECKING:
    from core.models import User
    from registry.models import Building

RELATED = ("building", "grade__scale", "responsible", "place")
MINE: dict[str, list[str]] = {
    "officer": [State.REPORTED, State.PROPOSED, State.VERIFIED, State.GRADED, State.ORDER_ISSUED],
    "verifier": [State.REPORTED, State.PROPOSED],
    "inspector": [State.SUBMITTED, State.REINSPECTING],
    "manager": [State.RECTIFYING, State.RETURNED],
    "maintainer": [State.RECTIFYING, State.RETURNED],
}
"""States in which a hazard waits for somebody of this function."""

REINSPECTORS = frozenset({"officer", "verifier", "inspector"})


@dataclass(frozen=True, slots=True)
class HazardRow:
    """A hazard with both its clocks, as every list shows it."""

    hazard: Hazard
    rectify: Clock
    reinspect: Clock

    @property
    def next_clock(self) -> Clock:
        """The one to act on: the re-inspection's once it runs."""
        return self.reinspect if self.reinspect.kind not in ("not_started", "met") else self.rectify


def clock_face(today: dt.date | None = None) -> Face:
    """Make one per request: it reads the calendar."""
    return Face(today or timezone.localdate(), work_calendar(), settings.CLOCK_SOON_DAYS)


def hazard_rows(hazards: Iterable[Hazard], face: Face | None = None) -> Iterator[HazardRow]:
    face = face or clock_face()
    for hazard in hazards:
        yield HazardRow(hazard, face.rectify(hazard), face.reinspect(hazard))


def urgent_first(hazards: QuerySet[Any]) -> QuerySet[Any]:
    """Imminent danger, then what waits for a re-inspection by its day, then the rest by deadline."""
    waiting = Case(
        When(state__in=[State.SUBMITTED, State.REINSPECTING], then=Value(0)),
        When(state__in=[State.RECTIFYING, State.RETURNED], due_on__lt=timezone.localdate(), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    nulls_last = {"nulls_last": True}
    return hazards.order_by(
        "-imminent", waiting, F("reinspect_due_on").asc(**nulls_last), F("due_on").asc(**nulls_last), "pk"
    )


def my_queue(user: User, *, limit: int = 50) -> list[HazardRow]:
    """What waits for this person, most urgent first: for a firm its rectifications, for an area's staff the rest.

    The states follow from the person's functions; an overdue rectification waits for a re-inspector too.
    """
    functions = scope_of(user).functions
    states = sorted({state for function in functions for state in MINE.get(function, [])})
    hazards = Hazard.objects.visible_to(user).filter(state__in=states)
    if functions & REINSPECTORS:
        late = {"state__in": [State.RECTIFYING, State.RETURNED], "due_on__lt": timezone.localdate()}
        hazards = hazards | Hazard.objects.visible_to(user).filter(reinspect_due_on__isnull=False, **late)
    if functions and functions <= PARTY:
        hazards = hazards.filter(responsible_id__in=scope_of(user).organisations)
    return list(hazard_rows(urgent_first(hazards).select_related(*RELATED)[:limit]))


def open_hazards(building: Building, user: User) -> list[HazardRow]:
    """Open hazards of one building that this person sees, most urgent first."""
    hazards = Hazard.objects.visible_to(user).open().filter(building=building)
    return list(hazard_rows(urgent_first(hazards).select_related(*RELATED)))
