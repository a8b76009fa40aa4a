"""Points far from the rest of their file: a digit mistyped, axes swapped, another coordinate system."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

from django.conf import settings
from django.utils.translation import gettext_noop as _

from registry.imports.columns import Header
from registry.imports.messages import Message
from registry.imports.rows import Candidate, Reject

FEWEST = 5
"""Points below which their median says nothing about where the others belong."""
EARTH_KM = 6371.0


def without_far(
    single: list[Candidate], everything: Iterable[Candidate], header: Header
) -> tuple[list[Candidate], list[Reject]]:
    """Candidates near the median of all points of the file (or without a point), and a rejected cell for each other.

    How far is too far depends on the land: ``IMPORT_FAR_KM``, 0 for no limit. The cell is the coordinate further off.
    """
    limit_km = settings.IMPORT_FAR_KM
    points = [one.facts["location"] for one in everything if "location" in one.facts]
    if len(points) < FEWEST or not limit_km:
        return single, []
    lon, lat = median(point[0] for point in points), median(point[1] for point in points)
    near, rejects = [], []
    for one in single:
        at = one.facts.get("location")
        if at is None or distance_km(lon, lat, *at) <= limit_km:
            near.append(one)
        else:
            east, north = distance_km(lon, lat, at[0], lat), distance_km(lon, lat, lon, at[1])
            rejects.append(_reject(one, header, east > north))
    return near, rejects


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance on a sphere, kilometres; degrees in."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _reject(one: Candidate, header: Header, is_lon: bool) -> Reject:
    reason = _("This point lies more than %(km)s km from the middle of the file's points.")
    hint = _("Are longitude and latitude swapped, or is the coordinate system another?")
    column = header.given["lon" if is_lon else "lat"]
    return Reject(
        one.row, column, one.given[0 if is_lon else 1], Message(reason, {"km": settings.IMPORT_FAR_KM}), Message(hint)
    )
