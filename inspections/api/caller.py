from __future__ import annotations

from typing import cast

from rest_framework.request import Request

from core.models import User


def caller(request: Request) -> User:
    """The signed-in person; the permission class has let nobody else in."""
    return cast("User", request.user)
