"""What the map's script needs to know, and the line of sources that is always on the map."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.tiles import basemap
from portal.tiles.asked import KEPT_S, Asked
from portal.tiles.buildings import FOOTPRINTS_FROM, MAX_ZOOM
from portal.tiles.scales import SCALES
from registry.models import Building

ANY = "00000000-0000-0000-0000-000000000000"
CORNERS = {"w": Min("lon"), "s": Min("lat"), "e": Max("lon"), "n": Max("lat")}


def config(asked: Asked, chosen: Building | None) -> dict[str, Any]:
    """Addresses, bounds, scales and words; everything in it is for this reader and may be shown."""
    return {
        "tiles": _pattern("map-tile"),
        "footprintsFrom": FOOTPRINTS_FROM,
        "maxZoom": MAX_ZOOM,
        "base": {"tiles": _pattern("map-base"), "version": basemap.version(), "maxZoom": basemap.MAX_ZOOM},
        "rasters": [source["url"] for source in rasters()],
        "list": reverse("map-list"),
        "card": reverse("map-card", args=[ANY]).replace(ANY, "{uuid}"),
        "bounds": bounds(asked),
        "chosen": {"uuid": str(chosen.uuid), "lon": chosen.lon, "lat": chosen.lat} if chosen else None,
        "scale": asked.scale.code,
        "shown": list(asked.shown),
        "scales": {
            code: [{"code": kind.code, "sign": str(kind.sign), "hatched": kind.hatched} for kind in scale.kinds]
            for code, scale in SCALES.items()
        },
        "words": {
            "Map.Title": _("Map of buildings"),
            "ScaleControl.Meters": "m",
            "ScaleControl.Kilometers": "km",
            "failed": _("The map cannot be shown: this browser gives no WebGL. The list beside it works."),
            "list": _("The list could not be read. Check the connection and move the map to try again."),
        },
    }


def bounds(asked: Asked) -> list[float] | None:
    """West, south, east, north of all buildings that match; None when none has a position."""
    return cache.get_or_set(f"map-bounds:{asked.key}", lambda: _bounds(asked), KEPT_S)


def _bounds(asked: Asked) -> list[float] | None:
    found = asked.buildings().filter(quad__isnull=False).aggregate(**CORNERS)
    return None if found["w"] is None else [found[corner] for corner in "wsen"]


def rasters() -> list[dict[str, str]]:
    """Raster sources of the installation (``BASEMAPS``) that draw below the buildings."""
    return [source for source in settings.BASEMAPS if source.get("type") == "xyz" and source.get("url")]


def hosts() -> list[str]:
    """Origins from which raster tiles come, for the content security policy."""
    parts = [urlsplit(source["url"]) for source in rasters()]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts if part.netloc})


def sources() -> list[str]:
    """Who made the base map and under which approval number 审图号; never empty."""
    own = next((source for source in settings.BASEMAPS if source.get("type") == "own"), {})
    lines = [_credit(source, source.get("attribution", "")) for source in rasters()]
    if basemap.version():
        lines.append(_credit(own, own.get("attribution", "") or _("own data, CGCS2000")))
    return lines or [_("No base map: buildings only")]


def _credit(source: dict[str, str], name: str) -> str:
    number = source.get("approval_number", "")
    words = _("Base map: %(name)s") % {"name": name or _("source not named")}
    return f"{words} · {_('Map approval no.')} {number}" if number else words


def _pattern(name: str) -> str:
    return reverse(name, args=[1, 2, 3]).replace("1/2/3", "{z}/{x}/{y}")
