from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections.models.records import HazardRecord
from inspections.words import CLOSING_KINDS


class Reinspection(HazardRecord):
    """A re-inspection 复查 and what came of it. ``due_on`` is frozen: in time or late does not change afterwards."""

    class Outcome(models.TextChoices):
        RETURNED = "returned", pgettext_lazy("re-inspection", "Returned")
        ACCEPTED = "accepted", pgettext_lazy("re-inspection", "Accepted")

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    text = models.TextField(_("remark"), blank=True)
    closing_kind = models.CharField(_("closing kind"), max_length=12, choices=CLOSING_KINDS, blank=True)
    done_on = models.DateField(_("re-inspected on"))
    due_on = models.DateField(_("re-inspect by"), null=True)
    by_the_finder = models.BooleanField(_("finder and re-inspector are the same"))
    digest = models.CharField(max_length=64, editable=False)

    class Meta(HazardRecord.Meta):
        verbose_name = _("re-inspection")
        verbose_name_plural = _("re-inspections")
        indexes = [models.Index(fields=["due_on"], name="reinspection_due")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome="accepted") | ~models.Q(closing_kind=""), name="accepted_names_its_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.outcome} {self.done_on}"


class ReinspectionPhoto(models.Model):
    reinspection = models.ForeignKey(Reinspection, models.PROTECT, related_name="photos")
    photo = models.ForeignKey("inspections.Photo", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["reinspection", "order"]
        verbose_name = _("photo of a re-inspection")
        verbose_name_plural = _("photos of re-inspections")
        constraints = [models.UniqueConstraint(fields=["reinspection", "photo"], name="reinspection_photo_once")]

    def __str__(self) -> str:
        return f"{self.reinspection_id}/{self.order}"
