"""Numbers under which others know a building."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError
from core.models import User
from core.services import history
from registry.identifier_schemes import scheme as scheme_of
from registry.models import Building, BuildingIdentifier, IdentifierScheme
from registry.services.buildings import locked
from registry.services.rights import require_editor


@transaction.atomic
def add_identifier(
    *, actor: User, building: Building, scheme: str, value: str, valid_from: dt.date | None = None
) -> BuildingIdentifier:
    """Give a building one more number. Conflict when a scheme of unique numbers has it on another building."""
    require_editor(actor, building.area_path)
    kind, text = known_scheme(scheme), value.strip()
    if not text:
        raise DomainError(_("The number is empty."), code="required", field="value")
    same = BuildingIdentifier.objects.filter(scheme=kind, value=text, valid_to__isnull=True)
    mine: BuildingIdentifier | None = same.filter(building=building).first()
    if mine is not None:
        return mine
    if kind.unique_per_building and same.exists():
        raise Conflict(_("This number already belongs to another building."), code="identifier_taken", field="value")
    found = locked(building, None)
    row: BuildingIdentifier = BuildingIdentifier.objects.create(
        building=found, scheme=kind, value=text, exclusive=kind.unique_per_building, valid_from=valid_from
    )
    data = {"scheme": kind.code, "value": text, "odd": not matches(kind, text)}
    history.record(actor=actor, subject=found, kind="identifier.added", data=data)
    return row


@transaction.atomic
def end_identifier(*, actor: User, identifier: BuildingIdentifier, on: dt.date | None = None) -> BuildingIdentifier:
    """The number is no longer used after that day (default: today)."""
    require_editor(actor, identifier.building.area_path)
    identifier.valid_to = on or timezone.localdate()
    identifier.save(update_fields=["valid_to"])
    data = {"scheme": identifier.scheme_id, "value": identifier.value, "valid_to": identifier.valid_to}
    history.record(actor=actor, subject=locked(identifier.building, None), kind="identifier.ended", data=data)
    return identifier


def matches(scheme: IdentifierScheme, value: str) -> bool:
    """Whether the value looks as the scheme's pattern says. Only a warning hangs on it."""
    return not scheme.pattern or re.search(scheme.pattern, value) is not None


def known_scheme(code: str) -> IdentifierScheme:
    try:
        return scheme_of(code)
    except KeyError:
        raise DomainError(
            _("There is no identifier scheme '%(code)s'.") % {"code": code}, code="unknown_scheme", field="scheme"
        ) from None
