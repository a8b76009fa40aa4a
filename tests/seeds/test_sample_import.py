"""What the product's own import says to the tutorial's sample, in a city where nothing has been imported yet."""

from __future__ import annotations

from typing import Any

import pytest

from core.services.areas import add_area
from registry.imports.make import make_plan
from seeds.city import make_city, sample_census, write_census_csv
from seeds.city.census import census_rows
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city():
    return make_city(400)


@pytest.fixture
def officer(city):
    found: dict[str, Any] = {}
    for row in city.areas:
        parent = found.get(row.parent)
        found[row.code] = add_area(parent=parent, level=row.level, code=row.code, name=row.name, name_en=row.name_en)
    return make_member("officer", area=found["990100000000"])


def plan(path, officer):
    return make_plan(path, actor=officer, profile_id="census-urban-residential", crs="EPSG:4490")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_the_sample_loses_its_wrong_rows_and_no_other(city, officer, tmp_path, encoding):
    """Of the 8 faults the import refuses 7; an empty address passes. The number that comes twice takes
    the last new building (line 46) with it, not the duplex."""
    faults = sample_census(tmp_path / "sample.csv", city, encoding)
    made = plan(tmp_path / "sample.csv", officer)
    lenient = {fault.line for fault in faults if fault.column == "地址"}
    assert {reject.row for reject in made.rejects} == {fault.line for fault in faults} - lenient | {46}
    assert made.counts["read"] == 60
    assert made.counts["rejected"] == 8


def test_the_whole_city_is_accepted(city, officer, tmp_path):
    path = write_census_csv(tmp_path / "city.csv", census_rows(city), "gb18030")
    made = plan(path, officer)
    assert made.rejects == ()
    assert made.notices == ()
    assert made.counts["created"] == sum(building.use == "residential" for building in city.buildings)
