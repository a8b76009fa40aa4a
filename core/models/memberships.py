from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User
    from core.scope import Scope


class Function(models.TextChoices):
    """What a person does. None is named after a level of the area tree: a district alone can install it."""

    ADMINISTRATOR = "administrator", _("Administrator")
    OFFICER = "officer", _("Officer")
    VERIFIER = "verifier", _("Verifier")
    INSPECTOR = "inspector", _("Inspector")
    MANAGER = "manager", _("Property manager")
    MAINTAINER = "maintainer", _("Maintenance firm")
    FIRE_SERVICE = "fire_service", _("Fire service")
    AUDITOR = "auditor", _("Auditor")
    VIEWER = "viewer", _("Viewer")


def within(scope: Scope) -> Q:
    """Memberships at nodes of a scope: areas below it, organisations kept by an area below it."""
    return scope.area_filter("area__path") | scope.area_filter("organisation__area__path")


class MembershipQuerySet(ScopedQuerySet):
    def current(self, on: dt.date | None = None) -> Self:
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, and those within the areas where this person is administrator."""
        from core.scope import scope_of

        scope = scope_of(user, functions=frozenset({Function.ADMINISTRATOR}))
        if scope.everything:
            return self.all()
        return self.filter(Q(user_id=user.pk) | within(scope))


class Membership(Row):
    """Person × function × node of the area tree or organisation, for a time 任职."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    function = models.CharField(_("function"), max_length=16, choices=Function.choices)
    area = models.ForeignKey(
        "core.Area", models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("area")
    )
    organisation = models.ForeignKey(
        "core.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(area__isnull=False, organisation__isnull=True)
                | Q(area__isnull=True, organisation__isnull=False),
                name="membership_one_node",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="membership_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_function_display()} · {self.area or self.organisation}"
