"""Overlays: an overridden row carries its own clause, edition and letter; all else is the parent's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bim.rules.ask import ask, given_from
from bim.rules.evaluate import evaluate
from bim.rules.limits import egress_limit
from bim.rules.lint.check import check_pack_file
from bim.rules.load import load_from, load_pack, pack_files
from bim.rules.params import parse_params
from tests.bim.rules.builders import exit_door, reading, result, room, walk

DATA = Path(__file__).parent / "data"
CITY = "ibc-city-example"


def city():
    return load_from(pack_files((DATA,)), CITY)


@pytest.mark.parametrize(
    ("words", "native", "clause", "edition", "letter"),
    [
        ("use=office sprinklered=false", 150, "BC 1017.2", "Example City building code 2022", "B"),
        ("use=office sprinklered=true", 200, "BC 1017.2", "Example City building code 2022", "B"),
        ("use=retail sprinklered=true", 250, "1017.2, Table 1017.2", "IBC 2021", "A"),
    ],
)
def test_the_row_names_the_city_and_its_neighbours_the_parent(words, native, clause, edition, letter):
    limit = egress_limit(city(), parse_params(words.split()))
    assert (limit.native, limit.source.clause, limit.source.edition, limit.letter) == (native, clause, edition, letter)


def test_a_verdict_carries_the_clause_of_the_overlay():
    """50 m: within 200 ft (60.96 m), beyond 150 ft (45.72 m)."""
    way = reading(walk(50.0))
    params = parse_params(["use=office", "sprinklered=false"])
    model = result((exit_door(),), (room(storey_exit=way),))
    expected = ((city(), "fail", "BC 1017.2"), (load_pack("ibc-2021"), "pass", "1017.2, Table 1017.2"))
    for pack, verdict, clause in expected:
        (row,) = [row for row in evaluate(pack, params, model) if row.rule == "travel_distance"]
        assert (row.verdict.value, row.clause) == (verdict, clause)


def test_a_row_of_any_family_can_be_overridden():
    params = parse_params(["use=office", "sprinklered=true"])
    assert ask(city(), params, "dead_ends", given_from({})).strict == pytest.approx(40 * 0.3048)
    assert ask(load_pack("ibc-2021"), params, "dead_ends", given_from({})).strict == pytest.approx(50 * 0.3048)


def test_the_parent_stays_as_it_was():
    city()
    assert egress_limit(load_pack("ibc-2021"), parse_params(["use=office", "sprinklered=false"])).native == 200


def test_the_example_has_nothing_to_mend():
    assert [problem.text for problem in check_pack_file(DATA / f"{CITY}.toml") if problem.serious] == []


@pytest.mark.parametrize(("group", "scope"), [("R-2", "residential"), ("R-1", "public"), ("B", "public")])
def test_a_group_alone_tells_housing_from_the_rest(group, scope):
    use = load_pack("ibc-2021").use_of(None, group)
    assert use is not None
    assert use.scope == scope
