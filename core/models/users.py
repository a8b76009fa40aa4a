from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. What they may do comes from memberships, never from this row."""

    THEMES = [("", _("Light")), ("dark", _("Dark")), ("sun", _("Sunlight"))]

    history_type = "account"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField(_("name shown"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=10, blank=True, choices=THEMES)

    class Meta(AbstractUser.Meta):
        verbose_name: ClassVar[Any] = _("user")
        verbose_name_plural: ClassVar[Any] = _("users")

    def __str__(self) -> str:
        return self.display_name or self.username
