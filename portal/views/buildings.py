from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.models import Area
from core.scope import scope_of
from portal.chips import Chip, address, chip, counts_by
from portal.keyset import page_of
from portal.reader import reader
from portal.selectors import buildings as select
from registry.models import Building, Estate

LABELS = {"use": gettext_lazy("Use"), "stage": gettext_lazy("Stage"), "structure": gettext_lazy("Structure")}
ORDERS = {"area": ("area_path", "pk"), "name": ("name", "pk"), "changed": ("-updated_at", "-pk")}


@require_safe
def buildings(request: HttpRequest) -> HttpResponse:
    """List of buildings with filters in the address."""
    found = select.filtered(reader(request), request.GET)
    sort = request.GET.get("sort", "") if request.GET.get("sort", "") in ORDERS else "area"
    rows = found.select_related("area", "estate")
    page = page_of(rows, fields=ORDERS[sort], cursor=request.GET.get("cursor", ""))
    context = {
        "section": "buildings",
        "page": page,
        "lines": select.lines(reader(request), page.rows),
        "chips": _chips(request, page.count.number),
        "sort": sort,
        "sorts": {name: address(request, sort=name) for name in ORDERS},
        "next": _step(request, page.next),
        "previous": _step(request, page.previous),
    }
    return render(request, "portal/buildings.html", context)


def _step(request: HttpRequest, cursor: str) -> str:
    return f"{address(request)}&cursor={cursor}" if cursor else ""


def _chips(request: HttpRequest, total: int) -> list[Chip]:
    chips = [*_area(request), *_estate(request)]
    for name, values in select.CHOICES.items():
        others: QuerySet[Building] = select.filtered(reader(request), request.GET, but=name)
        chips.append(chip(request, name, LABELS[name], values.choices, counts_by(others, name, total)))
    chips.append(chip(request, "hazards", _("Open hazards"), [("open", _("With open hazards"))]))
    return chips


def _area(request: HttpRequest) -> list[Chip]:
    """The chosen area and its parts; else the parts of the reader's own areas."""
    user = reader(request)
    current = select.chosen(Area, user, request.GET.get("area", ""))
    if current:
        parts = Area.objects.visible_to(user).filter(parent=current)
        below = chip(request, "area", _("Area"), [(str(area.uuid), area.label) for area in parts[:60]])
        return [chip(request, "area", _("Area"), [(str(current.uuid), current.label)]), below]
    scope = scope_of(user)
    visible = Area.objects.visible_to(user)
    tops = visible.filter(parent=None) if scope.everything else visible.filter(path__in=scope.areas)
    parts = visible.filter(parent__in=tops)
    return [chip(request, "area", _("Area"), [(str(area.uuid), area.label) for area in parts[:60]])]


def _estate(request: HttpRequest) -> list[Chip]:
    estate = select.chosen(Estate, reader(request), request.GET.get("estate", ""))
    return [chip(request, "estate", _("Estate"), [(str(estate.uuid), estate.label)])] if estate else []
