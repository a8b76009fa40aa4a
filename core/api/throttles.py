from __future__ import annotations

from typing import Any

from rest_framework.throttling import SimpleRateThrottle

from core.models import ApiToken


class PerToken(SimpleRateThrottle):
    """So many calls per token and minute (``API_RATE``); browsers are not throttled here."""

    scope = "token"

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        return f"throttle:{request.auth.prefix}" if isinstance(request.auth, ApiToken) else None
