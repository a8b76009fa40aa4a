"""Which rows a person sees: functions × nodes, resolved once into ranges of area paths and organisations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from core.models.areas import subtree

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User

NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Scope:
    """``areas``: paths of nodes; ``organisations``: keys of firms; ``functions``: what the person is anywhere."""

    everything: bool
    areas: tuple[str, ...]
    organisations: tuple[int, ...]
    functions: frozenset[str]

    def area_filter(self, field: str) -> Q:
        """Rows whose ``field`` (an area path) lies at or below one of the nodes. One index range per node."""
        if self.everything:
            return Q()
        found = NOTHING
        for path in self.areas:
            low, high = subtree(path)
            found |= Q(**{f"{field}__gte": low, f"{field}__lt": high})
        return found


def signed_in(user: object) -> User:
    """The person behind a request that the login middleware or the API's permission has let through."""
    from core.models.users import User

    if not isinstance(user, User):
        raise TypeError("Nobody is signed in.")
    return user


def scope_of(
    user: User | AnonymousUser, *, functions: frozenset[str] | None = None, on: dt.date | None = None
) -> Scope:
    """The person's scope today, or only that of some functions ('where may she issue orders?').

    Anonymous and inactive people have none; a superuser (the operator) has all.
    """
    if not user.is_authenticated or not user.is_active:
        return Scope(False, (), (), frozenset())
    kept: dict[object, Scope] = getattr(user, "scopes", {})
    if (functions, on) not in kept:
        kept[functions, on] = _resolve(user, functions, on)
    return kept[functions, on]


def remember_scopes(user: User | AnonymousUser) -> None:
    """Resolve each scope of this person once for as long as this object lives: one request."""
    user.scopes = {}  # type: ignore[union-attr]


def _resolve(user: User | AnonymousUser, functions: frozenset[str] | None, on: dt.date | None) -> Scope:
    from core.models.memberships import Membership

    rows = Membership.objects.current(on).filter(user_id=user.pk)
    if functions is not None:
        rows = rows.filter(function__in=functions)
    found = list(rows.values_list("function", "area__path", "organisation_id"))
    return Scope(
        everything=user.is_superuser,
        areas=tuple(sorted({path for _f, path, _o in found if path})),
        organisations=tuple(sorted({org for _f, _p, org in found if org})),
        functions=frozenset(function for function, _p, _o in found),
    )


def holds(user: User | AnonymousUser, functions: frozenset[str], area_path: str) -> bool:
    """Whether the person holds one of the functions at a node above (or at) this area."""
    scope = scope_of(user, functions=functions)
    return scope.everything or any(area_path.startswith(path) for path in scope.areas)
