from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.base import ScopedQuerySet, Versioned
from inspections.models.scales import DayKind
from inspections.sight import sees_hazard
from inspections.words import CLOSING_KINDS, STATES
from inspections.workflow import ENDED, OPEN, State
from registry.models.labels import in_reader_language

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User

OPEN_STATES = sorted(str(state) for state in OPEN)


class Source(models.TextChoices):
    MODEL_CHECK = "model_check", _("Model check")
    VISIT = "visit", _("Visit")
    REPORT = "report", _("Report by a person")


class HazardQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All hazards below the person's areas; for a firm those that concern it, once an order is issued."""
        return self.filter(sees_hazard(user))

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)


class Hazard(Versioned):
    """A hazard 隐患: the one object of the workflow. State, grade and clocks move by acts of ``inspections.services``.

    ``due_on`` is the deadline that holds now (its history: ``Deadline``); ``reinspect_due_on`` the last day on which
    the re-inspection is in time. Both are local days. ``measured`` and ``limit`` are in ``unit``.
    """

    number = models.CharField(_("hazard number"), max_length=20, unique=True, editable=False)
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, related_name="hazards", verbose_name=_("building")
    )
    place = models.ForeignKey(
        "registry.Place", models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("place")
    )
    title = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=16, choices=STATES)
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    grade = models.ForeignKey(
        "inspections.Grade", models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("grade")
    )
    imminent = models.BooleanField(_("imminent danger"), default=False)
    interim_measures = models.TextField(_("interim measures"), blank=True)
    responsible = models.ForeignKey(
        "core.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("found by")
    )
    found_on = models.DateField(_("found on"), null=True)
    """Local day; no order is issued for a day before it. None in rows from before it was asked: the day of the row."""
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("verified by")
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="recurrences", verbose_name=_("recurrence of")
    )
    rule = models.CharField(_("rule"), max_length=80, blank=True)
    subject_guid = models.CharField(max_length=64, blank=True)
    subject_name = models.CharField(_("subject"), max_length=255, blank=True)
    storey = models.CharField(_("storey"), max_length=64, blank=True)
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    edition = models.CharField(_("edition"), max_length=80, blank=True)
    measured = models.FloatField(_("measured"), null=True)
    limit = models.FloatField(_("limit"), null=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    check_result = models.ForeignKey("bim.CheckResult", models.SET_NULL, null=True, related_name="hazards")
    passed_on = models.DateField(_("a later check passes since"), null=True)
    issued_on = models.DateField(_("issued on"), null=True)
    served_on = models.DateField(_("served on"), null=True)
    due_on = models.DateField(_("deadline"), null=True)
    due_kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices, blank=True)
    due_provisional = models.BooleanField(_("deadline provisional"), default=False)
    submitted_on = models.DateField(_("submitted on"), null=True)
    reinspect_due_on = models.DateField(_("re-inspect by"), null=True)
    reinspect_provisional = models.BooleanField(default=False)
    times_returned = models.PositiveSmallIntegerField(_("times returned"), default=0)
    closing_kind = models.CharField(_("closing kind"), max_length=12, choices=CLOSING_KINDS, blank=True)
    closed_on = models.DateField(_("closed on"), null=True)

    objects = HazardQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("hazard")
        verbose_name_plural = _("hazards")
        indexes = [
            models.Index(fields=["state", "reinspect_due_on"], name="hazard_reinspect_due"),
            models.Index(fields=["state", "due_on"], name="hazard_due"),
            models.Index(fields=["building", "state"], name="hazard_of_building"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "rule", "subject_guid"],
                condition=Q(source="model_check", state__in=OPEN_STATES),
                name="hazard_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(str(s) for s in OPEN | ENDED)), name="hazard_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=str(State.CLOSED)) | (~Q(closing_kind="") & Q(closed_on__isnull=False)),
                name="hazard_closed_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(served_on__isnull=False), name="hazard_clock_needs_service"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def label(self) -> str:
        return in_reader_language(self.title, self.title_en)

    @property
    def known_since(self) -> dt.date:
        """The day on which it was found, as far as anybody said; else the day on which it was written down."""
        return self.found_on or timezone.localdate(self.created_at)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def patrol_duty(self) -> bool:
        """Closed by management (vacated, cordoned, limited): the patrol stays until the danger itself is gone."""
        return self.state == State.CLOSED and self.closing_kind == "management"
