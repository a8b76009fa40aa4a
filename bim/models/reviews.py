from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bim.models.model_sets import ModelSet, OfBuilding
from core.models.base import Row

EXIT_VALUES = [("final", _("Final exit")), ("storey", _("Storey exit")), ("no", _("Not an exit"))]
STAIR_VALUES = [
    ("enclosed", _("Enclosed stairwell")),
    ("smoke_proof", _("Smoke-proof stairwell")),
    ("open_stairwell", _("Open stairwell")),
    ("open_stair", _("Open stair")),
    ("outdoor", _("Outdoor stair")),
    ("unknown", _("Unknown")),
]


class ReviewQuerySet(OfBuilding):
    to_building = "model_set__building"


class Review(Row):
    """What a person said of one exit or stair 已确认. Append-only; the newest word on a GlobalId holds."""

    class Kind(models.TextChoices):
        EXIT = "exit", _("Exit")
        STAIR = "stair", _("Stair")

    model_set = models.ForeignKey(ModelSet, models.PROTECT, related_name="reviews", verbose_name=_("BIM model"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    guid = models.CharField("GlobalId", max_length=64)
    value = models.CharField(_("confirmed as"), max_length=20, choices=EXIT_VALUES + STAIR_VALUES)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["model_set", "pk"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [models.Index(fields=["model_set", "kind", "guid"], name="review_by_guid")]

    def __str__(self) -> str:
        return f"{self.guid}: {self.value}"
