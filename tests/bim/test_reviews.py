"""Words of people as rows: several kinds, in bulk, two at once, kept for the next version, through the API."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bim.models import Check, Review
from bim.review_targets import Match, targets, type_of
from bim.services import review_bulk, reviews
from bim.services.checking import start_check
from bim.services.review_bulk import Order
from bim.services.review_prints import newest_report
from bim.services.review_standing import standing
from bim.services.reviews import Words, say
from bim.services.uploads import upload_model
from core.errors import DomainError, NotAllowed
from core.services import history
from seeds.ifc import WalkUpOptions, write_walk_up
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member

pytestmark = pytest.mark.django_db
PARAMS = {"use": "residential", "fire_grade": 2}


@pytest.fixture
def walk_up(tmp_path: Path, run_jobs: Any) -> Any:
    """Actor and version of a walk-up of two storeys with one entrance, checked."""
    path = tmp_path / "walk_up.ifc"
    write_walk_up(path, options=WalkUpOptions(storeys=2, entrances=1))
    building = make_building()
    actor = make_member("officer", area=building.area)
    version = deliver(actor, building, path.read_bytes(), run_jobs)
    return actor, version, path


def deliver(actor: Any, building: Any, data: bytes, run_jobs: Any) -> Any:
    made = upload_model(actor=actor, building=building, chunks=[data], name="walk_up.ifc", params=PARAMS)
    run_jobs()
    return made[0]


def renumbered(data: bytes) -> bytes:
    """Every GlobalId of the file replaced, as by an exporter that does not keep them."""
    swap = bytes.maketrans(b"abcdefghij", b"jihgfedcba")
    return re.sub(rb"'[0-9A-Za-z_$]{22}'", lambda m: m.group().translate(swap), data)


def rows_of(version: Any, kind: str) -> list[Any]:
    report = newest_report(version)
    assert report is not None
    return targets(report, kind, {})


def test_all_kinds_hold_together_and_in_the_check(walk_up: Any, run_jobs: Any) -> None:
    actor, version, _path = walk_up
    space, door, stair = (rows_of(version, kind)[0].guid for kind in ("use", "exit", "stair"))
    values = {
        "use": {space: "office"}, "flat": {space: "common"}, "exit": {door: "final"}, "stair": {stair: "enclosed"},
        "door": {door: "inner"},
    }  # fmt: skip
    assert len(say(actor=actor, model_set=version.model_set, words=Words(values))) == 5
    start_check(actor=actor, version=version)
    run_jobs()
    report = newest_report(version)
    assert report is not None
    row = next(s for s in report["spaces"] if s["guid"] == space)
    assert (row["use"], row["use_status"], row["flat_status"], row["flat"]) == (
        "office",
        "confirmed",
        "confirmed",
        None,
    )
    assert Check.objects.filter(version=version).order_by("-pk").first().reviews["use"] == {space: "office"}


@pytest.mark.parametrize(
    ("values", "links"),
    [
        ({"use": {"a": "castle"}}, ()),
        ({"flat": {"a": "x" * 65}}, ()),
        ({"flat": {"a": "<b>"}}, ()),
        ({"door": {"a b": "inner"}}, ()),
        ({}, [{"from": "a", "to": "a", "length_m": 5}]),
        ({}, [{"from": "a", "to": "b", "length_m": 0}]),
        ({}, [{"from": "a", "to": "b", "length_m": float("nan")}]),
        ({}, [{"from": "a", "to": "b", "length_m": None}]),
        ({}, [{"from": "a", "to": "\x00", "length_m": 5}]),
    ],
)
def test_a_word_that_means_nothing_leaves_nothing(values: Any, links: Any) -> None:
    building = make_building()
    actor = make_member("officer", area=building.area)
    model_set = building.model_sets.create(name="main")
    with pytest.raises(DomainError):
        say(actor=actor, model_set=model_set, words=Words({"exit": {"good": "no"}, **values}, links))
    assert not Review.objects.exists()


def test_who_may_not_say_anything() -> None:
    building = make_building()
    model_set = building.model_sets.create(name="main")
    with pytest.raises(NotAllowed):
        say(actor=make_member("officer", area=make_area()), model_set=model_set, words=Words({"exit": {"a": "no"}}))


def test_the_newest_word_holds_and_can_be_taken_back() -> None:
    building = make_building()
    first, second = (make_member("officer", area=building.area) for _ in range(2))
    model_set = building.model_sets.create(name="main")
    say(actor=first, model_set=model_set, words=Words({"exit": {"a": "final"}}))
    seen = reviews.newest_word(model_set)
    say(actor=second, model_set=model_set, words=Words({"exit": {"a": "no"}}))
    assert reviews.current(model_set)["exit"] == {"a": "no"}
    assert [r.actor for r in reviews.words_since(model_set, seen, but=first)] == [second]
    assert reviews.words_since(model_set, seen, but=second) == []
    say(actor=first, model_set=model_set, words=Words({"exit": {"a": ""}}))
    assert reviews.current(model_set)["exit"] == {} and standing(model_set).open == ("a",)
    assert not say(actor=first, model_set=model_set, words=Words({"exit": {"a": "", "never": ""}}))


def test_not_certain_confirms_nothing() -> None:
    building = make_building()
    actor = make_member("officer", area=building.area)
    model_set = building.model_sets.create(name="main")
    say(actor=actor, model_set=model_set, words=Words({"exit": {"a": "unsure"}}))
    assert reviews.current(model_set)["exit"] == {} and standing(model_set).exits == {}
    assert reviews.latest(model_set)["exit", "a"].value == "unsure"


# bulk


def test_names_of_one_type() -> None:
    assert type_of("入户门 3-1402") == "入户门"
    assert type_of("Door 12") == type_of("Door 7") == "Door"
    assert type_of("101") == "101"


def test_one_word_for_all_flat_doors(walk_up: Any) -> None:
    actor, version, _path = walk_up
    doors = [t for t in rows_of(version, "door") if t.type == "入户门"]
    assert len(doors) == 4
    one = doors[0].guid
    say(actor=actor, model_set=version.model_set, words=Words({"door": {one: "inner"}}))
    order = Order("door", "flat_door", Match(type="入户门"))
    shown = review_bulk.preview(version, order)
    assert (len(shown.taken), [(t.guid, why) for t, why in shown.skipped]) == (3, [(one, "spoken")])
    assert not Review.objects.filter(value="flat_door").exists()  # a preview says nothing
    bulk, made = review_bulk.carry_out(actor=actor, version=version, order=order)
    assert {r.guid for r in made} == {t.guid for t in bulk.taken}
    event = history.events_of(version.building).first()
    assert event.kind == "model.doors_confirmed" and event.data["how"]["type"] == "入户门"
    again = review_bulk.preview(version, Order("door", "flat_door", Match(name="入户*"), overwrite=True))
    assert (len(again.taken), {why for _t, why in again.skipped}) == (1, {"same"})


def test_bulk_by_storey_and_part_of_a_name(walk_up: Any) -> None:
    _actor, version, _path = walk_up
    storey = rows_of(version, "use")[0].storey
    every = review_bulk.preview(version, Order("use", "dwelling", Match(name="卧室")))
    here = review_bulk.preview(version, Order("use", "dwelling", Match(name="卧室", storey=storey)))
    assert 0 < len(here.taken) < len(every.taken)
    assert not review_bulk.preview(version, Order("use", "dwelling", Match(name="no such"))).taken


# versions


def test_words_go_along_to_a_version_with_new_guids(walk_up: Any, run_jobs: Any) -> None:
    actor, version, path = walk_up
    exit_, stair, space = (rows_of(version, k)[0].guid for k in ("exit", "stair", "use"))
    values = {
        "exit": {exit_: "final"},
        "stair": {stair: "enclosed"},
        "flat": {space: space},
        "use": {space: "dwelling"},
    }
    say(actor=actor, model_set=version.model_set, words=Words(values))
    later = deliver(actor, version.building, renumbered(path.read_bytes()), run_jobs)
    assert later.model_set == version.model_set and later.number == version.number + 1
    report = newest_report(later)
    assert report is not None and report["reviews"]["waiting"] == [] and len(report["reviews"]["carried"]) == 3
    moved = {r["old"]: r["new"] for r in report["reviews"]["carried"]}
    assert {r["since"] for r in report["reviews"]["carried"]} == {f"v{version.number}"}
    rows = {(r.kind, r.guid): r for r in Review.objects.filter(carried_from__isnull=False)}
    assert rows["exit", moved[exit_]].actor == actor and rows["flat", moved[space]].value == moved[space]
    assert next(d for d in report["doors"] if d["guid"] == moved[exit_])["status"] == "confirmed"
    # once more: nothing is written twice, and a drop is no longer carried
    start_check(actor=actor, version=later, parse=True)
    run_jobs()
    assert Review.objects.filter(carried_from__isnull=False).count() == len(rows)
    say(actor=actor, model_set=later.model_set, words=Words({"exit": {moved[exit_]: ""}}), version=later)
    start_check(actor=actor, version=later)
    run_jobs()
    report = newest_report(later)
    assert report is not None
    assert next(d for d in report["doors"] if d["guid"] == moved[exit_])["status"] == "proposed"


def test_the_same_word_on_a_carried_one_confirms_it(walk_up: Any, run_jobs: Any) -> None:
    actor, version, path = walk_up
    door = rows_of(version, "exit")[0].guid
    say(actor=actor, model_set=version.model_set, words=Words({"exit": {door: "final"}}))
    later = deliver(actor, version.building, renumbered(path.read_bytes()), run_jobs)
    [row] = Review.objects.filter(carried_from__isnull=False)
    assert say(actor=actor, model_set=later.model_set, words=Words({"exit": {row.guid: "final"}}), version=later)
    assert reviews.latest(later.model_set)["exit", row.guid].carried_from is None
    assert standing(later.model_set).since == {}


# API


def call(client: Client, version: Any, body: dict[str, Any]) -> Any:
    address = f"/api/v1/model-sets/{version.model_set.uuid}/reviews/"
    return client.patch(address, json.dumps(body), content_type="application/json")


def test_the_api_takes_every_kind_and_words_in_bulk(walk_up: Any, client: Client) -> None:
    actor, version, _path = walk_up
    client.force_login(actor)
    a, b = (s.guid for s in rows_of(version, "use")[:2])
    asked = {"kind": "door", "value": "flat_door", "match": {"name": "入户门"}}
    before = call(client, version, {"bulk": [asked], "preview": True})
    assert before.status_code == 200 and len(before.json()["bulk"][0]["taken"]) == 4
    assert before.json()["doors"] == {}
    link = {"from": a, "to": b, "length_m": 9.5}
    done = call(client, version, {"uses": {a: "office"}, "flats": {b: "common"}, "links": [link], "bulk": [asked]})
    assert done.status_code == 200, done.content
    said = done.json()
    assert said["uses"] == {a: "office"} and said["flats"] == {b: "common"} and len(said["doors"]) == 4
    assert said["links"] == [{**link, "stair": "", "ramp": False}]
    dropped = call(client, version, {"links": [{"from": a, "to": b, "drop": True}], "uses": {a: ""}})
    assert dropped.json()["links"] == [] and dropped.json()["uses"] == {}


@pytest.mark.parametrize(
    "body",
    [
        {"bulk": [{"kind": "roof", "value": "x", "match": {}}]},
        {"bulk": [{"kind": "exit", "value": "castle", "match": {}}]},
        {"bulk": [{"kind": "exit", "value": "final"}]},
        {"links": [{"from": "a"}]},
        {"links": "all"},
        {"uses": {"a": None}},
        {"exits": {"a": "final"}, "uses": {"a": "castle"}},
        {"exits": {f"g{n}": "no" for n in range(2001)}},
    ],
)
def test_what_the_api_refuses_leaves_nothing(walk_up: Any, client: Client, body: Any) -> None:
    actor, version, _path = walk_up
    client.force_login(actor)
    assert call(client, version, body).status_code in (400, 422)
    assert not Review.objects.exists()


def test_a_model_elsewhere_is_not_there(walk_up: Any, client: Client) -> None:
    _actor, version, _path = walk_up
    client.force_login(make_member("officer", area=make_area()))
    order = {"kind": "exit", "value": "no", "match": {}}
    assert call(client, version, {"bulk": [order], "preview": True}).status_code == 404
    assert call(client, version, {"uses": {"a": "office"}}).status_code == 404
