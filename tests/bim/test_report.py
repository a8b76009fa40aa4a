"""``egress-report/1``: shape, strictness, both readings, counts and exit codes."""

import json
import math
from dataclasses import dataclass, replace

import pytest

from bim.egress.result import Distance, Reading
from bim.report import build_report, dumps, exit_code, summary
from core.verdicts import RestsOn, Verdict
from tests.bim.plans.made import ROOMS, STOREY, WALK_M, guid, judgement, tower


@dataclass(frozen=True)
class Pack:
    id: str = "gb"
    edition: str = "2018"
    sha256: str = "00" * 32


def report(result=None, judgements=(), params=None, timing=None):
    return build_report(result or tower(), list(judgements), Pack(), params or {"use": "residential"}, timing or {})


# The keys that other programs rely on, as the reference page lists them.
KEYS = {
    "file": "name sha256 schema bytes repairs",
    "pack": "id edition sha256",
    "storeys": "guid name elevation_m spaces area_m2 max_travel_m bound_m farthest_space unreachable",
    "spaces": "guid step_id reason name long_name storey area_m2 max_travel_m bound_m storey_exit_m door_to_exit_m "
    "max_in_room_m occupants farthest_point path exit storey_exit",
    "doors": "guid step_id storey width_m clear_width_m position joins exit status evidence",
    "stairs": "guid from_storey to_storey length_m width_m method kind status",
    "results": "rule clause edition basis confidence metric subject measured limit limit_upper unit verdict rests_on "
    "reason path",
    "summary": "pass pass_proposed fail review no_data not_applicable",
}


def test_every_key_of_the_format_is_there():
    document = report(judgements=[judgement()])
    assert document["format"] == "egress-report/1"
    for part, names in KEYS.items():
        rows = document[part] if isinstance(document[part], list) else [document[part]]
        assert rows
        for row in rows:
            assert set(names.split()) <= set(row), part


def test_every_space_has_a_row_also_without_a_way():
    result = tower()
    result.spaces[0] = replace(result.spaces[0], reason="no_geometry", area_m2=None)
    rows = {row["guid"]: row for row in report(result)["spaces"]}
    assert set(rows) == {guid(name) for name in ROOMS}
    assert rows[guid("1801")]["reason"] == "no_geometry"
    assert rows[guid("1801")]["max_travel_m"] is None
    assert rows[guid("1801")]["path"] == []


def test_figures_of_a_space():
    row = next(r for r in report()["spaces"] if r["name"] == "1808")
    inner = math.hypot(1.9, 3.2) + math.hypot(5.4, 2.4) + math.hypot(0.15, 1.4)
    assert row["max_in_room_m"] == pytest.approx(inner, abs=1e-6)
    assert row["storey_exit_m"] == pytest.approx(inner + WALK_M, abs=1e-6)
    assert row["storey_exit"] == "door_S2"
    assert row["max_travel_m"] == 186.2
    assert row["bound_m"] == pytest.approx(186.3)
    assert row["farthest_point"] == [27.3, 16.2, 48.0]
    assert row["storey"] == STOREY


def test_both_readings_of_a_stair_of_unknown_kind_are_printed():
    result = tower()
    space = next(s for s in result.spaces if s.name == "1808")
    near, far = Distance(30.0, 0.0, ((0, 0, 0), (1, 0, 0)), "door_S2"), Distance(75.5, 0.0, ((0, 0, 0),), "door_E")
    space.storey_exit = Reading(counts=near, not_counts=far)
    row = next(r for r in report(result)["spaces"] if r["name"] == "1808")
    assert row["storey_exit_m"] == 30.0
    assert row["storey_exit_readings"] == {
        "counts": 30.0,
        "not_counts": 75.5,
        "settled": False,
        "targets": {"counts": "door_S2", "not_counts": "door_E"},
    }


def test_door_to_exit_is_that_of_the_nearest_own_door_of_the_flat():
    result = tower()
    door = next(d for d in result.doors if d.guid == "door_1808")
    door.to_storey_exit = Reading(*(Distance(WALK_M, 0.0, (), "door_S2"),) * 2)
    row = next(r for r in report(result)["spaces"] if r["name"] == "1808")
    assert (row["door"], row["door_to_exit_m"]) == ("door_1808", pytest.approx(WALK_M, abs=1e-6))
    corridor = next(r for r in report(result)["spaces"] if r["name"] == "corridor")
    assert (corridor["door"], corridor["door_to_exit_m"]) == (None, None)


def test_a_storey_is_the_maximum_over_its_reachable_spaces():
    result = tower()
    near = next(s for s in result.spaces if s.name == "1802")
    near.travel = Distance(170.0, 20.0, ((0, 0, 0),), "exit")
    (row,) = report(result)["storeys"]
    assert row["max_travel_m"] == 186.2
    assert row["bound_m"] == 190.0  # the largest bound, which is another space's


def test_the_document_is_strict_json():
    result = tower()
    result.stairs[0].length_m = math.nan
    result.doors[0].width_m = math.inf
    text = dumps(report(result, [judgement()]))
    assert json.loads(text, parse_constant=pytest.fail)["stairs"][0]["length_m"] is None
    with pytest.raises(ValueError, match="JSON compliant"):
        dumps({"x": math.nan})


def test_lengths_keep_more_than_three_decimals():
    row = report(judgements=[judgement()])["results"][0]
    assert row["measured"] == pytest.approx(WALK_M, abs=1e-6)
    assert round(row["measured"], 3) != row["measured"]


def test_a_delivery_of_several_files_is_one_file_row():
    result = tower()
    first = result.facts.files[0]
    result.facts.files.append(replace(first, name="podium.ifc", sha256="cd" * 32, bytes=500, repairs=("mended",)))
    document = report(result)
    assert document["file"]["name"] == "tower.ifc + podium.ifc"
    assert document["file"]["bytes"] == 1500
    assert document["file"]["repairs"] == ["podium.ifc: mended"]
    assert [f["name"] for f in document["files"]] == ["tower.ifc", "podium.ifc"]


def test_a_pass_on_proposed_exits_is_counted_apart():
    passed = judgement(verdict=Verdict.PASS)
    counts = summary([passed, replace(passed, rests_on=RestsOn.PROPOSED), judgement()])
    assert counts == {"pass": 1, "pass_proposed": 1, "fail": 1, "review": 0, "no_data": 0, "not_applicable": 0}


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([Verdict.PASS], 0),
        ([Verdict.PASS, Verdict.NOT_APPLICABLE], 0),
        ([Verdict.PASS, Verdict.FAIL], 1),
        ([Verdict.NO_DATA, Verdict.FAIL], 1),
        ([Verdict.PASS, Verdict.REVIEW], 2),
        ([Verdict.PASS, Verdict.NO_DATA], 2),
        ([Verdict.NOT_APPLICABLE], 2),
        ([], 2),
    ],
)
def test_exit_codes(verdicts, code):
    assert exit_code({"summary": summary([judgement(verdict=v) for v in verdicts])}) == code


def test_a_pass_on_proposed_exits_does_not_end_with_zero():
    passed = judgement(verdict=Verdict.PASS)
    assert exit_code({"summary": summary([passed, replace(passed, rests_on=RestsOn.PROPOSED)])}) == 2
