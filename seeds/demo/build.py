"""The demo city, step by step; each step looks for what is there and adds the rest."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from bim.models import Check
from core.models import Area, Organisation, User
from inspections.models import Hazard
from inspections.services.tables import set_paper_prefix
from portal.tiles.basemap import write_basemap
from registry.models import Building
from seeds.city.make import make_city
from seeds.city.model import City
from seeds.demo import buildings as houses
from seeds.demo import hazards, models
from seeds.demo.logins import write_logins
from seeds.demo.people import make_people
from seeds.demo.places import make_areas, make_organisations, story_nodes

SIZE, SMALLEST = 2000, 40
ROUNDS = 4
"""How often each case of a hazard is played, each time on another building."""


def wanted(given: int | None) -> int:
    """The size asked for, else that of the city that is there, else 2000. A city keeps its size. Raises ValueError."""
    kept = settings.VAR_DIR / "demo-buildings"
    there = int(kept.read_text("ascii")) if kept.is_file() and Building.objects.exists() else None
    if there and given and given != there:
        raise ValueError(f"The demo city here has {there} buildings; for another size start with an empty database.")
    size = given or there or SIZE
    if size < SMALLEST:
        raise ValueError(f"The demo city needs at least {SMALLEST} buildings; ask for more with --buildings.")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(size), "ascii")
    return size


def build(*, buildings: int, url: str = "") -> dict[str, int]:
    """Make what is missing and write ``var/demo.json.new``. Returns how much there is of what."""
    city = make_city(buildings)
    areas, firms = make_areas(city), make_organisations(city)
    nodes = story_nodes(city, areas)
    people = make_people(nodes, firms)
    write_logins(people, url)
    _write_map(city)
    if houses.import_census(city, people["city"]) is not None or houses.incomplete(city):
        houses.register_others(city, areas, people["city"])
        rows = houses.by_key(city)
        houses.draw_footprints(city, rows, people["city"])
        houses.appoint(city, rows, firms, people["city"])
        houses.fit_lifts(city, rows, people["city"], timezone.localdate())
    rows = houses.by_key(city)
    models.deliver_models(city, rows, people["city"])
    set_paper_prefix(
        area=nodes["district"],
        prefix=nodes["district"].name[0],
        authority=firms["city"].name,
        authority_en=firms["city"].name_en,
    )
    _play(people, firms, nodes["city"], city, rows)
    return {"buildings": Building.objects.count(), "checks": Check.objects.count(), "hazards": Hazard.objects.count()}


def _play(
    people: dict[str, User], firms: dict[str, Organisation], top: Area, city: City, rows: dict[str, Building]
) -> None:
    persons = {
        firms[key].pk: people["manager" if key == "demo" else f"manager-{key}"]
        for key in firms
        if f"manager-{key}" in people or key == "demo"
    }
    cast = hazards.Cast(
        officer=people["city"],
        verifier=people["verifier"],
        inspector=people["colleague"],
        reinspector=people["reinspector"],
        managers=persons,
    )
    with_models = {rows[key].pk for key in city.models.values()}
    candidates = [b for b in hazards.managed_by(set(persons)) if b.pk not in with_models]
    step = max(1, len(candidates) // (ROUNDS * len(hazards.CASES)))
    hazards.play_all(cast, candidates[::step][: ROUNDS * len(hazards.CASES)], timezone.localdate())


def _write_map(city: City) -> None:
    layers: dict[str, list[dict[str, object]]] = {}
    for feature in city.base_map:
        properties = {
            "kind": feature.kind,
            "name": feature.name,
            "name_en": feature.name_en,
            "width_m": feature.width_m,
        }
        layers.setdefault(feature.layer, []).append(
            {"type": "Feature", "geometry": feature.geometry, "properties": properties}
        )
    write_basemap(layers)
