from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.records import HazardRecord
from inspections.models.scales import DayKind


class ServiceMethod(models.TextChoices):
    """How a paper reached its addressee 送达方式."""

    DIRECT = "direct", _("Direct service")
    LEFT = "left", _("Left in place")
    ANOTHER_BODY = "another_body", _("By another body")
    POST = "post", _("By post")
    ELECTRONIC = "electronic", _("Electronic service")
    PUBLIC_NOTICE = "public_notice", _("Public notice")


class Order(HazardRecord):
    """An order to rectify 整改通知书 as it was issued: all words are frozen in it, in both languages where given."""

    number = models.CharField(_("document number"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=100, blank=True)
    appeal = models.TextField(_("appeal text"), blank=True)
    appeal_en = models.TextField(_("English appeal text"), blank=True)
    authority = models.CharField(_("issuing authority"), max_length=100)
    authority_en = models.CharField(_("issuing authority in English"), max_length=100, blank=True)
    found = models.TextField(_("what was found"))
    found_en = models.TextField(blank=True)
    clause = models.CharField(_("clause"), max_length=220, blank=True)
    demand = models.TextField(_("what is demanded"))
    grade = models.ForeignKey("inspections.Grade", models.PROTECT, related_name="+", verbose_name=_("grade"))
    responsible = models.ForeignKey(
        "core.Organisation", models.PROTECT, related_name="+", verbose_name=_("responsible")
    )
    interim_measures = models.TextField(_("interim measures"), blank=True)
    days = models.PositiveSmallIntegerField(_("days to rectify"))
    day_kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices)
    issued_on = models.DateField(_("issued on"))

    class Meta(HazardRecord.Meta):
        verbose_name = _("order")
        verbose_name_plural = _("orders")

    def __str__(self) -> str:
        return self.number

    @property
    def proof(self) -> ProofOfService | None:
        found: Any = getattr(self, "proofofservice", None)
        return found if isinstance(found, ProofOfService) else None

    @property
    def served_on(self) -> dt.date | None:
        """The day that starts the clock; None while it is issued but not served."""
        return self.proof.served_on if self.proof else None


class ProofOfService(HazardRecord):
    """That and how an order was served 送达回证."""

    order = models.OneToOneField(Order, models.PROTECT, verbose_name=_("order"))
    served_on = models.DateField(_("served on"))
    method = models.CharField(_("method"), max_length=16, choices=ServiceMethod.choices)
    receiver = models.CharField(_("receiver"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(HazardRecord.Meta):
        verbose_name = _("proof of service")
        verbose_name_plural = _("proofs of service")

    def __str__(self) -> str:
        return f"{self.order_id} {self.served_on}"
