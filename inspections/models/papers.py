from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.labels import in_reader_language


class PaperKind(models.TextChoices):
    """Papers with legal effect 文书. Only the order is written by the program so far."""

    ORDER = "order", _("Order to rectify")
    REINSPECTION = "reinspection", _("Re-inspection opinion")
    CLOSING = "closing", _("Closing certificate")


class PaperTitle(models.Model):
    """Title and standing texts of a paper under one legal basis; data, since they differ by province and year."""

    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind.choices)
    legal_basis = models.CharField(_("legal basis"), max_length=40)
    title = models.CharField(_("title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=100, blank=True)
    number_word = models.CharField(_("word in the document number"), max_length=8, default="整")
    appeal = models.TextField(_("appeal text"), blank=True)
    appeal_en = models.TextField(_("English appeal text"), blank=True)

    class Meta:
        ordering = ["kind", "legal_basis"]
        verbose_name = _("title of a paper")
        verbose_name_plural = _("titles of papers")
        constraints = [models.UniqueConstraint(fields=["kind", "legal_basis"], name="paper_title_once")]

    def __str__(self) -> str:
        return in_reader_language(self.title, self.title_en)


class PaperPrefix(models.Model):
    """Who issues papers here, and the short name at the head of their numbers, such as 望 in 望整〔2026〕88号."""

    area = models.OneToOneField("core.Area", models.PROTECT, related_name="paper_prefix", verbose_name=_("area"))
    prefix = models.CharField(_("prefix"), max_length=8)
    authority = models.CharField(_("issuing authority"), max_length=100, blank=True)
    authority_en = models.CharField(_("issuing authority in English"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("prefix of document numbers")
        verbose_name_plural = _("prefixes of document numbers")

    def __str__(self) -> str:
        return f"{self.area}: {self.prefix}"


class NumberSeries(models.Model):
    """Last number given out in a series; the row is locked while the next one is taken."""

    name = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
