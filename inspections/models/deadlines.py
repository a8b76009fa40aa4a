from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.records import HazardRecord
from inspections.models.scales import DayKind


class Deadline(HazardRecord):
    """A deadline that was set, with its reason 整改期限. The latest of a kind holds; earlier ones stay to be read."""

    class Kind(models.TextChoices):
        RECTIFY = "rectify", _("Rectify by")
        REINSPECT = "reinspect", _("Re-inspect by")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    starts_on = models.DateField(_("counted from"))
    days = models.PositiveSmallIntegerField(_("days"))
    day_kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices)
    due_on = models.DateField(_("due on"))
    provisional = models.BooleanField(_("provisional"), default=False)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(HazardRecord.Meta):
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"
