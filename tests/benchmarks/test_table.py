"""Rows of the table: kept and missed goals are told apart, and figures without a goal claim nothing."""

from benchmarks.table import Row, markdown


def test_goals_are_kept_below_or_above_their_limit():
    assert Row("B1", "a", 2.9, limit=3.0).kept is True
    assert Row("B1", "a", 3.1, limit=3.0).kept is False
    assert Row("P4", "a", 9.0, limit=10.0, at_least=True).kept is False
    assert Row("", "a", 9.0).kept is None


def test_table_has_a_line_per_row_and_marks_what_is_missed():
    lines = markdown([Row("B1", "duplex", 3.26, limit=3.0, note="n"), Row("", "plans", 0.5, "s")]).splitlines()
    assert len(lines) == 4
    assert [c.strip() for c in lines[2].strip("|").split("|")] == ["B1", "duplex", "3.26 ×", "≤ 3 ×", "**no**", "n"]
    assert [c.strip() for c in lines[3].strip("|").split("|")] == ["", "plans", "0.5 s", "", "", ""]
