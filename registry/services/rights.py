"""Who may change the registry, checked by every service that does."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.models import Function, User
from core.scope import holds, scope_of
from registry.models import Building, Responsibility

EDITORS = frozenset({Function.ADMINISTRATOR.value, Function.OFFICER.value})
OBSERVERS = EDITORS | {Function.VERIFIER.value, Function.INSPECTOR.value}
FIRMS = frozenset({Function.MANAGER.value, Function.MAINTAINER.value})


def require_editor(actor: User, area_path: str) -> None:
    """An administrator or officer of this area."""
    if not holds(actor, EDITORS, area_path):
        raise NotAllowed(_("Only an officer or administrator of this area may do this."))


def require_observer(actor: User, area_path: str) -> None:
    """Somebody of this area who inspects or decides."""
    if not holds(actor, OBSERVERS, area_path):
        raise NotAllowed(_("Only an inspector, verifier, officer or administrator of this area may do this."))


def require_keeper(actor: User, building: Building) -> None:
    """An editor of the area, or a person of a firm that answers for the building today."""
    if holds(actor, EDITORS, building.area_path):
        return
    firms = scope_of(actor, functions=FIRMS).organisations
    mine = Responsibility.objects.current().filter(building=building, organisation_id__in=firms)
    if not mine.exists():
        raise NotAllowed(_("Only an officer of this area or a firm that answers for this building may do this."))
