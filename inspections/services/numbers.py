"""Numbers people read: of hazards (``YH-2604-0187``) and of orders (``望整〔2026〕88号``). Never given out twice."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from core.models import Area
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
    above = [area.path[:end] for end in range(len(area.path), 0, -1)]
    known = dict(PaperPrefix.objects.filter(area__path__in=above).values_list("area__path", "prefix"))
    nearest = max(known, key=len, default="")
    if nearest:
        return known[nearest]
    district = Area.objects.filter(path__in=above, level=Area.Level.DISTRICT).first()
    return (district or area).name[:1]
