from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.records import HazardRecord


class Rectification(HazardRecord):
    """What the responsible party says it has done 整改. Its word, no closure; the UUID may come from its program."""

    organisation = models.ForeignKey(
        "core.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    text = models.TextField(_("what was done"))
    reference = models.CharField(_("own reference"), max_length=100, blank=True)
    done_on = models.DateField(_("done on"))
    digest = models.CharField(max_length=64, editable=False)
    """SHA-256 of the content as sent: the same again is answered with 200, other content with 409."""

    class Meta(HazardRecord.Meta):
        verbose_name = _("rectification")
        verbose_name_plural = _("rectifications")

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.done_on}"


class RectificationPhoto(models.Model):
    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="photos")
    photo = models.ForeignKey("inspections.Photo", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rectification", "order"]
        verbose_name = _("photo of a rectification")
        verbose_name_plural = _("photos of rectifications")
        constraints = [models.UniqueConstraint(fields=["rectification", "photo"], name="rectification_photo_once")]

    def __str__(self) -> str:
        return f"{self.rectification_id}/{self.order}"
