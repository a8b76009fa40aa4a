"""Counts and codes in the reader's words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.templatetags.clock_words import worded
from inspections.clocks import WORKING, Clock
from inspections.figures import figure
from inspections.selectors import HazardRow
from inspections.workflow import State
from portal.keyset import Count
from portal.spans import span_of
from registry.selectors.facts import Fact

register = template.Library()


@register.simple_tag
def buildings_count(count: Count) -> str:
    """1,284 buildings; beyond the limit 'about'."""
    words = ngettext("%(n)s building", "%(n)s buildings", count.number) % {"n": f"{count.number:,}"}
    return words if count.exact else _("about %(count)s or more") % {"count": words}


@register.simple_tag
def hazards_count(count: Count) -> str:
    words = ngettext("%(n)s hazard", "%(n)s hazards", count.number) % {"n": f"{count.number:,}"}
    return words if count.exact else _("about %(count)s or more") % {"count": words}


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, None when it is not there."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.inclusion_tag("core/tags/state.html")
def grade(hazard: Any) -> dict[str, Any]:
    """The grade in a frame of its own scale; red when the scale calls it severe."""
    if hazard.grade is None:
        return {"word": pgettext("hazard", "Not graded"), "tone": "done"}
    return {"word": hazard.grade.label, "tone": "major" if hazard.grade.severe else ""}


@register.inclusion_tag("core/tags/state.html")
def hazard_state(hazard: Any) -> dict[str, Any]:
    """The state of a hazard; a closed one names its kind and is dashed."""
    word = hazard.get_state_display()
    if hazard.closing_kind:
        word = _("%(state)s (%(kind)s)") % {"state": word, "kind": hazard.get_closing_kind_display()}
    elif hazard.state == State.RETURNED and hazard.times_returned > 1:
        word = _("%(state)s, %(n)s times") % {"state": word, "n": hazard.times_returned}
    return {"word": word, "tone": "" if hazard.is_open else "done"}


@register.inclusion_tag("core/tags/clock.html")
def hazard_clock(reading: Clock, kind: str = "rectify", date: bool = False) -> dict[str, Any]:
    """A clock that ``inspections`` has read, in the words and shapes of all clocks."""
    words = worded(
        reading.kind, reading.days, kind=kind, working=reading.day_kind == WORKING, provisional=reading.provisional
    )
    return {"reading": words, "due": reading.due_on, "date": date, "provisional": reading.provisional}


@register.inclusion_tag("core/tags/clock.html")
def next_clock(row: HazardRow) -> dict[str, Any]:
    """The clock to act on: the re-inspection's once it runs, else the rectification's; none on a closed hazard."""
    return hazard_clock(row.next_clock, "reinspect" if row.next_clock is row.reinspect else "rectify")


@register.inclusion_tag("portal/parts/span.html")
def span(hazard: Any, css: str = "span") -> dict[str, Any]:
    """The bar of the clock, long on a card, short (``mini``) in a table."""
    bar = span_of(
        served_on=hazard.served_on,
        due_on=hazard.due_on,
        reinspect_due_on=hazard.reinspect_due_on,
        submitted_on=hazard.submitted_on,
        ended_on=hazard.closed_on,
        today=timezone.localdate(),
    )
    return {"bar": bar, "css": css}


@register.simple_tag
def measured(hazard: Any) -> str:
    """Measured against the limit, with equal decimals: 23.6 m, limit 20.0 m."""
    words = {"measured": figure(hazard.measured, hazard.unit)}
    if hazard.limit is None:
        return _("measured %(measured)s") % words
    return _("measured %(measured)s, limit %(limit)s") % {**words, "limit": figure(hazard.limit, hazard.unit)}


@register.simple_tag
def disagreements(found: Fact, badges: dict[str, str]) -> str:
    """What other sources say: "Census: 2; Owner: 3"."""
    return "; ".join(f"{badges.get(one.source, one.source)}: {one.shown}" for one in found.disagreements)
