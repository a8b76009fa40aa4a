from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models.base import ScopedQuerySet, Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class OrganisationKind(models.TextChoices):
    AUTHORITY = "authority", _("Authority")
    MANAGER = "manager", _("Property manager")
    COMMITTEE = "committee", _("Owners' committee")
    MAINTAINER = "maintainer", _("Maintenance firm")
    APPRAISER = "appraiser", _("Appraisal body")
    FIRE_SERVICE = "fire_service", _("Fire service")
    OWNER = "owner", _("Owner")


class OrganisationQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        from core.scope import scope_of

        scope = scope_of(user)
        # Names and credit codes of firms are public record for whoever works for an area; a firm sees itself.
        if scope.everything or scope.areas:
            return self.all()
        return self.filter(pk__in=scope.organisations)


class Organisation(Versioned):
    """An authority, firm or body 单位. Who was responsible for which building on a day is a Responsibility."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True, db_index=True)
    area = models.ForeignKey(
        "core.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("keeping area"),
        help_text=_("Administrators of this area, or above it, keep this row and appoint its people."),
    )
    phone = models.CharField(_("duty telephone"), max_length=40, blank=True)

    history_type = "organisation"
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Name in the reader's language, falling back to the local name."""
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name
