"""Words of people against the model at hand: files, errors, and new GlobalIds of a new version."""

import json
from dataclasses import replace

import pytest

from bim.check_reviews import fitting
from bim.egress import Reviews, analyse, words
from bim.egress.by_hand import link_guid
from bim.egress.options import COMMON, VerticalLink
from bim.fingerprints import facts_fingerprints
from bim.request import CheckRequest, request_from
from bim.review_files import ReviewError, ReviewFileError, read_kinds, read_reviews
from tests.bim.egress.samples import two_storeys

FACTS = two_storeys().facts
LINK = VerticalLink("well-G", "well-U", 9.0)


def prints(facts=FACTS):
    return {f.guid: f for f in facts_fingerprints(facts)}


def exported_again(facts=FACTS):
    """The same building with every GlobalId new."""
    return replace(
        facts,
        spaces=[replace(s, guid="n" + s.guid) for s in facts.spaces],
        portals=[replace(p, guid="n" + p.guid) for p in facts.portals],
        stairs=[replace(s, guid="n" + s.guid) for s in facts.stairs],
    )


def kept(**said):
    spoken = {g: "v1" for words_ in said.values() if isinstance(words_, dict) for g in words_}
    return Reviews(**said, prints=prints(), spoken_in=spoken)


# strict


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Reviews(uses={"nowhere": "office"}), "no space nowhere"),
        (Reviews(uses={"room": "castle"}), "'castle' is no kind"),
        (Reviews(flats={"room": ""}), "1 to 64 characters"),
        (Reviews(doors={"out": "gate"}), "'gate' is no kind"),  # type: ignore[dict-item]
        (Reviews(doors={"room": "inner"}), "no door or opening room"),
        (Reviews(links=(replace(LINK, to_space="well-G"),)), "joins a space with itself"),
        (Reviews(links=(replace(LINK, to_space="moon"),)), "moon"),
        (Reviews(links=(replace(LINK, length_m=1.0),)), "3.00 m apart"),
        (Reviews(links=(replace(LINK, length_m=float("nan")),)), "correct it"),
        (Reviews(links=(replace(LINK, stair="moon"),)), "no stair of the model: moon"),
    ],
)
def test_a_wrong_word_is_one_sentence(said, text):
    with pytest.raises(ReviewError, match=text):
        fitting(FACTS, said, strict=True)


def test_the_kind_of_a_linked_way_fits():
    said = Reviews(links=(LINK,), stairs={link_guid(LINK): "enclosed"})
    assert fitting(FACTS, said, strict=True).reviews == said


# versions


def test_new_guids_are_found_by_position():
    said = kept(exits={"out": "final"}, stairs={"stair": "enclosed"}, uses={"room": "office"}, flats={"room": COMMON})
    found = fitting(exported_again(), said, strict=False)
    assert found.reviews.exits == {"nout": "final"} and found.reviews.stairs == {"nstair": "enclosed"}
    assert found.reviews.uses == {"nroom": "office"} and found.reviews.flats == {"nroom": COMMON}
    assert {(c.old, c.new, c.since) for c in found.carried} >= {("out", "nout", "v1"), ("room", "nroom", "v1")}
    rows = {d.guid: d for d in analyse(exported_again(), reviews=found.reviews).doors}
    assert rows["nout"].status == "confirmed" and rows["nout"].evidence[0] == f"{words.CARRIED} v1"


def test_a_flats_key_goes_along():
    said = kept(flats={"room": "corridor-U"})
    assert fitting(exported_again(), said, strict=False).reviews.flats == {"nroom": "ncorridor-U"}


def test_a_link_goes_along_with_its_spaces():
    found = fitting(exported_again(), kept(links=(replace(LINK, stair="stair"),)), strict=False)
    assert found.reviews.links == (VerticalLink("nwell-G", "nwell-U", 9.0, "nstair"),)


def test_a_link_that_is_no_longer_possible_waits():
    gone = replace(FACTS, spaces=[s for s in FACTS.spaces if s.guid != "well-U"])
    assert fitting(gone, Reviews(links=(LINK,)), strict=False).reviews.links == ()


def test_without_a_fingerprint_a_word_waits():
    found = fitting(exported_again(), Reviews(exits={"out": "final"}), strict=False)
    assert found.reviews.exits == {} and found.waiting == ("out",)


def test_a_word_on_the_new_guid_itself_goes_first():
    said = kept(exits={"out": "final", "nout": "no"})
    assert fitting(exported_again(), said, strict=False).reviews.exits == {"nout": "no"}


def test_two_doors_where_one_was_are_named_and_not_carried():
    facts = exported_again()
    twin = next(p for p in facts.portals if p.guid == "nout")
    near = replace(twin, guid="twin", line=tuple((x, y + 0.1) for x, y in twin.line))
    found = fitting(replace(facts, portals=[*facts.portals, near]), kept(exits={"out": "final"}), strict=False)
    assert found.reviews.exits == {} and found.ambiguous == (("out", ("nout", "twin")),)
    assert found.as_dict()["ambiguous"] == [{"guid": "out", "candidates": ["nout", "twin"]}]


def test_all_words_survive_the_sandbox():
    said = kept(exits={"out": "final"}, uses={"room": "office"}, links=(LINK,))
    request = CheckRequest(paths=(), pack_id="x", reviews=said)
    assert request_from(json.loads(json.dumps(request.as_dict()))).reviews == said


# files


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_one_file_holds_all_words(tmp_path):
    whole = {
        "exits": {"out": "final"}, "stairs": {"stair": "enclosed"}, "uses": {"room": "office"},
        "flats": {"room": "common"}, "doors": {"out": "inner"},
        "links": [{"from": "well-G", "to": "well-U", "length_m": 9, "ramp": False}],
    }  # fmt: skip
    found = read_reviews({"reviews": write(tmp_path / "all.json", whole), "exits": None})
    assert found == Reviews(
        {"out": "final"}, {"stair": "enclosed"}, {"room": "office"}, {"room": "common"}, {"out": "inner"}, (LINK,)
    )


def test_lists_of_their_own_add_to_it(tmp_path):
    files = {
        "reviews": write(tmp_path / "all.json", {"exits": {"a": "final"}}),
        "exits": write(tmp_path / "exits.csv", "GUID,kind\nb,no\na,final\n"),
        "flats": write(tmp_path / "flats.csv", "s1,1-101\n"),
        "links": write(tmp_path / "links.json", [{"from": "s1", "to": "s2", "length_m": 7.5}]),
    }
    found = read_reviews(files)
    assert found.exits == {"a": "final", "b": "no"} and found.flats == {"s1": "1-101"}
    assert found.links == (VerticalLink("s1", "s2", 7.5),)


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("reviews", "[1]", "no JSON object"),
        ("reviews", {"exit": {}}, "'exit'"),
        ("reviews", {"uses": ["a"]}, "uses"),
        ("reviews", {"uses": {"a": "castle"}}, "castle"),
        ("reviews", '{"exits": {"a": "final", "a": "no"}}', "a stands twice"),
        ("uses", "a,castle", "castle"),
        ("links", {"from": "a"}, "list"),
        ("links", [{"from": "a", "to": "b"}], "length_m"),
        ("links", [{"from": "a", "to": "b", "length_m": "9"}], "number of metres"),
        ("links", [{"from": "a", "to": "b", "length_m": -1}], "between 0 and 1000"),
        ("links", '[{"from": "a", "to": "b", "length_m": NaN}]', "between 0 and 1000"),
        ("links", [{"from": 1, "to": "b", "length_m": 2}], "GlobalIds"),
        ("links", [{"from": "a", "to": "b", "length_m": 2, "lift": True}], "from, to"),
        ("links", "[" * 100_000, "not valid JSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path, name, content, text):
    path = write(tmp_path / "file.json", content)
    with pytest.raises(ReviewFileError, match=text) as told:
        read_reviews({name: path})
    assert str(path) in str(told.value)


def test_any_word_is_a_flat(tmp_path):
    assert read_kinds(write(tmp_path / "flats.json", {"a": "1-101"}), None) == {"a": "1-101"}
