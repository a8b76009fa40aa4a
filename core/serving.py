"""Serving without a lasting secret or named hosts is refused; commands are not."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def require_safe() -> None:
    """Called by the WSGI entry point. Demo mode serves the loopback interface only and may do without."""
    if not settings.SECRET_KEY_IS_OWN:
        raise ImproperlyConfigured(
            "There is no lasting secret: set SECRET_KEY, or run make setup to make var/secret_key."
        )
    if settings.DEMO or settings.DEBUG:
        bind = os.environ.get("BIND", "127.0.0.1")
        if bind not in {"127.0.0.1", "::1", "localhost"}:
            raise ImproperlyConfigured(
                f"DEMO and DEBUG serve the loopback interface only, not {bind}. Unset them and set ALLOWED_HOSTS."
            )
        return
    if not settings.ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is empty: name the hosts that this installation answers for, or set DEMO=1 to try it out."
        )
