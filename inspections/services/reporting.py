"""A hazard reported by a person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from core.models import User
from core.text import plain
from inspections import workflow
from inspections.models import Hazard, HazardFinding, Source
from inspections.services.acts import note
from inspections.services.inputs import MAX_TEXT, day_of
from inspections.services.numbers import hazard_number
from inspections.services.parties import manager_of
from inspections.services.persons import actor_for
from inspections.workflow import Act, Case, Given
from registry.models import Building

MAX_TITLE = 300


@transaction.atomic
def report(
    *,
    actor: User,
    building: Building,
    title: str,
    description: str = "",
    title_en: str = "",
    place: Any = None,
    source: str = Source.REPORT,
    found_on: dt.date | str | None = None,
) -> Hazard:
    """Open a hazard in the state *reported*; ``found_on``: the day it was seen, where that is not today.

    Raises NotAllowed and DomainError (no title, place of another house, a day to come).
    """
    if place is not None and place.building_id != building.pk:
        raise DomainError(_("This place belongs to another building."), code="invalid", field="place")
    title, title_en, description = (_checked(*given) for given in (
        ("title", title, MAX_TITLE), ("title_en", title_en, MAX_TITLE), ("description", description, MAX_TEXT)
    ))  # fmt: skip
    person = actor_for(actor, area_path=building.area_path)
    try:
        state = workflow.apply(Case(), Act.REPORT, person, Given(text=title))
    except workflow.Forbidden:
        raise NotAllowed(_("Your function does not allow reporting hazards of this building.")) from None
    except workflow.Lacking:
        raise DomainError(_("Give the hazard a title."), code="text", field="title") from None
    today = timezone.localdate()
    hazard = Hazard.objects.create(
        number=hazard_number(today),
        building=building,
        place=place,
        title=title,
        title_en=title_en,
        description=description,
        state=state,
        source=source,
        found_by=actor,
        found_on=day_of("found_on", found_on) if found_on else today,
        responsible=manager_of(building),
    )
    HazardFinding.objects.create(
        hazard=hazard, actor=actor, text=description or title, text_en="" if description else title_en
    )
    note(actor, hazard, Act.REPORT, {"from": "new", "to": str(state), "source": source})
    return hazard


def _checked(field: str, text: str, most: int) -> str:
    found = plain(text)
    if len(found) > most:
        words = _("The text is longer than %(most)d characters. Shorten it.") % {"most": most}
        raise DomainError(words, code="too_long", field=field)
    return found
