"""Health, errors and the reader's own settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from core.api import problems
from core.health import readiness


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Browsers ask for it at the root; ours is an SVG among the static files."""
    return HttpResponseRedirect(static("app/shared/mark.svg"))


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the installation can do its work, else 503; a broker that is down is degraded, not down."""
    state = readiness()
    return JsonResponse(state, status=200 if state["status"] != "down" else 503)


@require_POST
def set_theme(request: HttpRequest) -> HttpResponseRedirect:
    """Remember light, dark or sunlight in a cookie and go back."""
    theme = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if theme in {"dark", "sun"}:
        response.set_cookie("theme", theme, max_age=31_536_000, samesite="Lax")
    else:
        response.delete_cookie("theme")
    return response


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.page(request, 404, "There is no such address.")
    return render(request, "core/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.page(request, 500, "An error in the program; it was logged.")
    return HttpResponse(render(request, "core/500.html").content, status=500)
