"""The report as one self-contained page of HTML, and as a PDF."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from bim.models import Check
from core.models import User
from core.pdf import render_pdf
from portal.checkreport.data import collect
from portal.dossier.paper import LANGUAGES, inked, sheet

Row = dict[str, Any]


def report_pdf(check: Check, report: Row, *, reader: User, language: str) -> bytes:
    """Raises core.pdf.PdfFailed. Takes seconds: call it outside of a transaction."""
    return render_pdf(report_html(check, report, reader=reader, language=language))


def report_html(check: Check, report: Row, *, reader: User, language: str) -> str:
    """The paper with styles and drawings inside it; it refers to nothing."""
    with translation.override(language):
        context = {
            "lang": LANGUAGES[language],
            "r": collect(check, report),
            "now": timezone.now(),
            "reader": str(reader),
            "tokens": sheet(),
            "sha256": check.report.sha256,
        }
        return inked(render_to_string("portal/checkreport/paper.html", context))
