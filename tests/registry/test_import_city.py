"""The demo city's own census export, as it stands, through the import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from registry.imports.make import make_plan
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_every_row_of_the_generated_city_is_in_order(tmp_path: Path, encoding: Any) -> None:
    census = pytest.importorskip("seeds.city.census")
    make = pytest.importorskip("seeds.city.make")
    rows = list(census.census_rows(make.make_city(buildings=120)))
    assert len(rows) > 50
    root = make_area(level="city")
    for code in sorted({row["行政区划代码"] for row in rows}):
        make_area(root, "community", code=code)
    path = tmp_path / "city.csv"
    census.write_census_csv(path, rows, encoding)
    plan = make_plan(
        path, actor=make_member("officer", area=root), profile_id="census-urban-residential", crs="EPSG:4490"
    )
    assert plan.rejects == ()
    assert plan.notices == ()
    assert plan.counts["created"] == len(rows)
