from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.base import ScopedQuerySet
from registry.models.choices import Source
from registry.models.sight import sees_building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class ObservationQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(sees_building(user, "building__"))


class Observation(models.Model):
    """One observed value from one source 采集记录. Append-only: a correction is a newer observation."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, related_name="observations", verbose_name=_("building")
    )
    field = models.CharField(_("field"), max_length=40)
    value = models.JSONField(_("value"), encoder=DjangoJSONEncoder)
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    observed_on = models.DateField(_("observed on"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="observations", verbose_name=_("actor")
    )
    batch = models.ForeignKey(
        "registry.ImportBatch", models.PROTECT, null=True, related_name="observations", verbose_name=_("import")
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["building", "field", "pk"]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        indexes = [models.Index(fields=["building", "field"], name="observation_field")]

    def __str__(self) -> str:
        return f"{self.field}: {self.value} ({self.source}, {self.observed_on})"
