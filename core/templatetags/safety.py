"""Tags for the five things that look alike on every page and paper: verdict, risk, clock, fact, state.

Each has one template in ``core/tags/``; portal, admin and PDF use the same. Built in: no ``{% load %}`` needed.
In Python (``list_display`` of the admin): ``show("verdict", "fail")``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.calendar import WorkCalendar
from core.services.calendars import work_calendar
from core.templatetags.ages import age_of
from core.templatetags.clock_words import read_clock

register = template.Library()

VERDICTS = {
    "pass": ("pass", pgettext_lazy("verdict", "Pass")),
    "fail": ("fail", pgettext_lazy("verdict", "Fail")),
    "review": ("review", pgettext_lazy("verdict", "Review")),
    "no_data": ("nodata", pgettext_lazy("verdict", "No data")),
    "not_applicable": ("na", pgettext_lazy("verdict", "Not applicable")),
}
PROPOSED_PASS = ("proposed", _("Pass, to be confirmed"))
RISKS = {"A": _("Low risk"), "B": _("Moderate risk"), "C": _("Serious risk"), "D": _("Severe risk")}
TONES = frozenset({"", "major", "listed", "done"})


@register.inclusion_tag("core/tags/verdict.html")
def verdict(value: Any, *, rests_on: str = "confirmed", count: int | None = None) -> dict[str, Any]:
    """Shape and word. A pass that rests on exits or stairs nobody has confirmed does not look like a pass.

    ``count`` puts a figure in place of the word (for sums); the word stays for screen readers.
    """
    code = str(getattr(value, "value", value))
    # An unknown word is shown as missing data, never as a pass.
    shape, word = VERDICTS.get(code, VERDICTS["no_data"])
    if code == "pass" and str(rests_on) == "proposed":
        shape, word = PROPOSED_PASS
    return {"shape": shape, "word": word, "count": count}


@register.inclusion_tag("core/tags/risk.html")
def risk(grade: str | None, *, big: bool = False, word: bool = True) -> dict[str, Any]:
    """Computed risk of a building. Nothing computed is a dashed tile: not graded is not low risk."""
    letter = (grade or "").upper()
    known = letter in RISKS
    words = RISKS[letter] if known else _("Not graded")
    return {
        "letter": letter if known else "–",
        "name": letter.lower() if known else "u",
        "word": words,
        "shown": word,
        "big": big,
    }


@register.inclusion_tag("core/tags/clock.html", takes_context=True)
def clock(
    context: Context,
    due: dt.date | None,
    *,
    kind: str = "rectify",
    done_on: dt.date | None = None,
    working: bool = True,
    provisional: bool = False,
    date: bool = False,
) -> dict[str, Any]:
    """How long is left. ``kind`` is ``rectify`` or ``reinspect``; ``date`` puts the day below the words."""
    reading = read_clock(
        due,
        today=timezone.localdate(),
        calendar=_calendar(context),
        soon_days=settings.CLOCK_SOON_DAYS,
        kind=kind,
        done_on=done_on,
        working=working,
    )
    return {"reading": reading, "due": due, "date": date, "provisional": provisional or reading.provisional}


@register.inclusion_tag("core/tags/fact.html")
def fact(
    label: Any,
    value: Any,
    *,
    unit: Any = "",
    source: Any = "",
    on: dt.date | None = None,
    days: int | None = None,
    other: Any = "",
    link: str = "",
) -> dict[str, Any]:
    """Name · value unit · source badge · month · freshness. ``other`` is what a disagreeing source says.

    An empty value is written as missing, never left blank.
    """
    missing = value is None or str(value) == ""
    return {
        "label": label,
        "value": value,
        "missing": missing,
        "unit": unit,
        "source": source,
        "on": on,
        "age": age_of(on, today=timezone.localdate(), days=days) if source and not missing else None,
        "other": other,
        "link": link,
    }


@register.inclusion_tag("core/tags/state.html")
def state(word: Any, tone: str = "") -> dict[str, Any]:
    """A framed word. Tones: ``major`` (red frame), ``listed`` (solid red), ``done`` (dashed)."""
    return {"word": word, "tone": tone if tone in TONES else ""}


@register.inclusion_tag("core/tags/freshness.html")
def freshness(on: dt.date | None, days: int | None = None, *, word: bool = False) -> dict[str, Any]:
    """Age of a value against the period of its field (days): three, two, one bar, or a dashed frame."""
    return {"age": age_of(on, today=timezone.localdate(), days=days), "on": on, "shown": word}


@register.inclusion_tag("core/tags/icon.html")
def icon(name: str) -> dict[str, str]:
    """A drawing of the page's sprite; always beside a word or under an ``aria-label``."""
    return {"name": name}


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """05-14 within this year, else 2025-12-09; a moment is shown on the local day."""
    if value is None:
        return "–"
    local = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    return local.strftime("%m-%d" if local.year == timezone.localdate().year else "%Y-%m-%d")


@register.filter
def moment(value: dt.datetime | None) -> str:
    """05-12 16:40, with the year when it is another one."""
    return "–" if value is None else f"{day(value)} {timezone.localtime(value):%H:%M}"


def show(tag: str, *args: Any, **kwargs: Any) -> SafeString:
    """One of the tags as HTML, for Python that has no template (columns and fields of the admin)."""
    if tag == "clock":
        args = (Context({}), *args)
    return render_to_string(f"core/tags/{tag}.html", globals()[tag](*args, **kwargs))


def _calendar(context: Context) -> WorkCalendar:
    """Read once per page: a list of fifty hazards shows a hundred clocks."""
    holder = context.get("request")
    if holder is None:
        return work_calendar()
    found: WorkCalendar | None = getattr(holder, "_work_calendar", None)
    if found is None:
        found = work_calendar()
        holder._work_calendar = found
    return found
