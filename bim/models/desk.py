from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models.base import Row, ScopedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


class DeskQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Only one's own: what a designer tries out is nobody else's business, the operator's neither."""
        return self.filter(owner_id=user.pk) if user.is_authenticated else self.none()


class DeskCheck(Row):
    """A file checked without filing it 试校核: a person's, no building's, and gone after ``expires_on``."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of a file", "owner")
    )
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    original_name = models.CharField(_("file name"), max_length=255)
    pack = models.CharField(_("rule pack"), max_length=60)
    params = models.JSONField(_("parameters"), default=dict)
    job = models.OneToOneField("core.Job", models.PROTECT, null=True, related_name="+", verbose_name=_("job"))
    report = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    plans = models.JSONField(default=list)
    """``[{"storey", "name", "order", "language", "svg"}]``: ``svg`` is the drawing itself, small and only for here."""
    expires_on = models.DateField(_("kept until"), db_index=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("check at the desk")
        verbose_name_plural = _("checks at the desk")

    def __str__(self) -> str:
        return self.original_name
