"""Existing buildings: judged by what was in force at the design date, and by the current edition for information."""

from __future__ import annotations

import pytest

from bim.rules.basis import governs, judge_by_basis
from bim.rules.load import load_from, load_pack, pack_files
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from core.verdicts import Verdict
from tests.bim.rules.builders import HOUSING, exit_door, flat_door, reading, result, walk

OLD = """
format = "rule-pack/1"
id = "old-2006"
edition = "GB 50016-2006"
in_force = 2006
title = { en = "Old", zh = "旧" }
[storey_exit]
counts = ["enclosed", "smoke_proof", "open_stairwell", "outdoor"]
clause = "2.0.17"
confidence = "B"
checked = "invented for this test"
[clear_width]
deduction_m = [0.06, 0.10]
confidence = "B"
checked = "invented for this test"
[height_class]
[uses]
residential = { scope = "residential", table = "t", any = "r" }
[[distance]]
id = "t"
title = { en = "Way", zh = "距离" }
clause = "5.3.11"
unit = "m"
metric = "straight"
from = "flat_door"
to = "storey_exit"
confidence = "B"
checked = "invented for this test"
columns = "none"
[[distance.row]]
id = "r"
height = "any"
label = { en = "housing", zh = "住宅" }
between_exits = 40
dead_end = 22
[[width]]
id = "residential_width"
title = { en = "Width", zh = "宽度" }
clause = "5.3.14"
scope = "residential"
unit = "m"
confidence = "B"
checked = "invented for this test"
[[width.row]]
id = "flat_door"
height = "any"
element = "flat_door"
value = 0.80
"""
LISTED = """
[[editions]]
standard = "GB 50016"
edition = "GB 50016-2006"
in_force = 2006
"""


def rows_of(year: int | None, find=None, pack=None, existing: str = "existing=true", clear: float = 0.85):
    words = f"{HOUSING} {existing}" + (f" design_year={year}" if year else "")
    model = result((flat_door(way=reading(walk(5.0)), clear_width_m=(clear, clear)), exit_door()))
    return judge_by_basis(pack or load_pack("gb55037-2022"), parse_params(words.split()), model, find=find)


def of(rows, rule, basis):
    """Rows of the flat door or, where nothing was judged, of the building."""
    return [row for row in rows if (row.rule, row.basis) == (rule, basis) and row.subject.guid in ("F1", "")]


@pytest.fixture
def both(tmp_path):
    """The packs with one of 2006 beside them that the list of editions names."""
    (tmp_path / "old-2006.toml").write_text(OLD, encoding="utf-8")
    files = pack_files((tmp_path,))
    text = files["gb50016-2018"].read_text(encoding="utf-8")
    (tmp_path / "listed").mkdir()
    changed = tmp_path / "listed" / "gb50016-2018.toml"
    changed.write_text(text.replace(LISTED, f'{LISTED}pack = "old-2006"\n', 1), encoding="utf-8")
    files = files | {"gb50016-2018": changed}
    return load_from(files, "gb55037-2022"), lambda pack_id: load_from(files, pack_id)


def test_both_rows_appear_and_the_difference_is_told(both):
    """0.85 m: 0.80 m in 2006, 0.90 m today. Designed in 2010."""
    pack, find = both
    rows = rows_of(2010, find, pack)
    (then,), (now,) = of(rows, "residential_width", "as_built"), of(rows, "residential_width", "current")
    assert (then.subject, then.edition, then.clause) == (now.subject, "GB 50016-2006", "5.3.14")
    assert (then.verdict, then.limit, now.verdict, now.limit) == (Verdict.PASS, 0.80, Verdict.FAIL, 0.90)
    for row in (then, now):
        assert any(note.startswith("basis_differs") for note in row.notes)
        told = [sentence(note) for note in row.notes if note.startswith("basis_differs")]
        assert told == ["By the standard at construction (GB 50016-2006): pass; by the current one: fail."]


def test_no_difference_no_note(both):
    pack, find = both
    rows = rows_of(2010, find, pack, clear=0.95)
    for basis in ("as_built", "current"):
        (row,) = of(rows, "residential_width", basis)
        assert row.verdict is Verdict.PASS
        assert not any(note.startswith("basis_differs") for note in row.notes)


def test_an_edition_no_pack_holds_gives_no_verdict_as_built():
    rows = rows_of(2010)
    (then,) = of(rows, "residential_width", "as_built")
    assert (then.verdict, then.edition, then.measured, then.limit) == (Verdict.NO_DATA, "GB 50016-2006", None, None)
    assert "GB 50016-2006" in sentence(then.reason)
    assert "2010" in sentence(then.reason, "zh")
    (now,) = of(rows, "residential_width", "current")
    assert (now.verdict, now.notes[-1].split("|")[0]) == (Verdict.FAIL, "not_retroactive")


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (1988, None), (2005, "GBJ 16-87"), (2006, "GBJ 16-87"), (2007, "GB 50016-2006"), (2015, "GB 50016-2006"),
        (2016, "GB 50016-2014"), (2018, "GB 50016-2014"),
    ],
)  # fmt: skip
def test_the_edition_in_force_before_the_design_year(year, edition):
    (then,) = of(rows_of(year), "residential_width", "as_built")
    assert then.verdict is Verdict.NO_DATA
    assert edition is None or then.edition == edition
    assert then.reason.startswith("as_built_missing" if edition else "as_built_unknown")


def test_the_present_edition_was_in_force_already():
    """Designed in 2019: GB 50016 is judged as built, once; GB 55037 of 2023 did not exist."""
    rows = rows_of(2019)
    assert len(of(rows, "residential_width", "as_built")) == 1
    assert not of(rows, "residential_width", "current")
    (floor,) = of(rows, "floor_width", "as_built")
    assert (floor.verdict, floor.reason.split("|")[0]) == (Verdict.NOT_APPLICABLE, "as_built_none")
    assert of(rows, "floor_width", "current")


@pytest.mark.parametrize(("year", "existing"), [(None, "existing=true"), (2010, "existing=false"), (2010, "")])
def test_without_year_or_for_a_new_building_one_row_each(year, existing):
    rows = rows_of(year, existing=existing)
    assert {row.basis for row in rows} == {"current"}


def test_a_pack_that_cannot_be_had_is_as_good_as_none(both):
    pack, _ = both
    (then,) = of(rows_of(2010, lambda _: None, pack), "residential_width", "as_built")
    assert then.verdict is Verdict.NO_DATA


@pytest.mark.parametrize(
    ("basis", "existing", "acts"),
    [("current", None, True), ("current", False, True), ("current", True, False), ("as_built", True, True)],
)
def test_which_basis_may_call_for_action(basis, existing, acts):
    assert governs(basis, existing) is acts
