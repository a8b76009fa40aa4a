"""Buildings: made and changed by officers, each change with its record and its observations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, Stale
from core.models import Area, User
from core.services import history
from registry import hooks
from registry.models import Building, Estate, Source, Stage
from registry.services.estates import holds_area
from registry.services.observing import observe
from registry.services.rights import require_editor

NEXT: dict[str, frozenset[str]] = {
    Stage.PLANNED: frozenset({Stage.UNDER_CONSTRUCTION, Stage.DEMOLISHED}),
    Stage.UNDER_CONSTRUCTION: frozenset({Stage.IN_USE, Stage.DEMOLISHED}),
    Stage.IN_USE: frozenset({Stage.UNDER_RENOVATION, Stage.VACATED, Stage.DEMOLISHED}),
    Stage.UNDER_RENOVATION: frozenset({Stage.IN_USE, Stage.VACATED, Stage.DEMOLISHED}),
    Stage.VACATED: frozenset({Stage.IN_USE, Stage.UNDER_RENOVATION, Stage.DEMOLISHED}),
    Stage.DEMOLISHED: frozenset(),
}
"""Stage -> stages that may follow. A demolished building keeps its file and stays demolished."""


@transaction.atomic
def create_building(
    *,
    actor: User,
    area: Area,
    name: str,
    stage: str = Stage.IN_USE,
    source: str = Source.OFFICER,
    observed_on: dt.date | None = None,
    estate: Estate | None = None,
    **facts: Any,
) -> Building:
    """A new building; ``facts`` are names of ``registry.fields``. Every given value becomes an observation too.

    ``estate``: the row, where it was chosen and not named. DomainError when it lies neither in the area nor above it.
    """
    require_editor(actor, area.path)
    building = Building.objects.create(area=area, name=name, stage=stage)
    history.record(
        actor=actor, subject=building, kind="building.created", data={"area": area.code, "name": name, "stage": stage}
    )
    return observe(
        actor=actor,
        building=building,
        values={"name": name, **facts},
        source=source,
        observed_on=observed_on,
        estate=estate,
    )


def update_building(
    *,
    actor: User,
    building: Building,
    version: int | None = None,
    reason: str = "",
    estate: Estate | None = None,
    **facts: Any,
) -> Building:
    """An officer decides what the file holds: her word outranks every other source (``registry.facts``).

    ``estate``: the row, where it was chosen and not named (to clear it: ``estate_name=None``).
    """
    require_editor(actor, building.area_path)
    return observe(
        actor=actor,
        building=building,
        values=facts,
        source=Source.OFFICER,
        version=version,
        kind="building.changed",
        reason=reason,
        estate=estate,
    )


@transaction.atomic
def move_building(*, actor: User, building: Building, area: Area, version: int | None = None) -> Building:
    """Put a building into another area of the actor's own; it leaves its estate unless that lies there or above."""
    require_editor(actor, building.area_path)
    require_editor(actor, area.path)
    found = locked(building, version)
    old = found.area
    found.area = area
    if found.estate is not None and not holds_area(found.estate, area):
        found.estate = None
    found.save()
    history.record(actor=actor, subject=found, kind="building.moved", data={"changes": {"area": [old.code, area.code]}})
    return found


@transaction.atomic
def change_stage(
    *,
    actor: User,
    building: Building,
    stage: str,
    reason: str,
    on: dt.date | None = None,
    version: int | None = None,
) -> Building:
    """Move to the next life-cycle stage, with the reason (the decision or order behind it)."""
    require_editor(actor, building.area_path)
    found = locked(building, version)
    old = found.stage
    if stage not in NEXT.get(old, frozenset()):
        raise DomainError(
            _("A building that is '%(old)s' cannot become '%(new)s'.")
            % {"old": Stage(old).label, "new": Stage(stage).label if stage in Stage.values else stage},
            code="stage_order",
            field="stage",
        )
    if not reason.strip():
        raise DomainError(_("Say why: the decision or order behind the change."), code="required", field="reason")
    found.stage = stage
    found.save()
    data = {"changes": {"stage": [old, stage]}, "reason": reason, "on": on or timezone.localdate()}
    history.record(actor=actor, subject=found, kind="building.stage", data=data)
    for hook in hooks.STAGE:
        hook(actor=actor, building=found, old=old, new=stage)
    return found


def locked(building: Building, version: int | None) -> Building:
    """The row, locked for the transaction and one version further. Stale when ``version`` is not the present one."""
    rows = Building.objects.filter(pk=building.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1):
        raise Stale
    found: Building = Building.objects.select_related("area", "estate__area").get(pk=building.pk)
    return found
