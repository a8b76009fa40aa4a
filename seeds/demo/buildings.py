"""Buildings of the demo city: through the census import first, then what no census form holds."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from core.models import Area, Organisation, User
from core.services import jobs
from core.services.files import CHUNK
from registry.models import Building, BuildingIdentifier, Elevator, Estate, ImportBatch, Responsibility, Role
from registry.models.choices import Source
from registry.services.buildings import create_building
from registry.services.elevators import add_elevator, record_elevator
from registry.services.identifiers import add_identifier
from registry.services.imports import start_apply, start_preview
from registry.services.observing import observe
from registry.services.responsibilities import add_responsibility
from seeds.city.census import census_rows, write_census_csv
from seeds.city.model import Building as CityBuilding
from seeds.city.model import City, Lift

COPIED = ("address", "use", "structure", "year_built", "storeys_above", "storeys_below", "height_m", "floor_area_m2")
PROFILE = "census-urban-residential"
MANAGED_SINCE = dt.date(2023, 1, 1)


def import_census(city: City, actor: User) -> ImportBatch | None:
    """The survey's rows through the product's own import. None when the buildings are there already."""
    first = city.buildings[0].census_number
    if BuildingIdentifier.objects.filter(scheme="census", value=first).exists():
        return None
    with tempfile.TemporaryDirectory(prefix="census-") as folder:
        path = Path(folder) / "yunlan-census.csv"
        write_census_csv(path, census_rows(city), "gb18030")
        with path.open("rb") as source:
            chunks = iter(lambda: source.read(CHUNK), b"")
            batch = start_preview(actor=actor, chunks=chunks, name=path.name, profile=PROFILE, crs="EPSG:4490")
    assert batch.preview_job is not None
    jobs.run(batch.preview_job.uuid)
    batch = start_apply(actor=actor, batch=batch)
    assert batch.apply_job is not None
    jobs.run(batch.apply_job.uuid)
    return batch


def register_others(city: City, areas: dict[str, Area], actor: User) -> None:
    """Shops, schools, offices: their survey form is not imported yet, so an officer enters them one by one."""
    known = by_key(city)
    for one in city.buildings:
        if one.key not in known:
            facts = {name: getattr(one, name) for name in COPIED}
            facts |= {"year_precision": "exact", "location": [one.lon, one.lat], "estate_name": ""}
            building = create_building(actor=actor, area=areas[one.grid], name=one.name, **_given(facts))
            add_identifier(actor=actor, building=building, scheme="census", value=one.census_number)


def _given(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "")}


def incomplete(city: City) -> bool:
    """Whether an earlier start was interrupted: some outline, appointment or lift is missing."""
    lifts = sum(len(one.lifts) for one in city.buildings)
    roles = sum(bool(one.manager) + bool(one.lifts) for one in city.buildings)
    missing = Building.objects.filter(
        footprint__isnull=True, identifiers__value__in=[b.census_number for b in city.buildings]
    )
    return missing.exists() or Elevator.objects.count() < lifts or Responsibility.objects.count() < roles


def by_key(city: City) -> dict[str, Building]:
    """The city's key -> the row, found by census number."""
    keys = {b.census_number: b.key for b in city.buildings}
    rows = BuildingIdentifier.objects.filter(scheme="census", value__in=keys).select_related("building")
    return {keys[row.value]: row.building for row in rows}


def draw_footprints(city: City, rows: dict[str, Building], actor: User) -> None:
    """Outline and English names from the city's base map: an import of its own, with its own source."""
    for one in city.buildings:
        building = rows[one.key]
        if building.footprint is None:
            values = {
                "footprint": [[list(p) for p in one.footprint]],
                "name_en": one.name_en,
                "address_en": one.address_en,
            }
            observe(actor=actor, building=building, values=values, source=Source.IMPORT, kind="building.outlined")
    for estate in city.estates:
        Estate.objects.filter(name=estate.name, name_en="").update(name_en=estate.name_en)


def appoint(city: City, rows: dict[str, Building], firms: dict[str, Organisation], actor: User) -> None:
    """Managers of the estates, and one maintenance firm for all lifts."""
    for one in city.buildings:
        building = rows[one.key]
        if one.manager:
            add_responsibility(
                actor=actor,
                building=building,
                organisation=firms[one.manager],
                role=Role.MANAGER,
                valid_from=MANAGED_SINCE,
            )
        if one.lifts:
            add_responsibility(
                actor=actor,
                building=building,
                organisation=firms["lifts"],
                role=Role.MAINTAINER,
                valid_from=MANAGED_SINCE,
            )


def fit_lifts(city: City, rows: dict[str, Building], actor: User, today: dt.date) -> None:
    """Lifts with their installation date; some with a recent maintenance round, some without: the clocks say which."""
    known = set(Elevator.objects.values_list("building_id", flat=True).distinct())
    for one in city.buildings:
        building = rows[one.key]
        if building.pk in known:
            continue
        for number, lift in enumerate(one.lifts):
            _fit(one, building, lift, number, actor, today)


def _fit(one: CityBuilding, building: Building, lift: Lift, number: int, actor: User, today: dt.date) -> None:
    month = 1 + sum(map(ord, lift.code)) % 12
    row = add_elevator(
        actor=actor,
        building=building,
        code=lift.code,
        name=lift.name,
        name_en=lift.name_en,
        certificate=lift.certificate,
        installed_on=dt.date(lift.installed_year, month, 15),
        residential=lift.residential,
        retrofitted=lift.retrofitted,
    )
    late = sum(map(ord, one.key)) % 9 == 0
    serviced = today - dt.timedelta(days=22 if late else 3 + number)
    record_elevator(actor=actor, elevator=row, kind="maintenance", done_on=serviced, result="passed")
    inspected = today - dt.timedelta(days=200 if not late else 420)
    if inspected.year > lift.installed_year:
        record_elevator(actor=actor, elevator=row, kind="inspection", done_on=inspected, result="passed")
