"""The report of one check run: as a page, and as a PDF."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from core.pdf import PdfFailed
from portal.checkreport.data import collect
from portal.checkreport.paper import report_pdf
from portal.views.check import find, read_report
from portal.views.dossier import language_of, pdf_response

log = logging.getLogger(__name__)


@require_safe
def page(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    found = find(request, check_id)
    context = {
        "section": "models",
        "check": found,
        "building": found.version.building,
        "r": collect(found, read_report(found)),
    }
    return render(request, "portal/checkreport/page.html", context)


@require_GET
def pdf(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """``?lang=en`` or ``zh-hans``, else the reader's language."""
    found, reader = find(request, check_id), request.user
    user: Any = reader
    try:
        made = report_pdf(found, read_report(found), reader=user, language=language_of(request))
    except PdfFailed as failure:
        log.error("report of check %s: %s %s", found.uuid, failure.code, failure.detail[-2000:])
        words = _("The PDF could not be made. Try again; until then the page of the report says the same.")
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "5"})
    return pdf_response(made, f"{found.version.building.label} {_('Report of the egress check')}.pdf")
