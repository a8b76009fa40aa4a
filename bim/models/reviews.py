from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bim.models.model_sets import ModelSet, ModelVersion, OfBuilding
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


DOOR_VALUES = [("flat_door", _("Door of a flat")), ("inner", _("No door of a flat"))]
UNSURE = "unsure"
"""Somebody has looked and could not say: nothing is confirmed, and nothing is carried over onto it."""


class ReviewQuerySet(OfBuilding):
    to_building = "model_set__building"


class Review(Row):
    """What a person said of one element of a model 已确认. Append-only; the newest word on a GlobalId holds.

    An empty ``value`` takes back what was said before. A link's ``guid`` is that of its two spaces, ``from>to``.
    """

    class Kind(models.TextChoices):
        EXIT = "exit", _("Exit")
        STAIR = "stair", _("Stair")
        USE = "use", _("Use of a space")
        FLAT = "flat", _("Flat or common part")
        DOOR = "door", _("Flat door")
        LINK = "link", _("Way between storeys")

    model_set = models.ForeignKey(ModelSet, models.PROTECT, related_name="reviews", verbose_name=_("BIM model"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    guid = models.CharField("GlobalId", max_length=140)
    value = models.CharField(_("confirmed as"), max_length=64, blank=True)
    data = models.JSONField(default=dict)
    """Of a link: ``from``, ``to``, ``length_m``, ``stair``, ``ramp``."""
    fingerprint = models.JSONField(default=dict)
    """Where the element stood (``bim.fingerprints``), to find it again under another GlobalId."""
    version = models.ForeignKey(
        ModelVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("model version")
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("carried from")
    )
    """The word on an older version's element, where this one was found by position and nobody has spoken of it."""
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
