"""The score falls with every complaint, never rises, and names a model without rooms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bim.facts import ModelFacts, QualityNote, SourceFile
from bim.quality.catalogue import ASPECTS, complaints
from bim.quality.score import ASPECT_WEIGHTS, Totals, demand, score, totals_of

TOTALS = Totals(spaces=10, doors=20, stairs=2, storeys=4)


def note(code, affected=0, **context):
    return QualityNote(code, complaints()[code].severity, "", (), context, affected)


notes = st.builds(
    note,
    st.sampled_from(sorted(complaints())),
    st.integers(0, 300),
    what=st.sampled_from(["IfcSpace", "IfcDoor", "IfcStair", "IfcColumn", ""]),
)
totals = st.builds(Totals, *[st.integers(0, 300)] * 4)


def test_nothing_to_complain_of_is_a_hundred():
    found = score([], TOTALS)
    assert (found.total, found.reason, set(found.aspects.values())) == (100.0, "", {100.0})


def test_an_empty_model_has_nothing_and_says_why():
    facts = ModelFacts(files=[SourceFile("m.ifc", "", "IFC4", 1)])
    found = score([note("spaces_none"), note("doors_none")], totals_of(facts))
    assert (found.total, found.reason) == (0.0, "no_spaces")


def test_figures_by_hand():
    """Half of the doors without a width: doors 1 − 0.4 · 0.5 = 0.8, total 100 − 0.25 · 20."""
    found = score([note("door_width_missing", 10)], TOTALS)
    assert found.aspects["doors"] == 80.0
    assert found.total == pytest.approx(95.0)


def test_an_error_on_the_whole_takes_the_whole_aspect():
    found = score([note("exits_none")], TOTALS)
    assert (found.aspects["exits"], found.total) == (0.0, 80.0)


def test_a_class_counts_where_it_belongs():
    found = score([note("geometry_lost", 1, what="IfcStair")], TOTALS)
    assert (found.aspects["stairs"], found.aspects["spaces"]) == (50.0, 100.0)
    assert score([note("unplaced_storey", 10, what="IfcDoor")], TOTALS).aspects["levels"] == 80.0


def test_weights_sum_to_one():
    assert set(ASPECT_WEIGHTS) == set(ASPECTS)
    assert sum(ASPECT_WEIGHTS.values()) == pytest.approx(1.0)


@given(st.lists(notes, max_size=12), notes, totals)
def test_a_further_complaint_never_raises_it(before, further, of):
    old, new = score(before, of), score([*before, further], of)
    assert 0.0 <= new.total <= old.total <= 100.0
    assert all(0.0 <= new.aspects[a] <= old.aspects[a] for a in ASPECTS)


@given(notes, st.integers(1, 100), totals)
def test_a_larger_complaint_never_raises_it(one, more, of):
    if one.affected:
        larger = note(one.code, one.affected + more, **one.context)
        assert score([larger], of).total <= score([one], of).total


@pytest.mark.parametrize(("minimum", "met"), [(0, None), (80, True), (80.1, False)])
def test_a_minimum_is_met_or_not(minimum, met):
    report = {"quality_score": score([note("exits_none")], TOTALS).as_dict()}
    demand(report, minimum)
    assert (report["quality_score"]["minimum"], report["quality_score"]["met"]) == (minimum or None, met)


def test_a_code_that_the_catalogue_does_not_know_takes_nothing():
    assert score([QualityNote("new_code", "error", "")], TOTALS).total == 100.0
