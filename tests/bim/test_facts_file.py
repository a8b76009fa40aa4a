"""What was read of a model, kept: reading it back gives equal facts, and a check from it says the same."""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon

from bim.check import FACTS, check_delivery
from bim.facts import ModelFacts
from bim.facts_file import FORMAT, FactsFileError, dump_facts, load_facts
from bim.read import read_delivery
from bim.report import dumps
from bim.request import CheckRequest, Outputs, reviews_from
from seeds.ifc import OfficeOptions, TowerOptions, write_office, write_tower

DUPLEX = Path(__file__).resolve().parents[3] / "shared" / "data" / "ifc" / "duplex.ifc"
HOUSING = {"use": "residential", "fire_grade": 2}

coordinates = st.floats(allow_nan=False, allow_infinity=False, width=64)


@st.composite
def areas(draw):
    """Any outline, also one that crosses itself: what the file says is kept as it is."""
    rings = draw(
        st.lists(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=6), min_size=1, max_size=3)
    )
    polygons = [Polygon(ring) for ring in rings]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


st.register_type_strategy(Polygon, areas().filter(lambda a: isinstance(a, Polygon)))
st.register_type_strategy(MultiPolygon, areas().filter(lambda a: isinstance(a, MultiPolygon)))


@given(st.builds(ModelFacts, timing_s=st.just({})))
@settings(max_examples=60, deadline=None)
def test_facts_read_back_are_the_facts(facts):
    again = load_facts(dump_facts(facts, "r"))
    # repr tells apart what == does not: 1 and 1.0, 0.0 and -0.0; and finds NaN equal to NaN.
    assert repr(again.facts) == repr(facts)
    assert [s.floor and s.floor.wkb for s in again.facts.spaces] == [s.floor and s.floor.wkb for s in facts.spaces]
    assert again.reader == "r"


def test_the_same_facts_are_the_same_bytes_whatever_the_clock_said():
    one, other = ModelFacts([], timing_s={"open": 1.0}), ModelFacts([], timing_s={"open": 2.0})
    assert dump_facts(one, "r") == dump_facts(other, "r")
    assert dump_facts(one, "r") != dump_facts(one, "s")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"no gzip",
        lambda data: gzip.compress(b"no json"),
        lambda data: gzip.compress(b"[]"),
        lambda data: gzip.compress(b'{"format":"model-facts/2"}'),
        lambda data: gzip.compress(gzip.decompress(data).replace(b'"storeys"', b'"levels"')),
        lambda data: gzip.compress(gzip.decompress(data).replace(b'"floor":"01', b'"floor":"77')),
    ],
)
def test_a_file_that_is_not_ours_is_refused(spoil, tmp_path):
    facts = read_delivery([write_office(tmp_path / "o.ifc", options=OfficeOptions(storeys=2))])
    with pytest.raises(FactsFileError, match="stored facts"):
        load_facts(spoil(dump_facts(facts, "r")))


def test_a_field_that_came_later_has_its_default(tmp_path):
    """A file from before a field was added: old facts stay readable."""
    data = json.loads(gzip.decompress(dump_facts(ModelFacts([], building_name="b"), "r")))
    assert data["format"] == FORMAT
    data["facts"].pop("terrain_z_m")
    old = load_facts(gzip.compress(json.dumps(data).encode())).facts
    assert (old.building_name, old.terrain_z_m) == ("b", None)


@pytest.mark.parametrize("model", ["duplex", "tower"])
def test_a_check_from_stored_facts_is_the_check_of_the_file(model, tmp_path):
    path = DUPLEX if model == "duplex" else write_tower(tmp_path / "t.ifc", options=TowerOptions(storeys=4))
    if not path.exists():
        pytest.skip("the public sample model is not here")
    asked = CheckRequest(paths=(path,), pack_id="gb55037-2022", params=HOUSING, outputs=Outputs(facts=True, plans=True))
    parsed, kept = tmp_path / "parsed", tmp_path / "kept"
    parsed.mkdir(), kept.mkdir()
    first = check_delivery(asked, parsed)
    second = check_delivery(replace(asked, paths=(), facts=parsed / FACTS), kept)
    first.pop("timing_s"), second.pop("timing_s")
    assert dumps(first) == dumps(second)
    assert (parsed / FACTS).read_bytes() == (kept / FACTS).read_bytes()
    for plan in (parsed / "plans").iterdir():
        assert plan.read_bytes() == (kept / "plans" / plan.name).read_bytes()


def test_confirmations_hold_against_stored_facts_too(tmp_path):
    asked = CheckRequest(paths=(write_office(tmp_path / "o.ifc"),), pack_id="gb55037-2022", outputs=Outputs(facts=True))
    first = check_delivery(asked, tmp_path)
    stairs = {s["guid"]: "enclosed" for s in first["stairs"]}
    again = replace(asked, paths=(), facts=tmp_path / FACTS, reviews=reviews_from(exits={}, stairs=stairs))
    assert {s["status"] for s in check_delivery(again)["stairs"]} == {"confirmed"}


def test_a_small_model_takes_a_small_file(tmp_path):
    """Facts are a hundredth of the file they were read from or less: keeping them for a city costs little."""
    path = write_tower(tmp_path / "t.ifc", options=TowerOptions(storeys=6))
    assert len(dump_facts(read_delivery([path]), "r")) < path.stat().st_size / 20


def test_numbers_that_json_does_not_know_are_kept():
    facts = ModelFacts([], north_deg=math.inf, reference_z_m=math.nan)
    again = load_facts(dump_facts(facts, "r")).facts
    assert again.north_deg == math.inf and math.isnan(again.reference_z_m)


def test_texts_of_damaged_files_are_kept():
    facts = ModelFacts([], building_name="\x00 \ud800 \udfff 楼")
    assert load_facts(dump_facts(facts, "r")).facts.building_name == facts.building_name


def test_holes_and_heights_of_outlines_are_kept(tmp_path):
    facts = read_delivery([write_office(tmp_path / "o.ifc", options=OfficeOptions(storeys=2))])
    holed = Polygon([(0, 0, 3), (9, 0, 3), (9, 9, 3)], [[(5, 1), (6, 1), (6, 2)]])
    facts.spaces[0] = replace(facts.spaces[0], floor=holed)
    back = load_facts(dump_facts(facts, "r")).facts.spaces[0].floor
    assert shapely.to_wkb(back) == shapely.to_wkb(holed)
