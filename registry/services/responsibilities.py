"""Who answers for a building, and the handover from one organisation to the next."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import Organisation, User
from core.services import history
from registry import hooks
from registry.models import Building, Estate, Responsibility, Role
from registry.services.buildings import locked
from registry.services.rights import require_editor


@transaction.atomic
def add_responsibility(
    *, actor: User, building: Building, organisation: Organisation, role: str, valid_from: dt.date | None = None
) -> Responsibility:
    """A first, or one more, link. Where one organisation follows another use ``hand_over``."""
    require_editor(actor, building.area_path)
    _require_role(role)
    open_links = Responsibility.objects.filter(building=building, role=role, valid_to__isnull=True)
    same: Responsibility | None = open_links.filter(organisation=organisation).first()
    if same is not None:
        return same
    if role == Role.MANAGER and open_links.exists():
        raise DomainError(_("This building has a manager already. Use a handover."), code="use_handover", field="role")
    found = locked(building, None)
    link: Responsibility = Responsibility.objects.create(
        building=found, organisation=organisation, role=role, valid_from=valid_from
    )
    data = {"organisation": organisation.name, "role": role, "valid_from": valid_from}
    history.record(actor=actor, subject=found, kind="responsibility.added", data=data)
    return link


@transaction.atomic
def hand_over(
    *,
    actor: User,
    role: str,
    to: Organisation,
    on: dt.date,
    building: Building | None = None,
    estate: Estate | None = None,
) -> list[Responsibility]:
    """Handover 移交 of one building, or of all buildings of an estate, on a day.

    The open links of the role end the day before, the new one starts that day: from then on the old organisation
    sees nothing and the new one everything. ``registry.hooks.HANDOVER`` moves what higher apps keep (open hazards).
    """
    _require_role(role)
    buildings = _buildings(building, estate)
    for one in buildings:
        require_editor(actor, one.area_path)
    return [_hand_over_one(actor, one, role, to, on) for one in buildings]


@transaction.atomic
def end_responsibility(*, actor: User, link: Responsibility, on: dt.date) -> Responsibility:
    """The last day of a link that nobody follows."""
    require_editor(actor, link.building.area_path)
    _end(link, on)
    data = {"organisation": link.organisation.name, "role": link.role, "valid_to": on}
    history.record(actor=actor, subject=locked(link.building, None), kind="responsibility.ended", data=data)
    return link


def _hand_over_one(actor: User, building: Building, role: str, to: Organisation, on: dt.date) -> Responsibility:
    found = locked(building, None)
    links = Responsibility.objects.select_for_update().filter(building=found, role=role, valid_to__isnull=True)
    before = list(links.select_related("organisation"))
    if any(link.organisation_id == to.pk for link in before):
        raise DomainError(
            _("%(organisation)s already answers for %(building)s in this role.")
            % {"organisation": to, "building": found},
            code="same_organisation",
            field="to",
        )
    for link in before:
        _end(link, on - dt.timedelta(days=1))
    new: Responsibility = Responsibility.objects.create(building=found, organisation=to, role=role, valid_from=on)
    data = {"role": role, "from": [link.organisation.name for link in before], "to": to.name, "on": on}
    history.record(actor=actor, subject=found, kind="responsibility.handed_over", data=data)
    for hook in hooks.HANDOVER:
        for old in [link.organisation for link in before] or [None]:
            hook(actor=actor, building=found, role=role, old=old, new=to, on=on)
    return new


def _end(link: Responsibility, last_day: dt.date) -> None:
    if link.valid_from is not None and last_day < link.valid_from:
        raise DomainError(
            _("%(organisation)s has answered only since %(day)s; the handover must be later.")
            % {"organisation": link.organisation, "day": link.valid_from},
            code="before_start",
            field="on",
        )
    link.valid_to = last_day
    link.save(update_fields=["valid_to"])


def _buildings(building: Building | None, estate: Estate | None) -> list[Building]:
    if (building is None) == (estate is None):
        raise ValueError("Name either a building or an estate.")
    if building is not None:
        return [building]
    found = list(Building.objects.filter(estate=estate).order_by("pk"))
    if not found:
        raise DomainError(_("This estate has no buildings."), code="empty_estate", field="estate")
    return found


def _require_role(role: str) -> None:
    if role not in Role.values:
        raise DomainError(
            _("There is no role '%(role)s'. Known: %(known)s.") % {"role": role, "known": ", ".join(Role.values)},
            code="unknown_role",
            field="role",
        )
