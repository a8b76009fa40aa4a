"""Small middleware: who may enter, what may be cached, which scripts may run, what to say without a database."""

from __future__ import annotations

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core.api import problems
from core.scope import remember_scopes

Next = Callable[[HttpRequest], HttpResponseBase]
OPEN = ("/livez", "/readyz", "/login/", "/i18n/", "/static/", "/admin/login/", "/favicon.ico")
"""Addresses that answer without a login. ``/api/`` answers 401 by itself."""


class DatabaseUnavailable:
    """503 with Retry-After instead of an error page while the database restarts or is locked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        words = "The database does not answer at the moment. Try again in a few seconds."
        if request.path.startswith("/api/"):
            response = problems.page(request, 503, words)
        else:
            response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "5"
        return response


class DemoIsLocal:
    """Demo and debug mode answer this machine only, whatever address the server was bound to."""

    def __init__(self, get_response: Next) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("REMOTE_ADDR", "127.0.0.1") in {"127.0.0.1", "::1", "::ffff:127.0.0.1", ""}:
            return self.get_response(request)
        return HttpResponse("The demo answers this machine only.", status=403, content_type="text/plain")


class LoginRequired:
    """Every page asks for a login unless it is listed in ``OPEN``; there is nothing to forget on a new view."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            remember_scopes(request.user)
            return self.get_response(request)
        if request.path.startswith((*OPEN, "/api/")):
            return self.get_response(request)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


class PrivatePages:
    """Nothing behind the login is kept by caches or indexed, unless the view says otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response


class Theme:
    """``request.theme`` from the person's setting or a cookie, rendered by the server so that nothing flashes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.COOKIES.get("theme", getattr(request.user, "theme", ""))
        request.theme = wanted if wanted in {"dark", "sun"} else ""  # type: ignore[attr-defined]
        return self.get_response(request)


class ContentSecurityPolicy(CSPMiddleware):
    """One policy for all pages; only the admin's own prefix may evaluate code and use inline styles."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith("/admin/"):
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": settings.ADMIN_CSP_SCRIPT,
                "style-src": ["'self'", "'unsafe-inline'"],
            }
        return super().process_response(request, response)
