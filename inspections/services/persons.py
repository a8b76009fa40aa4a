"""What a person is with regard to one hazard: functions held above its building, or through the responsible firm."""

from __future__ import annotations

from core.models import Membership, User
from inspections.models import Hazard
from inspections.workflow import PARTY, SYSTEM, Actor


def actor_for(user: User, *, area_path: str, responsible: int | None = None) -> Actor:
    """Functions count where they are held: of an area at or above ``area_path``; of the firm that is responsible.

    Being the operator (superuser) gives no function: an operator issues no orders.
    """
    if not user.is_active:
        return Actor(user.pk, frozenset())
    functions, organisations = set(), set()
    rows = Membership.objects.current().filter(user_id=user.pk)
    for function, path, organisation in rows.values_list("function", "area__path", "organisation_id"):
        if organisation:
            organisations.add(organisation)
        at_area = path is not None and area_path.startswith(path) and function not in PARTY
        at_firm = organisation is not None and organisation == responsible and function in PARTY
        if at_area or at_firm:
            functions.add(function)
    return Actor(user.pk, frozenset(functions), frozenset(organisations))


def actor_of(user: User, hazard: Hazard) -> Actor:
    return actor_for(user, area_path=hazard.building.area_path, responsible=hazard.responsible_id)


def machine(user: User | None) -> Actor:
    """The program, acting for somebody who started a check or a handover, or by itself (None)."""
    return Actor(user.pk if user else 0, frozenset({SYSTEM}))
