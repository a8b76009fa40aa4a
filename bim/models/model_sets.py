from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet
from registry.models import Building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


class OfBuilding(ScopedQuerySet):
    """Rows that are visible with their building; ``to_building`` is the way there."""

    to_building = "building"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        visible = Building.objects.visible_to(user).values("pk")
        return self.filter(**{f"{self.to_building}__in": visible})


class VersionQuerySet(OfBuilding):
    to_building = "model_set__building"


class ModelSet(Row):
    """One line of deliveries of a building's model BIM模型; its versions follow one another."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="model_sets", verbose_name=_("building"))
    name = models.CharField(_("name"), max_length=100, default="main")

    objects = OfBuilding.as_manager()

    class Meta:
        verbose_name = _("BIM model")
        verbose_name_plural = _("BIM models")
        constraints = [models.UniqueConstraint(fields=["building", "name"], name="model_set_name_once")]

    def __str__(self) -> str:
        return f"{self.building} · {self.name}"


class ModelVersion(Row):
    """One delivered file, immutable. ``params`` are the words of a check (use, fire grade …) given with it."""

    model_set = models.ForeignKey(ModelSet, models.PROTECT, related_name="versions", verbose_name=_("BIM model"))
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    original_name = models.CharField(_("file name"), max_length=255)
    params = models.JSONField(_("parameters"), default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("delivered by")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["model_set", "-number"]
        verbose_name = _("model version")
        verbose_name_plural = _("model versions")
        constraints = [
            models.UniqueConstraint(fields=["model_set", "number"], name="model_version_number_once"),
            # The same bytes again are the same version: a double click or a retry makes nothing new.
            models.UniqueConstraint(fields=["model_set", "file"], name="model_version_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.original_name} v{self.number}"

    @property
    def building(self) -> Building:
        return self.model_set.building
