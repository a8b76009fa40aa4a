"""The admin reads hazards and edits code tables; nobody moves a hazard there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from inspections.services.acts import perform
from tests.factories.people import make_area, make_member
from tests.inspections.made import Town, bring_to, make_hazard, make_town

WED = dt.date(2026, 4, 29)


@pytest.fixture(autouse=True)
def _no_sidebar(settings) -> None:
    """The sidebar's links belong to other apps; here only the admin's own pages are looked at."""
    settings.UNFOLD = {**settings.UNFOLD, "SIDEBAR": {"navigation": []}}


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_list_shows_only_ones_own_and_no_way_to_add(town: Town, on) -> None:
    on(WED)
    other = make_town("乙")
    bring_to(town, "rectifying", today=WED, hazard=make_hazard(town, title="本街道隐患"))
    make_hazard(other, title="外街道隐患")
    page = as_(town.officer).get("/admin/inspections/hazard/").content.decode()
    assert "本街道隐患" in page
    assert "外街道隐患" not in page
    assert "/admin/inspections/hazard/add/" not in page


def test_imminent_danger_is_a_word_and_its_absence_no_alarm(town: Town, on) -> None:
    on(WED)
    hazard = make_hazard(town)
    pages = ["/admin/inspections/hazard/", f"/admin/inspections/hazard/{hazard.pk}/change/"]
    client = as_(town.officer)

    def shown(url: str) -> tuple[int, bool]:
        """How often the words stand there beyond labels, and whether the field is drawn as a yes or no."""
        page = client.get(url).content.decode()
        return page.count("Imminent danger") + page.count("险情"), "field-imminent" in page

    calm = [shown(url) for url in pages]
    perform(actor=town.inspector, hazard=hazard, act="flag_imminent", data={"reason": "裂缝"})
    loud = [shown(url) for url in pages]
    assert [flag for _count, flag in calm] == [False, False]
    assert [b[0] - a[0] for a, b in zip(calm, loud, strict=True)] == [1, 1]


def test_a_hazard_can_be_read_but_not_changed(town: Town, on) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    url = f"/admin/inspections/hazard/{hazard.pk}/change/"
    client = as_(town.officer)
    page = client.get(url)
    assert page.status_code == 200
    assert "甲整〔2026〕1号" in page.content.decode()
    assert client.post(url, {"state": "closed"}).status_code == 403
    hazard.refresh_from_db()
    assert hazard.state == "submitted"
    assert as_(make_town("乙").officer).get(url).status_code in (302, 404)


@pytest.mark.parametrize(("function", "status"), [("administrator", 200), ("officer", 403)])
def test_only_an_administrator_edits_grade_scales(town: Town, function: str, status: int) -> None:
    user = make_member(function, area=make_area())
    client = as_(user)
    assert client.get("/admin/inspections/gradescale/").status_code == 200
    assert client.get("/admin/inspections/gradescale/add/").status_code == status
