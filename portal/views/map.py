"""The city on one page: map, its tiles, the list beside it and the card of the selected building."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.models import Area
from core.scope import scope_of
from inspections.selectors import open_hazards
from portal.chips import Chip, chip
from portal.keyset import Count
from portal.selectors import buildings as select
from portal.tiles import basemap, page
from portal.tiles.asked import KEPT_S, read
from portal.tiles.buildings import MAX_ZOOM, building_tile
from portal.tiles.grid import Tile
from portal.tiles.listing import listing as list_of
from portal.tiles.listing import read_box, told
from portal.tiles.scales import SCALES
from portal.tiles.standing import BUILDING, newest_checks, standings, verdict_of
from portal.views.buildings import LABELS
from registry.models import Building, Estate

PBF = "application/vnd.mapbox-vector-tile"


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """The page. ``?building=`` selects one and centres on it."""
    asked = read(request.user, request.GET)
    chosen = select.chosen(Building, asked.user, request.GET.get("building", ""))
    context = {
        "section": "map",
        "chips": _chips(request),
        "scales": SCALES.values(),
        "scale": asked.scale,
        "shown": asked.shown,
        "sources": page.sources(),
        "config": page.config(asked, chosen if chosen and chosen.lon is not None else None),
        "chosen": chosen,
    }
    response = render(request, "portal/map/map.html", context)
    if hosts := page.hosts():
        response._csp_update = {"connect-src": hosts, "img-src": hosts}  # type: ignore[attr-defined]
    return response


@require_safe
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Buildings of one tile, as far as the reader sees them."""
    place, asked = _place(z, x, y, MAX_ZOOM), read(request.user, request.GET)
    return _answer(request, f"{z}-{x}-{y}-{asked.key}", lambda: building_tile(asked, place))


@require_safe
def base(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Water, green, blocks and roads of one tile: the same for every reader."""
    place, language = _place(z, x, y, basemap.MAX_ZOOM), get_language() or ""
    key = f"{z}-{x}-{y}-{basemap.version()}-{language}"
    return _answer(request, key, lambda: basemap.base_tile(place, language))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Fragment: counts and the most urgent buildings of the view (``?bbox=west,south,east,north``)."""
    asked = read(request.user, request.GET)
    try:
        box = read_box(request.GET.get("bbox", ""))
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    found = list_of(asked, box)
    context = {"found": found, "count": Count(found.total, True), "scale": asked.scale, "shown": asked.shown}
    return render(request, "portal/map/list.html", context)


@require_safe
def card(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """Fragment: one building in a few lines."""
    user: Any = request.user
    building = get_object_or_404(Building.objects.visible_to(user).select_related("area"), uuid=uuid)
    hazards = open_hazards(building, user)
    check = newest_checks(user).filter(**{BUILDING: building.pk}).order_by("-pk").first()
    context = {
        "building": building,
        "told": told(building),
        "line": select.lines(user, [building])[0],
        "stand": standings(user, [building.pk])[building.pk],
        "hazards": hazards,
        "severe": sum(1 for row in hazards if row.hazard.grade and row.hazard.grade.severe),
        "check": check,
        "silent": check is not None and verdict_of(check.summary) == "no_data" and not check.summary.get("no_data"),
    }
    return render(request, "portal/map/card.html", context)


def _place(z: int, x: int, y: int, max_zoom: int) -> Tile:
    if z > max_zoom:
        raise Http404(f"Tiles end at zoom {max_zoom}.")
    try:
        return Tile(z, x, y)
    except ValueError as error:
        raise Http404(str(error)) from None


def _answer(request: HttpRequest, key: str, make: Callable[[], bytes]) -> HttpResponse:
    """A tile from the cache or made now. The browser keeps it and asks each time whether it still holds."""
    tag = f'"{key}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        packed = cache.get_or_set(f"map-tile:{key}", lambda: gzip.compress(make(), 6, mtime=0), KEPT_S)
        response = HttpResponse(packed, content_type=PBF, headers={"Content-Encoding": "gzip"})
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _chips(request: HttpRequest) -> list[Chip]:
    """The filters of the list of buildings; setting one keeps the view (the script adds it)."""
    user: Any = request.user
    chips = [_area(request, user)]
    if estate := select.chosen(Estate, user, request.GET.get("estate", "")):
        chips.append(chip(request, "estate", _("Estate"), [(str(estate.uuid), estate.label)]))
    chips.append(chip(request, "hazards", _("Open hazards"), [("open", _("With open hazards"))]))
    chips += [chip(request, name, LABELS[name], values.choices) for name, values in select.CHOICES.items()]
    return chips


def _area(request: HttpRequest, user: Any) -> Chip:
    """The chosen area, else the parts of the reader's own areas."""
    if current := select.chosen(Area, user, request.GET.get("area", "")):
        return chip(request, "area", _("Area"), [(str(current.uuid), current.label)])
    scope = scope_of(user)
    visible = Area.objects.visible_to(user)
    tops = visible.filter(parent=None) if scope.everything else visible.filter(path__in=scope.areas)
    return chip(request, "area", _("Area"), [(str(a.uuid), a.label) for a in visible.filter(parent__in=tops)[:60]])
