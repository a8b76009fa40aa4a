"""A small demo city's areas, people and firms; buildings come in through the story itself."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Function, Organisation
from seeds.city.make import make_city
from seeds.city.model import City
from seeds.demo.people import make_people
from seeds.demo.places import make_areas, make_organisations, story_nodes
from seeds.load import load_all


@pytest.fixture(scope="session")
def city() -> City:
    return make_city(120)


@pytest.fixture
def world(db: Any, city: City) -> dict[str, Any]:
    """Code tables, areas by code, firms by key, people by login."""
    load_all()
    areas = make_areas(city)
    firms: dict[str, Organisation] = make_organisations(city)
    people = make_people(story_nodes(city, areas), firms)
    assert {m.function for m in people["city"].memberships.all()} == {Function.OFFICER}
    return {"city": city, "areas": areas, "firms": firms, "people": people}
