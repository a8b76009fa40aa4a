"""The order to rectify as a PDF, with its certificate of service. Words come from the order's frozen columns."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from core.pdf import render_pdf
from inspections.models import Order
from inspections.words import STATE_WORDS

LANGUAGES = ("zh-hans", "en")
HTML_LANG = {"zh-hans": "zh-Hans", "en": "en"}


def order_html(order: Order, language: str) -> str:
    """The page, self-contained. English falls back to the local words where an order has none."""
    with translation.override(language):
        return render_to_string("inspections/papers/order.html", _context(order, language))


def order_pdf(order: Order, language: str = "zh-hans") -> bytes:
    """Raises core.pdf.PdfFailed."""
    return render_pdf(order_html(order, language if language in LANGUAGES else LANGUAGES[0]))


def _context(order: Order, language: str) -> dict[str, Any]:
    english = language == "en"

    def words(name: str) -> str:
        local = str(getattr(order, name))
        return (str(getattr(order, f"{name}_en")) or local) if english else local

    hazard, proof = order.hazard, order.proof
    return {
        "lang": HTML_LANG[language],
        "order": order,
        "hazard": hazard,
        "building": hazard.building,
        "state": STATE_WORDS[hazard.state],
        "title": words("title"),
        "authority": words("authority"),
        "appeal": words("appeal"),
        "found": words("found").splitlines(),
        "proof": proof,
        "deadline": hazard.deadlines.filter(kind="rectify", starts_on=proof.served_on).first() if proof else None,
    }
