"""Hostile and careless input on pages and API: refused in a sentence, never an error of ours, never shown raw."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from core.models import Area, User
from inspections.models import Hazard
from registry.models import Building, Elevator, Place
from tests.api.callers import browser, program
from tests.api.routes import addresses, body_for, path_for
from tests.api.test_leaks import readable
from tests.api.test_routes import expected, no_paper
from tests.api.world import World
from tests.factories.people import make_user

__all__ = ["no_paper"]
NO_LISTS = ("sche", "session", "desk-checks")
LISTS = [a for a in addresses() if a.startswith("api/v1/") and "<" not in a and not any(n in a for n in NO_LISTS)]
PAGES = ["buildings/", "hazards/", "imports/", "jobs/", "search/", "map/", "map/list/"]
WORDS = ["q", "area", "estate", "building", "grade", "source", "state", "clock", "sort", "cursor", "use", "result",
         "storey", "bbox", "scale", "show", "reason", "lang"]  # fmt: skip
ODD = ["\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "²", "9" * 400, "-1", "%s", "{}",
       "' OR 1=1 --", "x" * 3000, "1e999", "nan", "\u202egnp.exe"]  # fmt: skip


def failed(client: Client, path: str, words: dict[str, str]) -> bool:
    """Whether this GET ends in an error of ours."""
    with transaction.atomic():
        return bool(client.get(path, words).status_code >= 500)


@pytest.mark.parametrize("page", [*PAGES, "checks/<uuid:check_id>/", "buildings/<uuid:uuid>/history/"])
def test_odd_words_in_the_address_of_a_page(world: World, page: str) -> None:
    client = browser(world.a.officer)
    bad = [(w, o) for w in WORDS for o in ODD if failed(client, path_for(page, world.a).split("?")[0], {w: o})]
    assert bad == []


@pytest.mark.parametrize("address", LISTS)
def test_odd_words_in_the_address_of_a_list(world: World, address: str) -> None:
    client, bad = browser(world.a.officer), []
    for word in ("cursor", "page_size", "ordering", "fields", "q", "bbox", "building", "code", "value", "kind", "on"):
        for odd in ODD:
            with transaction.atomic():
                answer = client.get(f"/{address}", {word: odd})
            if answer.status_code >= 500 or answer["Content-Type"].startswith("text/html"):
                bad.append((word, odd, answer.status_code))
    assert bad == []


def test_the_size_of_a_page_is_a_number_up_to_500(world: World) -> None:
    client = browser(world.a.officer)
    assert client.get("/api/v1/buildings/", {"page_size": "100000000000"}).status_code == 200
    for wrong in ("0", "-1", "AAA", "", "1.5", "²"):
        answer = client.get("/api/v1/buildings/", {"page_size": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "page_size"), wrong


TEXTS = {"too long": "x" * 6000, "NUL": "a\x00b", "only NUL": "\x00", "turned": "\u202egnp.exe"}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_odd_texts_in_a_report_and_in_every_field_of_an_act(world: World, text: str) -> None:
    client = browser(world.a.officer)
    path = path_for("buildings/<uuid:uuid>/report/", world.a)
    for name in ("title", "title_en", "description"):
        answer = client.post(path, {"title": "Loose", **{name: text}})
        assert answer.status_code == (422 if len(text) > 5000 or (name, text) == ("title", "\x00") else 302), name
    assert not Hazard.objects.filter(title__regex="[\x01-\x1f\u202e]").exists()
    fields = ("reason", "text", "note", "receiver", "reference", "measures", "demand", "grade", "responsible", "days",
              "served_on", "photos", "method", "day_kind", "closing_kind", "version")  # fmt: skip
    for act in ("flag_imminent", "take_measures", "regrade", "reassign", "close"):
        body = {**dict.fromkeys(fields, text), "version": str(Hazard.objects.get(uuid=world.a.id("hazards")).version)}
        with transaction.atomic():
            answer = client.post(f"/hazards/{world.a.id('hazards')}/acts/{act}/", body)
        assert answer.status_code in (302, 422), act


BAD_VALUES: list[Any] = ["\x00", "x" * 400, 1e308, -(2**63), 2**63, [], [[]], {}, {"a": "\x00"}, None, True, "²", ["a"]]


@pytest.mark.parametrize("value", BAD_VALUES, ids=repr)
def test_odd_values_observed(world: World, value: Any) -> None:
    from registry.fields import FIELDS

    client, path = browser(world.a.officer), f"/api/v1/buildings/{world.a.id('buildings')}/observations/"
    for name in FIELDS:
        with transaction.atomic():
            answer = client.post(path, json.dumps({"field": name, "value": value}), content_type="application/json")
        assert answer.status_code < 500, (name, answer.content)
    row = Building.objects.get(pk=world.a.building.pk)
    assert "\x00" not in json.dumps([row.name, row.address, row.footprint], ensure_ascii=False)


BAD_JSON = [
    rb'{"reason": "\ud800", "act": "flag_imminent"}',
    b'{"act": "flag_imminent", "reason": NaN}',
    b'{"act": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    b"[1, 2]",
    b'"text"',
    b"null",
    b"\xff\xfe",
    b"",
]


@pytest.mark.parametrize("body", BAD_JSON, ids=lambda b: repr(b[:20]))
def test_bodies_that_are_no_object(world: World, body: bytes) -> None:
    client = browser(world.a.officer)
    for address in ("hazards/{}/acts/", "hazards/{}/rectifications/"):
        path, etag = f"/api/v1/{address.format(world.a.id('hazards'))}", world.a.rows["hazards"].etag
        answer = client.post(path, body, content_type="application/json", headers={"If-Match": etag})
        assert answer.status_code in (400, 412, 422), (address, answer.content)


def test_guids_that_are_none(world: World) -> None:
    client, path = browser(world.a.officer), f"/api/v1/model-sets/{world.a.id('model-sets')}/reviews/"
    for guid in ("x" * 65, "\x00", "", "a b", "<b>"):
        for kind, value in (("exits", "final"), ("stairs", "enclosed")):
            answer = client.patch(path, json.dumps({kind: {guid: value}}), content_type="application/json")
            assert answer.status_code in (400, 422), guid


def test_files_that_are_empty_or_not_what_they_say(world: World) -> None:
    officer, empty = browser(world.a.officer), SimpleUploadedFile("x.ifc", b"", "application/x-step")
    path = f"/api/v1/buildings/{world.a.id('buildings')}/models/"
    assert officer.post(path, {"file": empty}).status_code == 400
    assert officer.post(path, {}).status_code == 400
    long = SimpleUploadedFile("n" * 400 + ".ifc", b"ISO-10303-21;", "application/x-step")
    assert officer.post(path, {"file": long}).status_code < 500
    page = f"/buildings/{world.a.id('buildings')}/models/upload/"
    assert officer.post(page, {"file": SimpleUploadedFile("x.ifc", b""), "use": "residential"}).status_code == 200
    census = {"profile": "census-urban-residential", "crs": "EPSG:4490"}
    for odd in ({}, {"file": SimpleUploadedFile("x.csv", b"")}, {"file": "text"}):
        assert officer.post("/imports/", {**census, **odd}).status_code in (302, 422)
    photos = {"text": "done", "photos": SimpleUploadedFile("x.jpg", b"", "image/jpeg"), "version": "1"}
    answer = browser(world.a.town.manager).post(f"/hazards/{world.a.id('hazards')}/acts/submit_rectification/", photos)
    assert answer.status_code == 422


def test_a_photo_under_a_wrong_hash_is_refused(world: World) -> None:
    client = program(world.a.tokens["write"])
    for body in (b"", b"\xff\xd8\xff\xe0 something"):
        answer = client.put(f"/api/v1/photos/{'0' * 64}", body, content_type="image/jpeg")
        assert (answer.status_code, answer.json()["code"]) == (422, "hash_mismatch")
    assert client.put("/api/v1/photos/XYZ", b"x", content_type="image/jpeg").status_code == 404


EVIL = "<script>alert(7)</script><img src=x onerror=alert(7)>'\"</title>"
RAW = re.compile(r"<script>alert\(7\)|<img src=x onerror|'\"</title>")


def test_markup_in_names_is_shown_as_text(world: World, no_paper: None) -> None:
    """In a building's, area's, lift's, place's, person's and hazard's name and in what a model calls its rooms."""
    a = world.a
    Building.objects.filter(pk=a.building.pk).update(name=EVIL, name_en=EVIL, address=EVIL, address_en=EVIL)
    Area.objects.filter(pk=a.town.street.pk).update(name=EVIL, name_en=EVIL)
    Hazard.objects.filter(building=a.building).update(title=EVIL, title_en=EVIL, subject_name=EVIL, storey=EVIL)
    Elevator.objects.filter(building=a.building).update(name=EVIL[:60], name_en=EVIL[:60])
    Place.objects.filter(building=a.building).update(label=EVIL[:40])
    User.objects.filter(pk=a.officer.pk).update(display_name=EVIL)
    a.rows["checks"].results.update(subject_name=EVIL, storey=EVIL)
    client, seen = browser(a.officer), 0
    for path in readable(a, "officer"):
        answer = client.get(path)
        if answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            assert not RAW.search(text), path
            seen += "alert(7)" in text
    assert seen > 15, "the names must stand on the pages"


FORMS = [
    a
    for a in addresses()
    if (s := expected("POST", a)) and not a.startswith(("api/", "admin/")) and s["officer"] == 302
]


@pytest.mark.parametrize("address", FORMS)
def test_a_form_sent_twice_acts_once(world: World, address: str) -> None:
    """The same bytes twice: no error of ours, and one effect where an effect must not be doubled."""
    client, path = browser(world.a.officer), path_for(address, world.a)
    body = body_for(address, "POST", world.a)
    first = client.post(path, **body.sent())
    for file in (body.form or {}).values():
        if hasattr(file, "seek"):
            file.seek(0)
    again = client.post(path, **body.sent())
    assert first.status_code == 302 and again.status_code in (302, 422)
    hazard = Hazard.objects.get(uuid=world.a.id("hazards"))
    assert hazard.version <= world.a.rows["hazards"].version + 1


def test_people_without_any_function_see_empty_pages(world: World, no_paper: None) -> None:
    stranger = browser(make_user(is_staff=True))
    for path in ["/", *(f"/{page}" for page in PAGES if page != "map/list/"), "/admin/", *(f"/{a}" for a in LISTS)]:
        answer = stranger.get(path)
        assert answer.status_code == 200, path
        assert not any(mark in answer.content.decode() for mark in (world.a.mark, world.b.mark)), path
