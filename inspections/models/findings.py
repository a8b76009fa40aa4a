from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.records import HazardRecord
from registry.models.labels import in_reader_language


class HazardFinding(HazardRecord):
    """What was found, each time it was looked at 检查发现: by a person, or by a model check (with its verdict)."""

    text = models.TextField(_("finding"))
    text_en = models.TextField(_("finding in English"), blank=True)
    verdict = models.CharField(_("verdict"), max_length=16, blank=True)
    measured = models.FloatField(_("measured"), null=True)
    limit = models.FloatField(_("limit"), null=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    check_uuid = models.UUIDField(null=True)

    class Meta(HazardRecord.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return in_reader_language(self.text, self.text_en)
