from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class BatchState(models.TextChoices):
    READING = "reading", _("Preview in preparation")
    PREVIEWED = "previewed", _("Previewed")
    APPLYING = "applying", _("Being imported")
    APPLIED = "applied", _("Imported")
    REFUSED = "refused", _("File refused")
    STALE = "stale", _("Preview out of date")


class ImportBatchQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own. A rejected row may speak of another area, so nobody else reads it."""
        if getattr(user, "is_superuser", False):
            return self.all()
        return self.filter(created_by_id=user.pk)


class ImportBatch(Row):
    """One file on its way into the registry: read, previewed, then applied or left."""

    history_type = "import"

    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    original_name = models.CharField(_("name of the file"), max_length=255)
    profile = models.CharField(_("profile"), max_length=40)
    crs = models.CharField(_("coordinate system"), max_length=20)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.READING)
    counts = models.JSONField(_("counts"), default=dict)
    notices = models.JSONField(_("notices"), default=list)
    error = models.TextField(_("error"), blank=True)
    plan = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name=_("plan"))
    report = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name=_("report"))
    preview_job = models.ForeignKey("core.Job", models.PROTECT, null=True, related_name="+")
    apply_job = models.ForeignKey("core.Job", models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("started by")
    )
    applied_at = models.DateTimeField(_("imported at"), null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="applied") | models.Q(applied_at__isnull=False), name="import_applied_at"
            )
        ]

    def __str__(self) -> str:
        return f"{self.original_name} {self.uuid}"
