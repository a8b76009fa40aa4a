from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class PhotoQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Photos that the person sent, and those that hang on a hazard the person sees."""
        if not user.is_authenticated:
            return self.none()
        from inspections.models.rectifications import RectificationPhoto
        from inspections.models.reinspections import ReinspectionPhoto
        from inspections.sight import sees_hazard

        sent = PhotoUpload.objects.filter(user_id=user.pk).values("photo_id")
        shown = RectificationPhoto.objects.filter(sees_hazard(user, "rectification__hazard__")).values("photo_id")
        taken = ReinspectionPhoto.objects.filter(sees_hazard(user, "reinspection__hazard__")).values("photo_id")
        return self.filter(Q(pk__in=sent) | Q(pk__in=shown) | Q(pk__in=taken))


class Photo(Row):
    """A photo, known by the SHA-256 of the bytes that were sent. Shown is only the rendition, which has no metadata.

    ``taken_on`` comes from the camera's own entry (a claim), ``received_on`` is ours; both are local days.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    original = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")
    rendition = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(_("width (px)"))
    height = models.PositiveIntegerField(_("height (px)"))
    taken_on = models.DateField(_("taken on"), null=True)
    received_on = models.DateField(_("received on"))

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def day(self) -> dt.date:
        """The day that counts as evidence: never later than the day on which it arrived."""
        return min(self.taken_on or self.received_on, self.received_on)


class PhotoUpload(models.Model):
    """That a person has sent this photo's bytes; others learn nothing of it."""

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("photo upload")
        verbose_name_plural = _("photo uploads")
        constraints = [models.UniqueConstraint(fields=["photo", "user"], name="photo_upload_once")]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.user_id}"
