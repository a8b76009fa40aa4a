from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.base import ScopedQuerySet, Versioned
from core.scope import scope_of
from registry.models.labels import in_reader_language
from registry.models.sight import sees_building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class EstateQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """By area, or because one of its buildings is visible through a responsibility."""
        from registry.models.buildings import Building

        scope = scope_of(user)
        if scope.everything:
            return self.all()
        mine = scope.area_filter("area__path")
        if scope.organisations:
            buildings = Building.objects.filter(sees_building(user), estate__isnull=False)
            mine |= models.Q(pk__in=buildings.values("estate_id"))
        return self.filter(mine)


class Estate(Versioned):
    """A group of buildings 小区; it owns what lies between them."""

    history_type = "estate"

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    area = models.ForeignKey("core.Area", models.PROTECT, related_name="estates", verbose_name=_("area"))

    objects = EstateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("estate")
        verbose_name_plural = _("estates")
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="estate_once_per_area")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return in_reader_language(self.name, self.name_en)
