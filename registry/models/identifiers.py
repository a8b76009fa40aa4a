from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet
from registry.models.labels import in_reader_language
from registry.models.sight import sees_building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class IdentifierScheme(models.Model):
    """A way of numbering buildings. Schemes are data; ``pattern`` (a regular expression) warns, it never rejects."""

    code = models.CharField(_("code"), max_length=30, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    pattern = models.CharField(_("pattern"), max_length=200, blank=True)
    unique_per_building = models.BooleanField(_("one value belongs to one building"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("identifier scheme")
        verbose_name_plural = _("identifier schemes")

    def __str__(self) -> str:
        return in_reader_language(self.name, self.name_en)


class BuildingIdentifierQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(sees_building(user, "building__"))


class BuildingIdentifier(Row):
    """A number under which somebody else knows the building 标识码, for a time.

    ``exclusive`` repeats the scheme's ``unique_per_building`` so that the database itself can hold the rule.
    """

    building = models.ForeignKey(
        "registry.Building", models.PROTECT, related_name="identifiers", verbose_name=_("building")
    )
    scheme = models.ForeignKey(
        IdentifierScheme, models.PROTECT, related_name="identifiers", verbose_name=_("identifier scheme")
    )
    value = models.CharField(_("value"), max_length=100, db_index=True)
    exclusive = models.BooleanField(default=True, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = BuildingIdentifierQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "value"]
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                condition=Q(exclusive=True, valid_to__isnull=True),
                name="identifier_one_building",
            ),
            models.UniqueConstraint(
                fields=["building", "scheme", "value"],
                condition=Q(valid_to__isnull=True),
                name="identifier_once_per_building",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_not_empty"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="identifier_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.value}"
