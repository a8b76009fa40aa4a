from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User

SEGMENT = 4
"""Digits of one level in ``Area.path``; digits only, so that every collation sorts alike."""


def subtree(path: str) -> tuple[str, str]:
    """Half-open text range ``[low, high)`` that holds exactly the paths at or below ``path``."""
    return path, str(int("1" + path) + 1)[1:]


class AreaQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        from core.scope import scope_of

        return self.filter(scope_of(user).area_filter("path"))

    def below(self, area: Area) -> Self:
        low, high = subtree(area.path)
        return self.filter(path__gte=low, path__lt=high)


class Area(Row):
    """A node of the effective-dated tree of areas 辖区. ``code`` is text and may change; keys never use it."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        DISTRICT = "district", _("District")
        STREET = "street", _("Street or township")
        COMMUNITY = "community", _("Community")
        GRID = "grid", _("Grid")

    code = models.CharField(_("code"), max_length=20, db_index=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent area")
    )
    path = models.CharField(max_length=48, unique=True, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    history_type = "area"
    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Name in the reader's language, falling back to the local name."""
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name
