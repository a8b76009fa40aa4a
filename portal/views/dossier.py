"""The building's file as a PDF."""

from __future__ import annotations

import logging
import uuid
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.pdf import PdfFailed
from portal.dossier.paper import LANGUAGES, Order, dossier_pdf
from portal.dossier.reading import record_reading
from registry.models import Building

log = logging.getLogger(__name__)


@require_GET
def dossier(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """``?lang=en`` or ``zh-hans``, else the reader's language. ``?reason=`` goes into the record of a fire reader."""
    rows = Building.objects.visible_to(request.user).select_related("area", "estate")
    building: Building = get_object_or_404(rows, uuid=uuid)
    user: Any = request.user
    order = Order(
        reader=user,
        language=language_of(request),
        address=request.build_absolute_uri(reverse("building", args=[building.uuid])),
        recorded=record_reading(actor=user, building=building, reason=request.GET.get("reason", "")),
    )
    try:
        pdf = dossier_pdf(building, order)
    except PdfFailed as failure:
        log.error("dossier of %s: %s %s", building.uuid, failure.code, failure.detail[-2000:])
        words = _("The PDF could not be made. Try again; until then the building's page says the same.")
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "5"})
    return pdf_response(pdf, f"{building.label or building.uuid}.pdf")


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """Shown by the browser, kept under ``name``."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename=\"document.pdf\"; filename*=UTF-8''{quote(name, safe='')}"
    return response


def language_of(request: HttpRequest) -> str:
    wanted = request.GET.get("lang") or get_language() or ""
    return next((code for code in LANGUAGES if wanted.lower().startswith(code[:2])), "zh-hans")
