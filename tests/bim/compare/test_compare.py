"""What changed between two versions, each case small enough to see by eye."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bim.check import FACTS, check_delivery
from bim.compare import Side, compare
from bim.facts import ModelFacts, Storey
from bim.facts_file import read_facts_file
from bim.request import CheckRequest, Outputs
from seeds.ifc import OfficeOptions, write_office, write_walk_up
from tests.bim.compare.made import door, facts, report, row, shifted, side, space


def seen(changes):
    return sorted((c.change, c.guid) for c in changes.elements)


def test_the_same_again_is_no_change():
    found = compare(side(row()), side(row()))
    assert found.same_file and found.same_rules and found.related and found.nothing
    assert (found.elements_same, found.verdicts_same) == (4, 1)


def test_elements_added_removed_moved_resized_renamed():
    new = side(
        spaces=[space("R1", 0, 0, 5, 4, name="hall"), space("R2", 5, 0, 11, 4)],
        portals=[door("D1", 5, 3, width=1.1), door("D2", 9, 2)],
        stairs=[],
    )
    found = compare(side(), new)
    assert seen(found) == [
        ("added", "D2"), ("moved", "D1"), ("moved", "R2"), ("removed", "T1"), ("renamed", "R1"), ("resized", "D1"),
        ("resized", "R2"),
    ]  # fmt: skip
    by = {(c.change, c.guid): c for c in found.elements}
    assert by["moved", "D1"].moved_m == pytest.approx(1.0)  # y from 2 to 3
    assert (by["resized", "D1"].old_size, by["resized", "D1"].new_size) == (0.9, 1.1)
    assert (by["resized", "R2"].old_size, by["resized", "R2"].new_size) == (16.0, 24.0)  # 4 × 4 and 6 × 4
    assert (by["renamed", "R1"].old_name, by["renamed", "R1"].name) == ("room", "hall")
    assert by["removed", "T1"].old_size == 1.2
    assert found.element_counts["door"] == {"added": 1, "moved": 1, "resized": 1}


def test_a_door_widened_from_its_hinges_was_not_moved():
    """0.9 m to 1.1 m with one jamb where it was: the middle goes by 0.1 m."""
    found = compare(side(), side(portals=[door("D1", 5, 2.1, width=1.1)]))
    assert seen(found) == [("resized", "D1")]
    assert ("moved", "D1") in seen(compare(side(), side(portals=[door("D1", 5, 2.12, width=1.1)])))


def test_a_new_globalid_is_the_same_door_where_it_stands():
    old, new = side(row("D1", "fail", 26.0)), side(row("X9", "pass", 24.0), portals=[door("X9", 5, 2)])
    found = compare(old, new)
    assert (found.by_position, found.elements) == (1, ())
    (change,) = found.verdicts
    assert (change.change, change.how) == ("mended", "position")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (row(verdict="pass"), row(verdict="fail", measured=26.0), "new_fail"),
        (None, row(verdict="fail", measured=26.0), "new_fail"),
        (row(verdict="fail", measured=26.0), row(verdict="pass"), "mended"),
        (row(verdict="fail", measured=26.0), row(verdict="review"), "verdict"),
        (row(verdict="fail", measured=26.0), row(verdict="no_data", measured=None), "verdict"),
        (row(verdict="fail", measured=26.0), None, "fail_gone"),
        (row(verdict="pass"), None, "removed"),
        (None, row(verdict="pass"), "added"),
        (row(rests_on="proposed"), row(), "verdict"),
        (row(verdict="fail", rests_on="proposed", measured=26.0), row(verdict="fail", measured=26.0), ""),
        (row(measured=20.0), row(measured=20.002), "value"),
        (row(measured=20.0), row(measured=20.0004), ""),
        (row(limit=25.0), row(limit=20.0), "value"),
        (row(measured=None, verdict="review"), row(verdict="review"), "value"),
    ],
)
def test_a_verdict_that_turned(before, after, change):
    found = compare(side(*[r for r in [before] if r]), side(*[r for r in [after] if r]))
    assert [c.change for c in found.verdicts] == ([change] if change else [])
    assert found.verdicts_same == (0 if change else 1)


def test_the_loudest_come_first_and_every_row_is_counted_once():
    old = side(row("D1"), row("R1", "fail"), row("R2"), row("T1", "fail"))
    new = side(row("R2", measured=21.0), row("R1"), row("D1", "fail"))
    found = compare(old, new)
    assert [c.change for c in found.verdicts] == ["new_fail", "mended", "fail_gone", "value"]
    assert len(found.verdicts) + found.verdicts_same == 4


def test_several_rows_of_one_rule_and_element_are_paired_in_their_order():
    old, new = side(row(measured=1.0), row(measured=2.0)), side(row(measured=1.0), row(measured=3.0))
    (change,) = compare(old, new).verdicts
    assert (change.old["measured"], change.new["measured"]) == (2.0, 3.0)


def test_another_building_says_that_nothing_matches():
    spaces, portals = [space("A", 90, 90, 95, 94)], [door("B", 95, 92)]
    other = Side(facts(spaces=spaces, portals=portals, stairs=[]), report(row("B", "fail"), sha256="b" * 64))
    found = compare(side(row("D1", "fail")), other)
    # Its storey has the same name and height, as every building's first has: that relates nothing.
    assert not found.related and not found.same_file
    assert found.element_counts == {
        "space": {"added": 1, "removed": 2},
        "door": {"added": 1, "removed": 1},
        "stair": {"removed": 1},
    }
    assert [c.change for c in found.verdicts] == ["new_fail", "fail_gone"]


def test_a_model_that_was_moved_as_a_whole_moved_no_door():
    found = compare(side(row()), Side(shifted(facts(), 500_000.0), report(row())))
    assert found.shift_m == pytest.approx((500_000.0, 0.0, 0.0))
    assert found.elements == () and not found.nothing


def test_one_door_moved_in_a_moved_model_is_seen():
    doors = [door(f"D{n}", n, 20) for n in range(1, 12)]
    new = shifted(facts(portals=[*doors[:-1], door("D11", 11, 21)]), 3.0)
    found = compare(side(portals=doors), Side(new, report()))
    assert seen(found) == [("moved", "D11")]
    assert found.elements[0].moved_m == pytest.approx(1.0)


def test_a_door_that_could_be_two_is_neither_gone_nor_new():
    old, new = side(portals=[door("D1", 5, 2)]), side(portals=[door("X1", 5, 2.1), door("X2", 5, 1.9)])
    found = compare(old, new)
    assert (found.ambiguous, [c for c in found.elements if c.kind == "door"]) == (1, [])


def test_a_storey_with_a_new_globalid_is_found_by_name_and_height():
    storey = {"guid": "new", "name": "1F", "elevation_m": 0.1}
    subject = {"type": "IfcBuildingStorey", "name": "1F"}
    before = row(subject={"guid": "storey1", **subject}, verdict="fail")
    after = row(subject={"guid": "new", **subject}, storey="new")
    new = Side(facts(storeys=[Storey("new", 1, "1F", 0.1)]), report(after) | {"storeys": [storey]})
    assert [c.change for c in compare(side(before), new).verdicts] == ["mended"]


def test_without_stored_facts_only_verdicts_are_compared():
    found = compare(Side(None, report(row())), Side(facts(), report(row(verdict="fail"))))
    assert found.elements is None
    assert [c.change for c in found.verdicts] == ["new_fail"]


def test_empty_models_and_repeated_globalids_raise_nothing():
    empty = Side(ModelFacts([]), report())
    assert not compare(empty, empty).related
    twice = side(spaces=[space("R1", 0, 0, 5, 4), space("R1", 5, 0, 9, 4)])
    assert compare(twice, twice).elements == ()
    compare(empty, twice), compare(twice, empty)


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_element_is_kept_added_or_removed(old, new):
    """Sets decide it: by GlobalId alone, since the rooms of a name lie in one place and others far away."""
    places = {name: space(name, 10 * n, 0, 10 * n + 4, 4) for n, name in enumerate("abcdef")}
    one, other = (side(spaces=[places[n] for n in names], portals=[], stairs=[]) for names in (old, new))
    found = compare(one, other)
    assert {c.guid for c in found.elements if c.change == "added"} == set(new) - set(old)
    assert {c.guid for c in found.elements if c.change == "removed"} == set(old) - set(new)
    assert found.elements_same == len(set(old) & set(new))


def checked(path: Path, folder: Path) -> Side:
    folder.mkdir()
    asked = CheckRequest(paths=(path,), pack_id="gb55037-2022", params={"use": "office"}, outputs=Outputs(facts=True))
    document = check_delivery(asked, folder)
    return Side(read_facts_file(folder / FACTS).facts, json.loads(json.dumps(document)))


def test_real_files_of_two_versions(tmp_path):
    """The second version has one storey more; what the first has stays, whatever the writer numbers it."""
    one = checked(write_office(tmp_path / "1.ifc", options=OfficeOptions(storeys=2)), tmp_path / "one")
    two = checked(write_office(tmp_path / "2.ifc", options=OfficeOptions(storeys=3)), tmp_path / "two")
    found = compare(one, two)
    assert found.related and not found.same_file
    added = [c for c in found.elements if c.change == "added" and c.kind == "space"]
    assert len(added) == len(two.facts.spaces) - len(one.facts.spaces)
    assert compare(one, one).nothing
    json.dumps(found.as_dict(), allow_nan=False)


def test_real_files_of_two_buildings(tmp_path):
    one = checked(write_office(tmp_path / "1.ifc"), tmp_path / "one")
    far = write_walk_up(tmp_path / "2.ifc")
    other = checked(far, tmp_path / "other")
    assert other.facts is not None
    apart = replace(other.facts, spaces=[replace(s, guid=f"x{s.guid}") for s in other.facts.spaces])
    found = compare(one, Side(shifted(apart, 1000.0), other.report))
    assert not [c for c in found.elements if c.change not in ("added", "removed") and c.kind == "space"]
