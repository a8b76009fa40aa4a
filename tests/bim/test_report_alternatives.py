"""Other ways in the report: both readings, bounds, and nothing where nothing was analysed."""

import json

import pytest

from bim.egress import analyse
from bim.egress.result import EgressResult
from bim.facts import ModelFacts
from bim.report_alternatives import StoreyAlternatives, common_path_row
from tests.bim.egress.alternatives.samples import tee, two_doors_one_stair


def test_rows_of_a_corridor_with_a_blind_arm():
    result = analyse(tee().facts)
    row = common_path_row(result.spaces[0])["common_path_m"]
    assert row["settled"] is True
    assert row["counts"]["value_m"] == pytest.approx(10.05, abs=0.01)
    assert row["counts"]["bound_m"] >= row["counts"]["value_m"]
    assert set(row["counts"]["exits"]) == {"west", "east"}
    assert row["path"][-1] == row["counts"]["parts_at"]
    storey = StoreyAlternatives(result).of("G")
    (pair,) = storey["exit_pairs"]["counts"]
    assert (pair["straight_m"], pair["spaces"]) == (20.0, 1)
    assert [loss["exits"] for loss in storey["exit_losses"]["counts"]] == [["west"], ["east"]]
    assert all(loss["bound_m"] >= loss["worst_m"] for loss in storey["exit_losses"]["counts"])
    json.dumps(storey, allow_nan=False)


def test_both_readings_are_told():
    result = analyse(two_doors_one_stair(other_exit=True).facts)
    row = next(s for s in result.spaces if s.guid == "hall-U")
    path = common_path_row(row)["common_path_m"]
    assert path["settled"] is False
    assert path["counts"]["exits"] != path["not_counts"]["exits"]
    upper = StoreyAlternatives(result).of("U")
    assert upper["exit_pairs"]["counts"] and not upper["exit_pairs"]["not_counts"]


def test_nothing_analysed_is_null():
    empty = EgressResult(ModelFacts(files=[]), [], [], [], [], None, None, False)
    assert StoreyAlternatives(empty).of("G") == {"dead_ends": None, "exit_pairs": None, "exit_losses": None}
