"""The paper itself: one self-contained page of HTML, then the PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core.models import Event, User
from core.pdf import render_pdf
from portal.dossier.data import collect, digest
from portal.dossier.overview import overview
from portal.dossier.room import plan_height_mm
from registry.models import Building

LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
TONES = {"over": "over", "soon": "soon", "met": "ink-3", "due": "due"}
SHAPES = {
    "pass": "pass-mark",
    "fail": "fail-mark",
    "review": "review-mark",
    "nodata": "nodata",
    "proposed": "pass-mark",
}
MARK = re.compile(r'<span class="(v v-|clock ?)(\w*)"><svg ')
AGE = re.compile(r'<svg class="age" ')
FONT = re.compile(r'(<svg [^>]*?)font-family="[^"]*"')


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants the paper, in which language, with the address that its code leads to."""

    reader: User
    language: str
    address: str
    recorded: Event | None = None


def dossier_pdf(building: Building, order: Order) -> bytes:
    """Raises core.pdf.PdfFailed. Takes seconds: call it outside of a transaction."""
    return render_pdf(dossier_html(building, order))


def dossier_html(building: Building, order: Order) -> str:
    """The page with styles, drawings and code inside it; it refers to nothing."""
    with translation.override(order.language):
        data = collect(building, order.reader)
        room_mm = plan_height_mm(data, wide=order.language == "en")
        context = {
            "lang": LANGUAGES[order.language],
            "d": data,
            "hash": digest(data),
            "now": timezone.now(),
            "reader": str(order.reader),
            "address": order.address,
            "recorded": order.recorded,
            "room": f"{room_mm:.0f}mm",
            "sketch": _sketch(data, room_mm),
            "qr": _code(order.address),
            "tokens": sheet(),
        }
        return inked(render_to_string("portal/dossier/dossier.html", context))


def _sketch(data: dict[str, Any], room_mm: float) -> str:
    """The plan of the first page; empty without a model. Drawn by our own program, its texts escaped there."""
    entrance = (data["plans"] or {}).get("entrance")
    return overview(entrance["svg"], room_mm) if entrance else ""


def _code(address: str) -> str:
    """QR code as inline SVG, module by module black on white."""
    drawn: str = segno.make_qr(address, error="m").svg_inline(scale=4, border=0, svgclass="qr", lineclass=None)
    return drawn


@cache
def sheet() -> str:
    """The product's tokens: the paper names no colour of its own."""
    return (settings.BASE_DIR / "frontend" / "css" / "tokens.css").read_text("utf-8")


def inked(html: str) -> str:
    """The renderer draws inline SVG apart from the page: shapes get their colour as an attribute, texts our font."""
    html = MARK.sub(lambda m: f'{m[0]}color="{_ink(m[1], m[2])}" ', html)
    html = AGE.sub(f'<svg class="age" color="{_colour("ink-2")}" ', html)
    return FONT.sub(r'\1font-family="sans-serif"', html)


def _ink(kind: str, name: str) -> str:
    return _colour((SHAPES if kind.startswith("v") else TONES).get(name, "ink-3"))


@cache
def _colour(token: str) -> str:
    """Value of a token in the light theme."""
    found: Any = re.search(rf"--{token}: (#[0-9a-f]+)", sheet())
    return str(found[1])
