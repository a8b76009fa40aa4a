from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.workflow import Policy
from registry.models.labels import in_reader_language


class DayKind(models.TextChoices):
    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


class GradeScale(models.Model):
    """A scale of hazard grades 隐患等级标准, as data: the law it rests on decides papers, closing words and clocks."""

    code = models.CharField(_("code"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    legal_basis = models.CharField(_("legal basis"), max_length=40)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)

    class Meta:
        ordering = ["code", "version"]
        verbose_name = _("grade scale")
        verbose_name_plural = _("grade scales")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="grade_scale_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.version}"

    @property
    def label(self) -> str:
        """Its name without the edition."""
        return in_reader_language(self.name, self.name_en)


class Grade(models.Model):
    """One grade of a scale and what it demands: days to rectify, which days count, who may re-inspect."""

    scale = models.ForeignKey(GradeScale, models.PROTECT, related_name="grades", verbose_name=_("grade scale"))
    code = models.CharField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    severe = models.BooleanField(_("severe"), default=False)
    deadline_days = models.PositiveSmallIntegerField(_("days to rectify"))
    day_kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices)
    reinspect_days = models.PositiveSmallIntegerField(_("working days to re-inspect"), default=3)
    reinspector = models.CharField(
        _("who may re-inspect"), max_length=20, choices=[(p.value, p.value) for p in Policy], default=Policy.ANY_OFFICER
    )

    class Meta:
        ordering = ["scale", "order"]
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="grade_once_per_scale"),
            models.CheckConstraint(condition=models.Q(day_kind__in=DayKind.values), name="grade_day_kind_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return in_reader_language(self.name, self.name_en)
