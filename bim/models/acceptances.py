from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bim.models.checks import Check
from bim.models.model_sets import ModelSet, OfBuilding
from core.models.base import Row


class AcceptanceQuerySet(OfBuilding):
    to_building = "model_set__building"


class Acceptance(Row):
    """A complaint about a model's data or a deviation from a rule that a person accepts, with a reason 接受.

    Append-only; the newest word on (kind, code, GlobalId) of a model holds, and it may be one that takes it back.
    """

    class Kind(models.TextChoices):
        QUALITY = "quality", _("Data quality")
        RULE = "rule", _("Rule")

    model_set = models.ForeignKey(ModelSet, models.PROTECT, related_name="acceptances", verbose_name=_("BIM model"))
    check_run = models.ForeignKey(Check, models.PROTECT, related_name="+", verbose_name=_("model check"))
    """In whose report the person saw it."""
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=80)
    guid = models.CharField("GlobalId", max_length=140, blank=True)
    """Empty for a complaint about the whole model."""
    accepted = models.BooleanField(_("accepted"))
    """False takes back what was accepted before."""
    reason = models.TextField(_("reason"))
    seen = models.JSONField(default=dict)
    """Place and figures at the time (``bim.quality.acceptance.seen_now``)."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("accepted by"))

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        ordering = ["model_set", "pk"]
        verbose_name = _("accepted deviation")
        verbose_name_plural = _("accepted deviations")
        indexes = [models.Index(fields=["model_set", "kind", "code", "guid"], name="acceptance_by_element")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="acceptance_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.code} {self.guid}"
