from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.base import ScopedQuerySet, Versioned
from registry.models.labels import in_reader_language
from registry.models.sight import sees_building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class ElevatorQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(sees_building(user, "building__"))


class Elevator(Versioned):
    """A lift 电梯: the first section 专项档案 of a building's file. Its clocks: ``registry.schedules``."""

    class Service(models.TextChoices):
        IN_SERVICE = "in_service", _("In service")
        STOPPED = "stopped", _("Stopped")
        SCRAPPED = "scrapped", _("Scrapped")

    building = models.ForeignKey(
        "registry.Building", models.PROTECT, related_name="elevators", verbose_name=_("building")
    )
    place = models.ForeignKey(
        "registry.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="elevators",
        verbose_name=_("place in the building"),
    )
    code = models.CharField(_("equipment code"), max_length=30)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    certificate = models.CharField(_("use registration certificate"), max_length=40, blank=True)
    rescue_code = models.CharField(_("rescue code"), max_length=10, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    installed_on = models.DateField(_("installation inspected on"), null=True, blank=True)
    maintenance_interval_days = models.PositiveSmallIntegerField(_("maintenance interval (days)"), default=15)
    residential = models.BooleanField(_("residential lift"), null=True, blank=True)
    retrofitted = models.BooleanField(_("added to an existing building"), null=True, blank=True)
    service = models.CharField(_("service state"), max_length=12, choices=Service.choices, default=Service.IN_SERVICE)

    objects = ElevatorQuerySet.as_manager()

    class Meta:
        ordering = ["building", "name"]
        verbose_name = _("elevator")
        verbose_name_plural = _("elevators")
        constraints = [
            models.UniqueConstraint(fields=["building", "code"], name="elevator_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="elevator_has_code"),
            models.CheckConstraint(
                condition=Q(maintenance_interval_days__gte=1, maintenance_interval_days__lte=366),
                name="elevator_interval_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.code}"

    @property
    def label(self) -> str:
        return in_reader_language(self.name, self.name_en)


class ElevatorRecord(models.Model):
    """Something done to a lift, with its result 记录. Append-only."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Periodic inspection")
        SELF_TEST = "self_test", _("Self-test")
        MAINTENANCE = "maintenance", _("Maintenance")

    class Result(models.TextChoices):
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Not passed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    elevator = models.ForeignKey(Elevator, models.PROTECT, related_name="records", verbose_name=_("elevator"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    done_on = models.DateField(_("done on"))
    result = models.CharField(_("result"), max_length=8, choices=Result.choices)
    body = models.CharField(_("carried out by"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    document = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("actor")
    )

    class RecordQuerySet(ScopedQuerySet):
        def visible_to(self, user: User | AnonymousUser) -> Self:
            return self.filter(elevator__building__in=_buildings_of(user))

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["elevator", "-done_on", "-pk"]
        verbose_name = _("elevator record")
        verbose_name_plural = _("elevator records")
        indexes = [models.Index(fields=["elevator", "kind", "done_on"], name="elevator_record_last")]

    def __str__(self) -> str:
        return f"{self.elevator} · {self.get_kind_display()} · {self.done_on}"


def _buildings_of(user: User | AnonymousUser) -> Any:
    from registry.models.buildings import Building

    return Building.objects.visible_to(user).values("pk")
