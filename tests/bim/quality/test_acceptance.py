"""What is accepted stays silent, stays what it is, and comes back when the element or its figure has changed."""

import copy

import pytest

from bim.quality.acceptance import Accepted, count, mark, open_keys, seen_now
from bim.report import build_report
from core.verdicts import Verdict
from tests.bim.plans.made import judgement, tower
from tests.bim.test_report import Pack

RULE = ("rule", "flat-door-distance", "door_1808")
NOTE = ("quality", "door_width_missing", "door_1808")


@pytest.fixture
def report():
    document = build_report(tower(), [judgement(), judgement("1806", Verdict.PASS)], Pack(), {}, {})
    row = {"code": "door_width_missing", "severity": "warning", "message": "", "context": {}}
    document["quality"].append({**row, "guids": ["door_1808", "door_1806"], "affected": 2})
    return document


def accepted(report, key=RULE):
    return Accepted(*key, reason="sprinklers added", by="Li", at="2026-01-02", seen=seen_now(report, key))


def result_of(report):
    return next(r for r in report["results"] if r["subject"]["guid"] == "door_1808")


def test_an_accepted_fail_is_a_fail_that_is_marked(report):
    marked = mark(report, [accepted(report)])
    assert result_of(marked)["verdict"] == "fail"
    assert result_of(marked)["accepted"] == {"reason": "sprinklers added", "by": "Li", "at": "2026-01-02"}
    assert (count(marked), marked["summary"]) == (1, report["summary"])


def test_a_complaint_is_silent_only_when_all_its_elements_are(report):
    one = mark(report, [accepted(report, NOTE)])
    assert one["quality"][-1]["accepted"] == {"guids": ["door_1808"], "all": False}
    other = ("quality", "door_width_missing", "door_1806")
    both = mark(report, [accepted(report, NOTE), accepted(report, other)])
    assert both["quality"][-1]["accepted"]["all"] is True
    assert count(both) == 2


def test_elements_that_the_list_has_no_room_for_are_not_accepted_along(report):
    report["quality"][-1]["affected"] = 300
    other = ("quality", "door_width_missing", "door_1806")
    marked = mark(report, [accepted(report, NOTE), accepted(report, other)])
    assert marked["quality"][-1]["accepted"]["all"] is False


def test_a_complaint_about_the_whole_model(report):
    report["quality"].append({"code": "exits_none", "severity": "error", "guids": [], "affected": 0, "context": {}})
    marked = mark(report, [accepted(report, ("quality", "exits_none", ""))])
    assert marked["quality"][-1]["accepted"]["all"] is True


def door(report):
    return next(d for d in report["doors"] if d["guid"] == "door_1808")


def later(report, change):
    new = copy.deepcopy(report)
    change(new)
    return mark(new, [accepted(report)])


def moved(by):
    def change(new):
        for corner in door(new)["box_m"]:
            corner[0] += by

    return change


@pytest.mark.parametrize(("by", "back"), [(0.0, ""), (0.009, ""), (-0.009, ""), (0.02, "changed"), (-5.0, "changed")])
def test_a_door_that_moved_by_more_than_a_centimetre_comes_back(report, by, back):
    assert later(report, moved(by))["accepted"][0]["back"] == back


@pytest.mark.parametrize(
    ("field", "value", "back"),
    [
        ("measured", 30.0, "worse"),
        ("measured", 20.5, ""),
        ("measured_upper", 40.0, "worse"),
        ("measured", None, "worse"),
        ("limit", 15.0, "stricter"),
        ("limit", 22.0, ""),
    ],
)
def test_a_worse_figure_or_a_stricter_limit_comes_back(report, field, value, back):
    marked = later(report, lambda new: result_of(new).update({field: value}))
    assert marked["accepted"][0]["back"] == back
    assert (result_of(marked)["accepted"] is None) is bool(back)
    assert count(marked) == (0 if back else 1)


def test_a_width_is_worse_when_it_is_less(report):
    row = result_of(report)
    row.update(metric="clear_width", measured=0.8, measured_upper=0.84, limit=0.9)
    assert later(report, lambda new: result_of(new).update(measured=0.7))["accepted"][0]["back"] == "worse"
    assert later(report, lambda new: result_of(new).update(measured=0.85))["accepted"][0]["back"] == ""
    assert later(report, lambda new: result_of(new).update(limit=1.1))["accepted"][0]["back"] == "stricter"


def test_a_review_that_became_a_fail_comes_back(report):
    result_of(report)["verdict"] = "review"
    marked = later(report, lambda new: result_of(new).update(verdict="fail"))
    assert marked["accepted"][0]["back"] == "worse"


def test_a_door_that_lost_its_shape_or_got_another_width_comes_back(report):
    assert later(report, lambda new: door(new).update(box_m=None))["accepted"][0]["back"] == "changed"
    assert later(report, lambda new: door(new).update(width_m=0.8))["accepted"][0]["back"] == "changed"


def test_what_is_no_longer_complained_of_is_not_counted(report):
    marked = later(report, lambda new: result_of(new).update(verdict="pass"))
    assert (marked["accepted"], result_of(marked)["accepted"]) == ([], None)


def test_a_pass_and_missing_data_cannot_be_accepted(report):
    result_of(report)["verdict"] = "no_data"
    assert not [key for key in open_keys(report) if key[0] == "rule"]


def test_another_rule_on_the_same_door_is_not_silent(report):
    other = {**copy.deepcopy(result_of(report)), "rule": "door-width"}
    report["results"].append(other)
    assert mark(report, [accepted(report)])["results"][-1]["accepted"] is None


def test_the_report_itself_is_left_alone(report):
    before = copy.deepcopy(report)
    mark(report, [accepted(report)])
    assert report == before
