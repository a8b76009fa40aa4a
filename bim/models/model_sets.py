from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet
from registry.models import Building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import StoredFile, User


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
    """One delivery of one or several files, immutable. ``params`` are the words of a check given with it.

    ``file`` and ``original_name`` are the first file's; the others are ``ModelFile`` rows.
    """

    model_set = models.ForeignKey(ModelSet, models.PROTECT, related_name="versions", verbose_name=_("BIM model"))
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    original_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    """Of the delivery (``bim.digest``): of one file its own, whatever order several came in."""
    params = models.JSONField(_("parameters"), default=dict)
    found = models.JSONField(default=list)
    """The ``IfcBuilding`` that the first check found, where there are several: ``[{"guid", "name", "storeys" …}]``."""
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
            models.UniqueConstraint(fields=["model_set", "sha256"], name="model_version_delivery_once"),
        ]

    def __str__(self) -> str:
        return f"{self.original_name} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A delivery of one file has that file's digest; of several it is said when it is made."""
        self.sha256 = self.sha256 or self.file.sha256
        super().save(*args, **kwargs)

    @property
    def building(self) -> Building:
        return self.model_set.building

    @property
    def delivered(self) -> list[tuple[StoredFile, str]]:
        """All files with the names that they came by."""
        more = self.files.select_related("file").order_by("order")
        return [(self.file, self.original_name), *((row.file, row.original_name) for row in more)]


class FileQuerySet(OfBuilding):
    to_building = "version__model_set__building"


class ModelFile(Row):
    """A further file of a delivery, from the second on: a storey, a discipline, a tower of its own."""

    version = models.ForeignKey(ModelVersion, models.CASCADE, related_name="files", verbose_name=_("model version"))
    order = models.PositiveSmallIntegerField()
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    original_name = models.CharField(_("file name"), max_length=255)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["version", "order"]
        verbose_name = _("file of a delivery")
        verbose_name_plural = _("files of a delivery")
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="model_file_order_once"),
            models.UniqueConstraint(fields=["version", "file"], name="model_file_once"),
        ]

    def __str__(self) -> str:
        return self.original_name


class ModelSetBuilding(Row):
    """Which registered building an ``IfcBuilding`` of the deliveries is. Null: none that is registered, or not asked.

    Seen with the model it belongs to; whether the other building may be named is asked of that building.
    """

    model_set = models.ForeignKey(ModelSet, models.CASCADE, related_name="mapping", verbose_name=_("BIM model"))
    guid = models.CharField("GlobalId", max_length=64)
    name = models.CharField(_("name"), max_length=255, blank=True)
    building = models.ForeignKey(
        Building, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("building")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["model_set", "pk"]
        verbose_name = _("building of a model")
        verbose_name_plural = _("buildings of a model")
        constraints = [models.UniqueConstraint(fields=["model_set", "guid"], name="model_building_once")]

    def __str__(self) -> str:
        return self.name or self.guid
