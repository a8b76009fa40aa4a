"""In whose name a command imports."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import Function, Membership, User
from registry.services.imports import may_import


def importing_actor(username: str | None) -> User:
    """The named person, else the only operator, else the only administrator. DomainError when that is not clear."""
    if username:
        named: User | None = User.objects.filter(username=username, is_active=True).first()
        if named is None:
            raise DomainError(_("There is no active person '%(name)s'.") % {"name": username}, code="no_actor")
        if not may_import(named):
            raise DomainError(_("'%(name)s' may not import.") % {"name": username}, code="not_allowed")
        return named
    administrators = Membership.objects.current().filter(function=Function.ADMINISTRATOR, area__isnull=False)
    for people in (
        User.objects.filter(is_superuser=True, is_active=True),
        User.objects.filter(pk__in=administrators.values("user_id"), is_active=True),
    ):
        found = list(people.order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
    raise DomainError(_("Say in whose name: --actor USERNAME."), code="no_actor")
