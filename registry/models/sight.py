"""Who sees a building: by area of the tree, or by a responsibility that holds today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from core.scope import scope_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


def sees_building(user: User | AnonymousUser, prefix: str = "") -> Q:
    """Rows that hang on a building (through ``prefix``, such as ``building__``) that this person sees today."""
    scope = scope_of(user)
    if scope.everything:
        return Q()
    found = scope.area_filter(f"{prefix}area_path")
    if scope.organisations:
        from registry.models.responsibilities import Responsibility

        theirs = Responsibility.objects.current().filter(organisation_id__in=scope.organisations)
        # A subquery, not a join: two links to one building must not show it twice.
        field = f"{prefix.removesuffix('__')}_id__in" if prefix else "pk__in"
        found |= Q(**{field: theirs.values("building_id")})
    return found
