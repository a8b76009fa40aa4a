"""A handover 移交 moves what is open to the new party, with clocks that go on as they were."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Organisation, User
from inspections.models import Hazard
from inspections.services.acts import carry_out
from inspections.services.inputs import Inputs
from inspections.services.parties import follows, manager_of, successor_of
from inspections.services.rounds import one_by_one
from inspections.workflow import Act
from registry.models import Building, Responsibility, Role


def move_open_hazards(
    *, actor: User, building: Building, role: str, old: Organisation | None, new: Organisation | None, on: dt.date
) -> None:
    """Registered in ``registry.hooks.HANDOVER``; runs inside the handover's transaction.

    Moves the hazards that name the old party. Where the building had none, a new manager takes those without a party.
    """
    if new is None or on > timezone.localdate() or (old is None and role != Role.MANAGER):
        return
    named = Hazard.objects.open().filter(building=building, responsible=old)
    reason = _("Handover to %(name)s on %(day)s") % {"name": new.name, "day": on.isoformat()}
    for hazard in named.order_by("pk"):
        _move(actor, hazard, new, reason)


def move_due() -> int:
    """The sweep's share: a handover recorded ahead takes effect on its day. Returns how many hazards moved."""
    current = Responsibility.objects.current().filter(building=OuterRef("building"))
    lost = Hazard.objects.open().filter(
        ~Exists(current.filter(organisation=OuterRef("responsible"))),
        Exists(current.filter(role=Role.MANAGER)) | Exists(current.filter(follows(OuterRef(OuterRef("responsible"))))),
        responsible__isnull=False,
    )
    return one_by_one("move_due", lost.order_by("pk").values_list("pk", flat=True)[:500], _move_lost)


def _move_lost(pk: int) -> int:
    hazard = Hazard.objects.select_related("building", "responsible").get(pk=pk)
    assert hazard.responsible is not None
    new = successor_of(hazard.responsible, hazard.building) or manager_of(hazard.building)
    if new is None:
        return 0
    _move(None, hazard, new, _("Its party no longer answers for the building."))
    return 1


def _move(actor: User | None, hazard: Hazard, new: Organisation, reason: str) -> None:
    inputs = Inputs(reason=reason, responsible=new)
    carry_out(actor=actor, hazard=hazard, act=Act.REASSIGN, inputs=inputs, by_program=True)
