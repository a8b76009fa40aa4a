"""A tiny SVG writer: escaped text, numbers to a tenth of a pixel, geometry to path data. No scripts, no styles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bim.plans.palette import look

Px = tuple[float, float]
MAX_TEXT = 80


def clean(text: str, longest: int = MAX_TEXT) -> str:
    """A name from a model, fit for a drawing: no control, bidi, surrogate or private characters, bounded length."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    tidy = " ".join(part for part in kept.split(" ") if part)
    return tidy if len(tidy) <= longest else tidy[: longest - 1] + "…"


def num(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def element(tag: str, attrs: dict[str, str], inner: str = "") -> str:
    """``inner`` is markup already escaped; attribute values are escaped here."""
    head = "".join(f' {key}="{escape(value, quote=True)}"' for key, value in attrs.items())
    return f"<{tag}{head}>{inner}</{tag}>" if inner else f"<{tag}{head}/>"


def shape(kind: str, d: str, *, guid: str = "", title: str = "", extra: dict[str, str] | None = None) -> str:
    """A ``path`` of the given kind (class + fallback colours); nothing when there is nothing to draw."""
    if not d:
        return ""
    attrs = look(kind) | {"d": d} | ({"data-guid": guid} if guid else {}) | (extra or {})
    return element("path", attrs, f"<title>{escape(clean(title, 200))}</title>" if title else "")


def text_at(kind: str, at: Px, words: str, *, anchor: str = "middle", halo: str = "") -> str:
    """A line of text at its baseline. The halo is a copy below it: PDF renderers know no ``paint-order``."""
    place = {"x": num(at[0]), "y": num(at[1])} | ({"text-anchor": anchor} if anchor != "start" else {})
    body = escape(clean(words, 200))
    weight = {k: v for k, v in look(kind).items() if k == "font-weight"}
    under = element("text", look(halo) | weight | place | {"aria-hidden": "true"}, body) if halo else ""
    return under + element("text", look(kind) | place, body)


def polyline(points: Iterable[Px], *, closed: bool = False) -> str:
    pairs = [f"{num(x)} {num(y)}" for x, y in points]
    if len(pairs) < 2:
        return ""
    return f"M{'L'.join(pairs)}{'Z' if closed else ''}"


def area_path(geometry: BaseGeometry) -> str:
    """Path data of all polygons in ``geometry`` (pixels), holes included; lines and points are dropped."""
    return "".join(_rings(polygon) for polygon in polygons_of(geometry))


def line_path(geometry: BaseGeometry) -> str:
    """Path data of all lines in ``geometry`` (pixels)."""
    parts: Sequence[BaseGeometry] = getattr(geometry, "geoms", [geometry])
    return "".join(polyline([(c[0], c[1]) for c in p.coords]) for p in parts if p.geom_type == "LineString")


def polygons_of(geometry: BaseGeometry | None) -> list[Polygon]:
    if geometry is None or geometry.is_empty:
        return []
    if isinstance(geometry, Polygon):
        return [geometry]
    return [p for part in getattr(geometry, "geoms", []) for p in polygons_of(part)]


def _rings(polygon: Polygon) -> str:
    return "".join(polyline(list(ring.coords)[:-1], closed=True) for ring in (polygon.exterior, *polygon.interiors))
