from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet
from registry.models.choices import Role
from registry.models.sight import sees_building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class ResponsibilityQuerySet(ScopedQuerySet):
    def current(self, on: dt.date | None = None) -> Self:
        """Links that hold on that day (default: today); both ends included."""
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(sees_building(user, "building__"))


class Responsibility(Row):
    """Dated link organisation - building - role 责任关系: who answered for it on a given day."""

    organisation = models.ForeignKey(
        "core.Organisation", models.PROTECT, related_name="responsibilities", verbose_name=_("organisation")
    )
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, related_name="responsibilities", verbose_name=_("building")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["building", "role", "valid_from"]
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="responsibility_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["building", "role"],
                condition=Q(role=Role.MANAGER, valid_to__isnull=True),
                name="responsibility_one_open_manager",
            ),
            models.UniqueConstraint(
                fields=["building", "role", "organisation"],
                condition=Q(valid_to__isnull=True),
                name="responsibility_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_role_display()} · {self.building}"
