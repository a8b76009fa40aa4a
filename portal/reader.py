from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from core.models import User


def reader(request: HttpRequest) -> User:
    """Who reads. Nobody comes here without a login (``core.middleware.LoginRequired``)."""
    return cast(User, request.user)
