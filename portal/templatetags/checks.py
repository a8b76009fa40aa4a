"""Figures and words of the check page."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bim.models import CheckResult
from bim.models.reviews import EXIT_VALUES, STAIR_VALUES
from bim.read.messages import NOTES
from bim.rules.build_families import KINDS
from portal.selectors.checks import is_maximum

register = template.Library()
THIN = "\u202f"
CLASSES = {"pass": "pass", "fail": "fail", "review": "review", "no_data": "nodata", "not_applicable": "na"}
BASES = {
    "as_built": _("Standard at construction"),
    "current": _("Current standard"),
    "hazard_standard": _("Hazard criteria"),
}
SEVERITIES = {"error": _("Error"), "warning": _("Warning"), "info": _("Notice")}
PARAMS = {
    "use": _("Use"),
    "fire_grade": _("Fire-resistance grade"),
    "height_m": _("Fire height (m)"),
    "storeys": _("Storeys"),
    "sprinklered": _("Sprinklers throughout"),
    "open_corridor": _("Open external corridor"),
    "high_rise": _("High-rise"),
}


@register.simple_tag
def npm(package: str, file: str) -> str:
    """Address of a file of an npm package, its version in the path."""
    prefix = settings.NPM[package][0]
    return static(f"{prefix}/{file}") if file else static(f"{prefix}/x")[:-1]


@register.filter
def verdict_class(verdict: str) -> str:
    return CLASSES.get(verdict, "nodata")


@register.filter
def shape(result: CheckResult) -> str:
    """Shape of the verdict; a pass on proposed exits does not get that of a pass."""
    proposed = result.verdict == "pass" and result.rests_on == "proposed"
    return "proposed" if proposed else verdict_class(result.verdict)


@register.filter
def measured(result: CheckResult, form: str = "unit") -> str:
    """The measured value or interval, two decimals for metres, a dash where nothing was measured."""
    if result.measured is None:
        return "–"
    low, high = _number(result, result.measured), _number(result, result.measured_upper or result.measured)
    value = low if low == high else f"{low}–{high}"
    return value if form == "bare" or not result.unit else f"{value}{THIN}{_unit(result.unit)}"


@register.filter
def limit(result: CheckResult) -> str:
    """≤ or ≥ and the limit, an interval where the clause leaves one."""
    if result.limit is None:
        return ""
    low, upper = _number(result, result.limit), _number(result, result.limit_upper or result.limit)
    high = f"–{upper}" if upper != low else ""
    sign = "≤" if is_maximum(result) else "≥"
    return f"{sign} {low}{high}{THIN}{_unit(result.unit)}"


@register.filter
def basis(value: str) -> Any:
    return BASES.get(value, value)


@register.filter
def severity(value: str) -> Any:
    return SEVERITIES.get(value, value)


@register.filter
def exit_word(value: str) -> Any:
    return dict(EXIT_VALUES).get(value, value)


@register.filter
def stair_word(value: str) -> Any:
    return dict(STAIR_VALUES).get(value, value)


@register.filter
def params(given: dict[str, Any]) -> str:
    """The words of the check on one line."""
    from registry.models.choices import Use

    shown = {**given, "use": dict(Use.choices).get(given.get("use", ""), given.get("use", ""))}
    yes_no = {True: gettext("Yes"), False: gettext("No")}
    parts = [f"{PARAMS.get(k, k)} {yes_no[v] if isinstance(v, bool) else v}" for k, v in shown.items() if v != ""]
    return " · ".join(parts)


@register.filter(name="json")
def as_json(value: Any) -> str:
    return json.dumps(value)


@register.filter
def unlocal(value: float) -> str:
    """A number for a style attribute, whatever the language."""
    return f"{float(value):.1f}"


@register.filter
def quality_words(note: dict[str, Any]) -> str:
    """A complaint about the model in the reader's language."""
    if note["code"] not in NOTES:
        return str(note["message"])
    figures = {
        name: gettext(value) if isinstance(value, str) and value else value for name, value in note["context"].items()
    }
    return str(gettext(NOTES[note["code"]][1]) % figures)


def _number(result: CheckResult, value: float) -> str:
    if result.unit == "kind":  # kinds of stair are counted from the least safe one
        return str(stair_word(KINDS[int(value)]))
    return f"{value:.2f}" if result.unit == "m" else f"{value:g}"


def _unit(unit: str) -> str:
    words = {
        "exits": gettext("exits"),
        "doors": gettext("doors"),
        "lifts": gettext("lifts"),
        "persons": gettext("persons"),
    }
    return words.get(unit, "" if unit in ("count", "kind") else unit)
