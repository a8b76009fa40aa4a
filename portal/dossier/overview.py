"""A floor plan made small: cropped to the building, without names of rooms, its signs large enough to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

NAMES = re.compile(r'<g class="fp-names">(?:<g[^>]*>(?:(?!</?g\b).)*</g>)*</g>', re.DOTALL)
SIGN = re.compile(
    r'(<g class="fp-exit[^"]*")( data-guid=[^>]*>(?:<title>[^<]*</title>)?<rect [^>]*?'
    r'x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)")'
)
SMALL = re.compile(r'<text (?!class="fp-(?:sign-text|on-mark)")[^>]*>[^<]*</text>|<rect class="fp-box[^>]*/>')
"""Texts that would be too small to read: all but those of the signs."""
DRAWN = re.compile(r'<path class="fp-wall"[^>]* d="([^"]*)"')
POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
ROOT = re.compile(r'viewBox="[^"]*" width="[^"]*" height="[^"]*"')
MARGIN_PX, GAP_PX = 8.0, 4.0
WIDTH_MM = 184.0
"""Width of the sheet between its margins."""
TEXT_PX, TEXT_MM = 12.0, 3.0
"""Size of a sign's letters in the drawing, and on paper (8.5 pt)."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Middle and size of a sign in pixels of the drawing."""

    x: float
    y: float
    width: float
    height: float


def overview(svg: str, height_mm: float) -> str:
    """The same drawing for a part of a page, at most ``height_mm`` high. What is not a plan comes back unchanged."""
    points = [(float(x), float(y)) for d in DRAWN.findall(svg) for x, y in POINT.findall(d)]
    if not points:
        return svg
    grown = _growth(points, height_mm)
    signs = _apart([_sign(found, grown) for found in SIGN.finditer(svg)])
    for sign in signs:
        points += [
            (sign.x - sign.width / 2, sign.y - sign.height / 2),
            (sign.x + sign.width / 2, sign.y + sign.height / 2),
        ]
    places = iter(signs)
    drawn = SIGN.sub(lambda m: _moved(m, next(places), grown), SMALL.sub("", NAMES.sub("", svg)))
    return ROOT.sub(_frame(points), drawn, count=1)


def _frame(points: list[tuple[float, float]]) -> str:
    left, top = min(x for x, _ in points) - MARGIN_PX, min(y for _, y in points) - MARGIN_PX
    width, height = max(x for x, _ in points) + MARGIN_PX - left, max(y for _, y in points) + MARGIN_PX - top
    return f'viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" width="{width:.1f}" height="{height:.1f}"'


def _growth(points: list[tuple[float, float]], height_mm: float) -> float:
    """By how much a sign must grow to be read when the drawing fills its room."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    return max(1.0, TEXT_MM / TEXT_PX * max(width / WIDTH_MM, height / height_mm))


def _sign(found: re.Match[str], grown: float) -> Sign:
    x, y, width, height = (float(found[n]) for n in (3, 4, 5, 6))
    return Sign(x + width / 2, y + height / 2, width * grown, height * grown)


def _apart(signs: list[Sign]) -> list[Sign]:
    """Grown signs side by side where they would cover one another, each moved to the right of those before it."""
    placed: list[Sign] = []
    for sign in signs:
        for other in sorted(placed, key=lambda one: one.x):
            if abs(sign.x - other.x) < (sign.width + other.width) / 2 and abs(sign.y - other.y) < sign.height:
                sign = replace(sign, x=other.x + (sign.width + other.width) / 2 + GAP_PX)
        placed.append(sign)
    return placed


def _moved(found: re.Match[str], sign: Sign, grown: float) -> str:
    was = _sign(found, 1.0)
    turn = f"translate({sign.x:.1f} {sign.y:.1f}) scale({grown:.2f}) translate({-was.x:.1f} {-was.y:.1f})"
    return f'{found[1]} transform="{turn}"{found[2]}'
