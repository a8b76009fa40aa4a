"""The review page: tabs, answers, bulk with a preview, two people at once, one check however much is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bim.models import Check, Review
from bim.services import reviews
from bim.services.checking import KIND
from bim.services.review_prints import newest_report
from bim.services.reviews import Words, say
from bim.services.uploads import upload_model
from core.models import Job
from portal.exit_review.tabs import TABS
from seeds.ifc import WalkUpOptions, write_walk_up
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(tmp_path: Path, run_jobs: Any) -> tuple[Any, Any]:
    path = tmp_path / "walk_up.ifc"
    write_walk_up(path, options=WalkUpOptions(storeys=2, entrances=1))
    building = make_building()
    actor = make_member("officer", area=building.area)
    params = {"use": "residential", "fire_grade": 2}
    version, _job = upload_model(
        actor=actor, building=building, chunks=[path.read_bytes()], name="walk_up.ifc", params=params
    )
    run_jobs()
    return actor, version


def page(user: Any, version: Any, query: str = "", language: str = "en") -> str:
    client = client_of(user, language)
    answer = client.get(reverse("exit-review", args=[version.uuid]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def client_of(user: Any, language: str = "en") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["language"] = language
    return client


def send(user: Any, version: Any, query: str = "", **fields: str) -> Any:
    address = reverse("exit-review", args=[version.uuid]) + query
    return client_of(user).post(address, {k.replace("__", ":"): v for k, v in fields.items()}, follow=True)


def first(version: Any, rows: str) -> str:
    report = newest_report(version)
    assert report is not None
    wanted = (r for r in report[rows] if rows != "doors" or r["exit"] == "final")
    return str(next(wanted)["guid"])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("tab", [t.key for t in TABS])
def test_every_tab_opens_in_both_languages_with_nothing_answered(checked: Any, tab: str, language: str) -> None:
    actor, version = checked
    html = page(actor, version, f"?tab={tab}&storey=all", language)
    assert " checked" not in html and ("<tr data-guid" in html or tab == "links")


@pytest.mark.parametrize(
    "query", ["?tab=roof", "?storey=nowhere", "?page=99999", "?page=-1", "?page=x&open=1", "?tab="]
)
def test_odd_addresses_open_all_the_same(checked: Any, query: str) -> None:
    assert "Confirm exits" in page(*checked, query)


def test_saving_starts_no_check_and_checking_starts_one(checked: Any) -> None:
    actor, version = checked
    door, stair = first(version, "doors"), first(version, "stairs")
    before = Job.objects.filter(kind=KIND).count()
    send(actor, version, **{f"exit__{door}": "final", "act": "save"})
    assert Job.objects.filter(kind=KIND).count() == before
    assert "1 word is newer than the check shown" in page(actor, version)
    send(actor, version, **{f"stair__{stair}": "enclosed", "act": "check"})
    send(actor, version, **{f"stair__{stair}": "smoke_proof", "act": "check"})
    assert Job.objects.filter(kind=KIND).count() == before + 1  # it had not begun: it takes both words with it
    holding = reviews.current(version.model_set)
    assert holding["exit"] == {door: "final"} and holding["stair"] == {stair: "smoke_proof"}


def test_an_answer_from_the_list_and_one_taken_back(checked: Any) -> None:
    actor, version = checked
    space = first(version, "spaces")
    send(actor, version, "?tab=uses", **{f"other-use__{space}": "office", "act": "save"})
    assert reviews.current(version.model_set)["use"] == {space: "office"}
    send(actor, version, "?tab=uses", **{f"use__{space}": "-", "act": "save"})
    assert reviews.current(version.model_set)["use"] == {}


def test_bulk_is_shown_before_it_is_said(checked: Any) -> None:
    actor, version = checked
    order = {"bulk-name": "入户门", "bulk-value": "flat_door"}
    shown = send(actor, version, "?tab=doors", **order, act="preview").content.decode()
    assert "4 elements become" in shown and not Review.objects.exists()
    send(actor, version, "?tab=doors", **order, act="bulk")
    assert len(reviews.current(version.model_set)["door"]) == 4
    again = send(actor, version, "?tab=doors", **order, act="preview").content.decode()
    assert "4 are skipped: they have this word already" in again


def test_bulk_without_a_word_takes_nothing_back(checked: Any) -> None:
    actor, version = checked
    say(actor=actor, model_set=version.model_set, words=Words({"exit": {first(version, "doors"): "final"}}))
    for act in ("preview", "bulk"):
        answer = send(actor, version, "?tab=exits", act=act, **{"bulk-overwrite": "1"})
        assert "Choose the word" in answer.content.decode()
    assert reviews.current(version.model_set)["exit"]


def test_a_link_is_said_and_dropped(checked: Any) -> None:
    actor, version = checked
    report = newest_report(version)
    assert report is not None
    a, b = report["spaces"][0]["guid"], report["spaces"][-1]["guid"]
    fields = {"link-from": a, "link-to": b, "link-length": "9,5", "act": "save"}
    send(actor, version, "?tab=links", **fields)
    assert reviews.current(version.model_set)["link"][f"{a}>{b}"]["length_m"] == 9.5
    for bad in ({"link-from": a, "link-length": "3"}, {**fields, "link-length": "nan"}, {**fields, "link-to": a}):
        assert "note bad" in send(actor, version, "?tab=links", **bad).content.decode()
    send(actor, version, "?tab=links", **{"drop-link": f"{a}>{b}", "act": "save"})
    assert reviews.current(version.model_set)["link"] == {}


def test_a_second_person_is_told_what_the_first_said(checked: Any) -> None:
    first_, version = checked
    second = make_member("officer", area=version.building.area)
    door = first(version, "doors")
    say(actor=first_, model_set=version.model_set, words=Words({"exit": {door: "unsure"}}))
    seen = str(reviews.newest_word(version.model_set))
    say(actor=first_, model_set=version.model_set, words=Words({"exit": {door: "final"}}))
    address = reverse("exit-review-since", args=[version.uuid])
    assert str(first_) in client_of(second).get(address, {"seen": seen}).json()["text"]
    assert client_of(first_).get(address, {"seen": seen}).json()["text"] == ""
    told = send(second, version, **{f"exit__{door}": "no", "seen": seen, "act": "save"}).content.decode()
    assert "the newest word, yours, holds" in told
    assert reviews.current(version.model_set)["exit"] == {door: "no"}


def test_carried_words_can_be_confirmed_or_dropped(checked: Any) -> None:
    actor, version = checked
    door = first(version, "doors")
    [old] = say(actor=actor, model_set=version.model_set, words=Words({"exit": {door: "final"}}))
    Review.objects.create(
        model_set=version.model_set,
        kind="exit",
        guid=door,
        value="final",
        actor=actor,
        version=version,
        carried_from=old,
    )
    html = page(actor, version)
    assert "carried over from v1 by position" in html and "Drop" in html


def test_who_may_not_confirm_reads_only(checked: Any) -> None:
    _actor, version = checked
    inspector = make_member("inspector", area=version.building.area)
    assert 'name="act" value="save"' not in page(inspector, version)
    send(inspector, version, **{f"exit__{first(version, 'doors')}": "no"})
    assert not Review.objects.exists()


def test_another_area_sees_nothing(checked: Any) -> None:
    _actor, version = checked
    stranger = client_of(make_member("officer", area=make_area()))
    for name in ("exit-review", "exit-review-since"):
        assert stranger.get(reverse(name, args=[version.uuid])).status_code == 404
    assert Check.objects.exists()
