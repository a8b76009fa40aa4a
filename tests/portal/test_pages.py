"""Every page: 200 for an officer in both languages, a login for strangers, 404 for another tenant's rows."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Job
from inspections.models import Hazard
from registry.models import ImportBatch
from tests.factories.buildings import make_elevator, make_estate
from tests.inspections.made import bring_to, make_town
from tests.portal.conftest import signed_in

LISTS = ["home", "search", "buildings", "hazards", "imports", "jobs"]


@pytest.fixture
def ours(town, may_day):
    """A town with one of everything; addresses by name."""
    hazard = bring_to(town, "submitted", today=may_day)
    town.building.estate = make_estate(area=town.building.area)
    town.building.save()
    make_elevator(building=town.building)
    stored = hazard.rectifications.get().photos.get().photo.original
    batch = ImportBatch.objects.create(
        file=stored,
        original_name="普查.csv",
        profile="census-urban-residential",
        crs="EPSG:4490",
        created_by=town.officer,
    )
    job = Job.objects.create(kind="import_preview", created_by=town.officer)
    return {
        "building": town.building.uuid,
        "building-history": town.building.uuid,
        "hazard-report": town.building.uuid,
        "estate": town.building.estate.uuid,
        "hazard": hazard.uuid,
        "import": batch.uuid,
        "job": job.uuid,
    }


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", LISTS)
def test_lists_answer(ours, town, name, language):
    response = signed_in(town.officer, language).get(reverse(name))
    assert response.status_code == 200
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in response.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_detail_pages_answer(ours, town, language):
    client = signed_in(town.officer, language)
    for name, key in ours.items():
        assert client.get(reverse(name, args=[key])).status_code == 200, name


def test_strangers_are_sent_to_the_login(ours):
    for address in [*map(reverse, LISTS), *(reverse(name, args=[key]) for name, key in ours.items())]:
        response = Client().get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(reverse("login"))


def test_another_tenants_rows_are_not_found(ours, db):
    stranger = make_town("乙").officer
    client = signed_in(stranger)
    for name, key in ours.items():
        assert client.get(reverse(name, args=[key])).status_code == 404, name


def test_another_tenant_cannot_act_and_learns_nothing(ours, db):
    """404 before the body is read: an unknown hazard and a foreign one answer alike."""
    client = signed_in(make_town("乙").officer)
    foreign = client.post(reverse("hazard-act", args=[ours["hazard"], "close"]), {"version": "x"})
    unknown = client.post(reverse("hazard-act", args=[uuid.uuid4(), "close"]), {"version": "x"})
    assert foreign.status_code == unknown.status_code == 404
    assert client.post(reverse("import-merge", args=[ours["import"]])).status_code == 404
    assert client.post(reverse("hazard-report", args=[ours["building"]]), {"title": "x"}).status_code == 404
    assert Hazard.objects.get(uuid=ours["hazard"]).state == "submitted"


def test_lists_leak_nothing(ours, db):
    client = signed_in(make_town("乙").officer)
    for name in ("buildings", "hazards", "search"):
        text = client.get(reverse(name), {"q": "楼"}).content.decode()
        assert "甲楼" not in text
        assert name == "hazards" or "乙楼" in text


ENGLISH = re.compile(r">\s*([A-Z][a-z]+(?: [a-z]+)*)\s*<")
ALLOWED = {"English", "Fire hazards"}


def test_chinese_pages_hold_no_english_words(ours, town):
    """Words between tags that begin with a capital and go on in small letters are labels nobody translated."""
    client = signed_in(town.officer, "zh-hans")
    addresses = [*map(reverse, LISTS), *(reverse(name, args=[key]) for name, key in ours.items())]
    left = {
        (address, word)
        for address in addresses
        for word in ENGLISH.findall(client.get(address).content.decode())
        if word not in ALLOWED
    }
    assert not left


def test_labels_are_those_of_the_glossary(ours, town):
    """Keyed by hand from the glossary: state, act and clock words as they stand on screens."""
    page = signed_in(town.officer, "zh-hans").get(reverse("hazard", args=[ours["hazard"]])).content.decode()
    for word in ("隐患", "待复查", "一般火灾隐患", "整改期限", "复查期限", "责任单位", "变更记录", "开始复查"):
        assert word in page, word
    assert "复核" not in page


def test_no_page_has_an_inline_script_or_style(ours, town):
    """What the content security policy would refuse must not be there."""
    client = signed_in(town.officer)
    for address in [*map(reverse, LISTS), *(reverse(name, args=[key]) for name, key in ours.items())]:
        text = client.get(address).content.decode()
        assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text), address
        assert "<style" not in text, address
        assert not re.findall(r"\son\w+=", text), address


def test_building_page_is_made_of_panels(ours, town):
    text = signed_in(town.officer).get(reverse("building", args=[ours["building"]])).content.decode()
    for panel in ("facts", "hazards", "elevators", "history"):
        assert f'id="panel-{panel}"' in text


def test_missing_facts_are_said_to_be_missing(town):
    """The factory gives neither height nor fire grade."""
    text = signed_in(town.officer).get(reverse("building", args=[town.building.uuid])).content.decode()
    height = text.split("Building height", 1)[1][:120]
    assert "Not known" in height


def test_not_found_page_is_ours(town):
    response = signed_in(town.officer, "zh-hans").get("/no-such-page/")
    assert response.status_code == 404
    assert "这个地址没有内容" in response.content.decode()


def test_theme_is_rendered_by_the_server(town):
    client = signed_in(town.officer)
    client.post(reverse("set_theme"), {"theme": "dark", "next": "/"})
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_error_page_needs_nothing(rf):
    """It must stand when the database is away: no query, no user."""
    from core.views import server_error

    response = server_error(rf.get("/anything/"))
    assert response.status_code == 500
    assert "app/css/tokens.css" in response.content.decode()


def test_buttons_follow_the_rights(town):
    """A firm reads the file of its building and is offered nothing it may not do."""
    address = reverse("building", args=[town.building.uuid])
    report = reverse("hazard-report", args=[town.building.uuid])
    assert report in signed_in(town.officer).get(address).content.decode()
    assert report not in signed_in(town.manager).get(address).content.decode()
