"""What the database itself refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core.guards import PROTECTED, registered_tables
from registry.models import Building, ElevatorRecord, Observation, Place
from tests.factories.buildings import make_building, make_elevator, make_identifier, make_responsibility
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lon", None),
        ("lat", 91.0),
        ("lon", -181.0),
        ("fire_grade", 5),
        ("fire_grade", 0),
        ("height_m", 0.0),
        ("floor_area_m2", -1.0),
        ("stage", "sold"),
    ],
)
def test_a_building_with_an_impossible_value_is_refused(field: str, value: object) -> None:
    building = make_building()
    with pytest.raises(IntegrityError), transaction.atomic():
        Building.objects.filter(pk=building.pk).update(**{field: value})


def test_a_building_knows_its_area_path_its_box_and_its_quad() -> None:
    ring = [[116.0, 39.0], [116.2, 39.0], [116.2, 39.4], [116.0, 39.0]]
    building = make_building(lon=None, lat=None, footprint=[ring])
    assert building.area_path == building.area.path
    assert (building.min_lon, building.min_lat, building.max_lon, building.max_lat) == (116.0, 39.0, 116.2, 39.4)
    assert (building.lon, building.lat) == pytest.approx((116.1, 39.2))
    assert building.quad is not None


def test_one_census_number_belongs_to_one_building() -> None:
    make_building(census="A-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_building(census="A-1")


def test_a_lot_number_may_belong_to_several_buildings() -> None:
    from registry.models import BuildingIdentifier, IdentifierScheme

    IdentifierScheme.objects.create(code="bbl", name="lot", unique_per_building=False)
    make_identifier(building=make_building(), value="1000010001", scheme="bbl")
    make_identifier(building=make_building(), value="1000010001", scheme="bbl")
    assert BuildingIdentifier.objects.filter(value="1000010001").count() == 2


def test_a_building_has_one_open_manager_but_may_have_two_owners() -> None:
    building = make_building()
    make_responsibility(building=building, role="owner")
    make_responsibility(building=building, role="owner")
    make_responsibility(building=building, role="manager")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_responsibility(building=building, role="manager")


def test_a_responsibility_cannot_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_responsibility(
            building=make_building(), organisation=make_organisation(), valid_from=DAY, valid_to=dt.date(2024, 2, 29)
        )


def test_a_place_has_a_label_or_a_spot_and_stands_once() -> None:
    building = make_building()
    Place.objects.create(building=building, kind="unit", label="1")
    for twin in ({"kind": "unit", "label": "1"}, {"kind": "place"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.create(building=building, **twin)


def test_a_lift_needs_a_code_of_its_own() -> None:
    lift = make_elevator()
    for code in ("", lift.code):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_elevator(building=lift.building, code=code)


def test_observations_and_lift_records_cannot_be_rewritten() -> None:
    building = make_building()
    Observation.objects.create(building=building, field="storeys_above", value=7, source="census", observed_on=DAY)
    ElevatorRecord.objects.create(
        elevator=make_elevator(building=building), kind="inspection", done_on=DAY, result="passed"
    )
    for model in (Observation, ElevatorRecord):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.all().delete()
    assert Observation.objects.count() == ElevatorRecord.objects.count() == 1


def test_the_guards_name_tables_that_exist() -> None:
    assert {"registry_observation", "registry_elevatorrecord"} <= registered_tables()
    assert registered_tables() == PROTECTED
