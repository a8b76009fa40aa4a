"""Pages and lists before anything is on file. Not in ``tests/api``, whose world would be there."""

from __future__ import annotations

import pytest

from core.models import Area
from tests.api.callers import browser
from tests.api.test_hostile import LISTS, PAGES
from tests.factories.people import make_user


@pytest.mark.django_db
def test_an_empty_installation_answers() -> None:
    """Before the first area is made, for the operator and for a person without functions."""
    client = browser(make_user(is_superuser=True, is_staff=True))
    for path in ["/", *(f"/{page}" for page in PAGES if page != "map/list/"), "/admin/", *(f"/{a}" for a in LISTS)]:
        assert client.get(path).status_code == 200, path
    assert client.get("/map/list/", {"bbox": "-180,-85,180,85"}).status_code == 200
    assert client.get("/map/tiles/0/0/0.pbf").status_code == 200
    assert not Area.objects.exists()
