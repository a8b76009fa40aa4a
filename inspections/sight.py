"""Who sees a hazard.

Staff of an area: every hazard below it. A firm: only buildings that it answers for today, and only hazards on which an
order was issued (proposals and gradings are the authority's own affair). Owners, managers and accountable persons see
all such hazards of the building; a maintenance firm or appraisal body only those that name it as responsible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from core.scope import scope_of
from registry.models.choices import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User

HOUSE_ROLES = [Role.OWNER, Role.MANAGER, Role.ACCOUNTABLE]


def sees_hazard(user: User | AnonymousUser, prefix: str = "") -> Q:
    """Rows that hang on a hazard (through ``prefix``, such as ``hazard__``) that this person sees today."""
    scope = scope_of(user)
    if scope.everything:
        return Q()
    found = scope.area_filter(f"{prefix}building__area_path")
    if scope.organisations:
        from registry.models import Responsibility

        theirs = Responsibility.objects.current().filter(organisation_id__in=scope.organisations)
        whole = Q(**{f"{prefix}building_id__in": theirs.filter(role__in=HOUSE_ROLES).values("building_id")})
        own = Q(
            **{
                f"{prefix}building_id__in": theirs.values("building_id"),
                f"{prefix}responsible_id__in": scope.organisations,
            }
        )
        found |= Q(**{f"{prefix}issued_on__isnull": False}) & (whole | own)
    return found
