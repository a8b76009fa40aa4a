from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Chain(models.Model):
    """Head of one subject's hash chain. ``core`` knows no building: the subject is a type name and a UUID."""

    subject_type = models.CharField(max_length=40)
    subject_uuid = models.UUIDField()
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("chain of history")
        verbose_name_plural = _("chains of history")
        constraints = [models.UniqueConstraint(fields=["subject_type", "subject_uuid"], name="chain_one_per_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_uuid} #{self.seq}"


class Event(models.Model):
    """A change record 变更记录: who, when, what, from → to, why. Append-only; the database itself refuses the rest."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(_("act"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events", verbose_name=_("actor")
    )
    at = models.DateTimeField(_("time"))
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    algo = models.CharField(max_length=16, default="sha256")

    class Meta:
        ordering = ["chain", "seq"]
        verbose_name = _("change record")
        verbose_name_plural = _("change records")
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="event_seq_once")]
        indexes = [models.Index(fields=["at"], name="event_at")]

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.seq} {self.kind}"
