from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from core.models import ApiToken, User
from core.scope import remember_scopes
from core.services import tokens


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer bsr_…`` (or ``Token bsr_…``). An unknown, expired or revoked token is 401 at once."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() not in {"bearer", "token"}:
            return None
        token = tokens.find(text.strip())
        if token is None:
            raise AuthenticationFailed("This token is unknown, expired or revoked.", code="token_invalid")
        tokens.touch(token)
        remember_scopes(token.user)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class Session(SessionAuthentication):
    """The signed-in browser; unsafe methods need the CSRF token. 401, not 403, for nobody."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"
