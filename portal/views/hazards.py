from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from core.models import Area
from inspections.models import Grade, Hazard
from inspections.models.hazards import Source
from inspections.selectors import counts, hazard_rows
from inspections.words import STATES
from portal.chips import Chip, address, chip, counts_by
from portal.keyset import page_of
from portal.reader import reader
from portal.selectors import hazards as select
from portal.selectors.buildings import chosen
from registry.models import Building


@require_safe
def hazards(request: HttpRequest) -> HttpResponse:
    """Five figures of the re-inspection clock, chips, and the table that they filter."""
    user = reader(request)
    found = select.ordered(select.filtered(user, request.GET))
    page = page_of(found, fields=select.ORDER, cursor=request.GET.get("cursor", ""))
    context = {
        "section": "hazards",
        "figures": counts(user),
        "clock": request.GET.get("clock", ""),
        "figure_links": {name: address(request, clock=name) for name in select.FIGURES},
        "page": page,
        "rows": list(hazard_rows(page.rows)),
        "chips": _chips(request, page.count.number),
        "next": f"{address(request)}&cursor={page.next}" if page.next else "",
        "previous": f"{address(request)}&cursor={page.previous}" if page.previous else "",
    }
    return render(request, "portal/hazards.html", context)


def _chips(request: HttpRequest, total: int) -> list[Chip]:
    user = reader(request)
    others: dict[str, QuerySet[Hazard]] = {
        name: select.filtered(user, request.GET, but=name) for name in ("grade", "source")
    }
    grades = [(str(grade.pk), str(grade)) for grade in Grade.objects.select_related("scale")]
    return [
        *_set(request, "area", Area, _("Area")),
        *_set(request, "building", Building, _("Building")),
        *_clock(request),
        *_state(request),
        chip(request, "grade", _("Grade"), grades, counts_by(others["grade"], "grade_id", total)),
        _source(request, counts_by(others["source"], "source", total)),
    ]


def _state(request: HttpRequest) -> list[Chip]:
    """Open ones unless the address says otherwise; taking that chip away shows all."""
    wanted, words = request.GET.get("state", ""), pgettext("hazards", "Open")
    single = chip(request, "state", _("State"), [(str(value), label) for value, label in STATES])
    if wanted == "all":
        opened = chip(request, "state", "", [("", words)]).choices
        return [Chip(single.label, None, "", [*opened, *single.choices])]
    if single.chosen:
        return [Chip(single.label, single.chosen, address(request, state="all"), [])]
    return [Chip(single.label, words, address(request, state="all"), []), single]


def _source(request: HttpRequest, found: dict[str, int] | None) -> Chip:
    return chip(request, "source", pgettext("hazard", "Source"), Source.choices, found)


def _clock(request: HttpRequest) -> list[Chip]:
    words = {
        "late": _("Re-inspection late"),
        "today": _("To re-inspect today"),
        "soon": _("Within 3 working days"),
        "rectification_overdue": _("Rectification late"),
    }
    return [chip(request, "clock", _("Clock"), words.items())] if request.GET.get("clock") in words else []


def _set(request: HttpRequest, name: str, model: Any, label: str) -> list[Chip]:
    """A chip only where the address names a row that the reader sees."""
    row = chosen(model, reader(request), request.GET.get(name, ""))
    return [chip(request, name, label, [(str(row.uuid), row.label)])] if row else []
