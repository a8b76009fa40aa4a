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

    class Cause(models.TextChoices):
        SERVED = "served", _("Order %(detail)s served")
        REGRADED = "regraded", _("Re-graded: %(detail)s")
        SUBMITTED = "submitted", _("Rectification sent on %(detail)s")
        RETURNED = "returned", _("Returned for the %(detail)s. time; the deadline stays")
        SETTLED = "settled", _("Counted again with the holiday table")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    starts_on = models.DateField(_("counted from"))
    days = models.PositiveSmallIntegerField(_("days"))
    day_kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices)
    due_on = models.DateField(_("due on"))
    provisional = models.BooleanField(_("provisional"), default=False)
    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices)
    detail = models.CharField(_("detail"), max_length=300, blank=True)

    class Meta(HazardRecord.Meta):
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"

    @property
    def reason(self) -> str:
        """Why this date holds, in the reader's language."""
        return str(self.Cause(self.cause).label) % {"detail": self.detail} if self.cause else self.detail
