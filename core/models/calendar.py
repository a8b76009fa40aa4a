from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """A year for which the table of holidays is complete. Outside these years no working day is certain."""

    calendar = models.CharField(_("calendar"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")
        constraints = [models.UniqueConstraint(fields=["calendar", "year"], name="calendar_year_once")]

    def __str__(self) -> str:
        return f"{self.calendar} {self.year}"


class CalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, or a make-up working day 调休."""

    class Kind(models.TextChoices):
        OFF = "off", _("Holiday")
        WORK = "work", _("Make-up working day")

    calendar = models.CharField(_("calendar"), max_length=12)
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=60, blank=True)

    class Meta:
        ordering = ["calendar", "day"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.name}"
