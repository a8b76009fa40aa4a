"""Buildings with hazards and checks for the tests of the map. Rows only; what the map says of them is not told here."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import mapbox_vector_tile
from django.http import QueryDict
from django.utils import timezone

from bim.models import Check, ModelSet, ModelVersion
from core.models import Area, Job, User
from core.services.files import store_bytes
from inspections.models import Hazard
from portal.tiles.asked import Asked, read
from portal.tiles.buildings import building_tile
from portal.tiles.grid import Tile, unwoven
from registry.models import Building
from registry.quad import quad_of
from tests.factories.buildings import make_building
from tests.factories.people import make_user

_numbers = itertools.count(1)
LON, LAT = 105.5, 39.5
NOTHING = {"pass": 0, "pass_proposed": 0, "fail": 0, "review": 0, "no_data": 0, "not_applicable": 0}


def tile_at(lon: float, lat: float, zoom: int) -> Tile:
    return Tile(zoom, *unwoven(quad_of(lon, lat) >> 2 * (22 - zoom)))


def square(lon: float, lat: float, half: float = 1e-4) -> list[Any]:
    """GeoJSON coordinates of a closed square."""
    a, b, c, d = lon - half, lat - half, lon + half, lat + half
    return [[[a, b], [c, b], [c, d], [a, d], [a, b]]]


def house(area: Area, lon: float = LON, lat: float = LAT, **fields: Any) -> Building:
    return make_building(area=area, lon=lon, lat=lat, footprint=square(lon, lat), **fields)


def hazard(building: Building, **fields: Any) -> Hazard:
    """An open hazard; ``days`` from today to the end of the deadline, negative when it has passed."""
    days = fields.pop("days", None)
    if days is not None:
        today = timezone.localdate()
        served = today - dt.timedelta(days=30)
        due = today + dt.timedelta(days=days)
        fields |= {"state": "rectifying", "issued_on": served, "served_on": served, "due_on": due}
    values = {"state": "reported", "title": "消防车道占用", "source": "visit", **fields}
    return Hazard.objects.create(number=f"T{next(_numbers):06d}", building=building, **values)


def check(building: Building, **summary: int) -> Check:
    """A check of the building's one model with these counts of verdicts."""
    user = User.objects.filter(username="modeller").first() or make_user("modeller")
    model, _made = ModelSet.objects.get_or_create(building=building, name="main")
    n = next(_numbers)
    stored = store_bytes(f"{n}".encode(), media_type="application/json")
    version = ModelVersion.objects.create(
        model_set=model, number=n, file=stored, original_name="model.ifc", created_by=user
    )
    job = Job.objects.create(kind="test", created_by=user)
    return Check.objects.create(
        version=version, job=job, pack="p", pack_edition="1", pack_sha256="0", report=stored, summary=NOTHING | summary
    )


def asked(user: User, words: str = "") -> Asked:
    return read(user, QueryDict(words))


def layers(user: User, tile: Tile, words: str = "") -> dict[str, list[dict[str, Any]]]:
    """Layer -> properties of its features, by way of an independent reader."""
    body = building_tile(asked(user, words), tile)
    found = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True}) if body else {}
    return {name: [f["properties"] for f in layer["features"]] for name, layer in found.items()}


def names(user: User, tile: Tile, words: str = "") -> set[str]:
    return {words["name"] for words in layers(user, tile, words).get("buildings", [])}
