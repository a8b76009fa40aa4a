"""The order to rectify as a PDF, with its certificate of service. Words come from the order's frozen columns."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from core.pdf import render_pdf
from inspections.models import Deadline, Order
from inspections.words import STATE_WORDS

LANGUAGES = ("zh-hans", "en")
DAY_S = 24 * 3600
HTML_LANG = {"zh-hans": "zh-Hans", "en": "en"}


def order_html(order: Order, language: str) -> str:
    """The page, self-contained. English falls back to the local words where an order has none."""
    with translation.override(language):
        return render_to_string("inspections/papers/order.html", _context(order, language))


def order_pdf(order: Order, language: str = "") -> bytes:
    """In the given language, else the reader's. Kept for a day: an order changes when it is served, and when a
    deadline that was counted without a holiday table is counted again.

    Raises core.pdf.PdfFailed.
    """
    wanted = language or (translation.get_language() or "")
    wanted = wanted if wanted in LANGUAGES else LANGUAGES[0]
    deadline = _deadline(order)
    key = f"order-pdf:{order.uuid}:{deadline.pk if deadline else 0}:{wanted}"
    found = cache.get(key)
    if not isinstance(found, bytes):
        found = render_pdf(order_html(order, wanted))
        cache.set(key, found, DAY_S)
    return found


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
        "deadline": _deadline(order),
    }


def _deadline(order: Order) -> Deadline | None:
    """As it holds now: set by the service, or counted again since. A later re-grading is no part of this order."""
    if order.proof is None:
        return None
    counted = {"starts_on": order.proof.served_on, "days": order.days, "day_kind": order.day_kind}
    rows = order.hazard.deadlines.filter(kind=Deadline.Kind.RECTIFY, **counted)
    found: Deadline | None = rows.exclude(cause=Deadline.Cause.REGRADED).order_by("pk").last()
    return found
