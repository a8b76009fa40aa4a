"""Numbers people read: of hazards (``YH-2604-0187``) and of orders (``望整〔2026〕88号``). Never given out twice."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from core.models import Area
from core.models.areas import SEGMENT
from inspections.models import NumberSeries, PaperPrefix


def take(series: str) -> int:
    """The next number of a series, from 1. Call it inside the transaction that uses the number."""
    NumberSeries.objects.get_or_create(name=series)
    NumberSeries.objects.filter(name=series).update(last=F("last") + 1)
    return NumberSeries.objects.get(name=series).last


def hazard_number(day: dt.date) -> str:
    return f"YH-{day:%y%m}-{take(f'hazard {day:%Y-%m}'):04d}"


def order_number(area: Area, word: str, day: dt.date) -> str:
    """``{prefix}{word}〔{year}〕{n}号``, counted per prefix, word and year."""
    head = f"{prefix_of(area)}{word}"
    return f"{head}〔{day.year}〕{take(f'{head} {day.year}')}号"


def prefix_of(area: Area) -> str:
    """The nearest prefix on record at or above the area, else the first character of its district's name."""
    row = _nearest(area)
    return row.prefix if row else _district(area).name[:1]


def authority_of(area: Area) -> tuple[str, str]:
    """Name of the issuing authority, local and English; the district's name where none is on record."""
    row = _nearest(area)
    if row and row.authority:
        return row.authority, row.authority_en
    district = _district(area)
    return district.name, district.name_en


def _nearest(area: Area) -> PaperPrefix | None:
    rows = PaperPrefix.objects.filter(area__path__in=_above(area)).select_related("area")
    return max(rows, key=lambda row: len(row.area.path), default=None)


def _district(area: Area) -> Area:
    found: Area | None = Area.objects.filter(path__in=_above(area), level=Area.Level.DISTRICT).first()
    return found or area


def _above(area: Area) -> list[str]:
    """Paths of the area and everything above it."""
    return [area.path[:end] for end in range(len(area.path), 0, -SEGMENT)]
