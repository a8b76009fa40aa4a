"""People, areas and organisations for tests. Inputs only; what follows from them is left to the services."""

from __future__ import annotations

import itertools
from typing import Any

from core.models import Area, Function, Membership, Organisation, OrganisationKind, User
from core.services.areas import add_area

_numbers = itertools.count(1)


def make_user(username: str = "", **fields: Any) -> User:
    return User.objects.create_user(username or f"person{next(_numbers)}", password="a long password", **fields)


def make_area(parent: Area | None = None, level: str = "street", **fields: Any) -> Area:
    n = next(_numbers)
    return add_area(
        parent=parent, level=level, code=fields.pop("code", f"{n:06d}"), name=fields.pop("name", f"区域{n}"), **fields
    )


def make_organisation(kind: str = OrganisationKind.MANAGER, **fields: Any) -> Organisation:
    return Organisation.objects.create(kind=kind, name=fields.pop("name", f"单位{next(_numbers)}"), **fields)


def make_member(
    function: str = Function.OFFICER,
    *,
    area: Area | None = None,
    organisation: Organisation | None = None,
    **fields: Any,
) -> User:
    """A person with one membership."""
    user = make_user(is_staff=fields.pop("is_staff", True), **fields)
    Membership.objects.create(user=user, function=function, area=area, organisation=organisation)
    return user
