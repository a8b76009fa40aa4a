"""What most rows share: a public UUID, a version for optimistic locking, and one way to become visible."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows become visible through ``visible_to`` and nothing else; every leaf says how."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The rows that this person may see today. Default: none."""
        return self.none()


class Row(models.Model):
    """A row with a UUID for the outside world; the integer key stays inside."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True


class Versioned(Row):
    """A row that people edit: ``version`` goes up by one with each write and is the API's ETag."""

    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    @property
    def etag(self) -> str:
        return f'"{self.version}"'
