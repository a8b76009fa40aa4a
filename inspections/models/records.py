"""Base of the append-only rows that hang on a hazard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet
from inspections.sight import sees_hazard

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class OfHazard(ScopedQuerySet):
    """Seen by whoever sees the hazard."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(sees_hazard(user, "hazard__"))


class HazardRecord(Row):
    """A record of an act on a hazard. A correction is a new record; the database refuses the rest."""

    hazard = models.ForeignKey(
        "inspections.Hazard", models.PROTECT, related_name="%(class)ss", verbose_name=_("hazard")
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("actor")
    )

    objects = OfHazard.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]
