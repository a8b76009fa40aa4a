from __future__ import annotations

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from core.models import ApiToken, TokenScope


class SignedIn(BasePermission):
    """Somebody, and for unsafe methods a token that may write. Which rows and acts: ``visible_to`` and the services."""

    message = "This token may only read. Ask for one with the scope 'write'."

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        if request.method in SAFE_METHODS or not isinstance(request.auth, ApiToken):
            return True
        return request.auth.scope == TokenScope.WRITE
