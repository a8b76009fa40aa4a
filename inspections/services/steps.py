"""One act under way, as the functions that carry it out see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import Organisation, User
from inspections.models import Hazard
from inspections.services.deadlines import Setter
from inspections.services.inputs import Inputs
from registry.models import Responsibility


@dataclass(frozen=True, slots=True)
class Step:
    """``hazard`` is locked and unsaved: an effect sets columns and adds rows, the caller saves."""

    actor: User | None
    hazard: Hazard
    inputs: Inputs

    @property
    def today(self) -> dt.date:
        return timezone.localdate()

    @property
    def deadlines(self) -> Setter:
        return Setter.for_(self.actor, self.hazard)


Effect = Callable[[Step], dict[str, Any]]


def assign(hazard: Hazard, organisation: Organisation) -> None:
    """Only an organisation that answers for the building today can be made responsible: no other would see it."""
    known = Responsibility.objects.current().filter(building=hazard.building, organisation=organisation)
    if not known.exists():
        words = _("%(name)s does not answer for this building today. Record the responsibility first.")
        raise DomainError(words % {"name": organisation}, code="not_responsible", field="responsible")
    hazard.responsible = organisation
