"""``manage.py check_pack``: a sentence by table and key for each thing an author forgot, nothing for a good pack."""

from __future__ import annotations

import io
import random
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bim.rules.lint.check import check_pack_file
from bim.rules.load import GOLDEN, PACKS, load_from, load_pack, pack_files

DATA = Path(__file__).parent / "rules" / "data"
CITY = "city-example-2026"
OURS = sorted(path for path in PACKS.glob("*.toml") if not path.name.endswith(GOLDEN))
GB, IBC, ADB = "gb50016-2018", "ibc-2021", "adb-2019"


@pytest.fixture
def city(tmp_path):
    """Edit a copy of the example overlay (or, with ``pack``, one of ours under another name) and check it."""

    def edit(*pairs: tuple[str, str], pack: str = CITY, golden: bool = True) -> list[str]:
        source = (DATA if pack == CITY else PACKS) / f"{pack}.toml"
        text = source.read_text(encoding="utf-8")
        if pack != CITY:
            text = text.replace(f'id = "{pack}"', f'id = "{CITY}"', 1)
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / f"{CITY}.toml"
        path.write_text(text, encoding="utf-8")
        if golden and pack == CITY:
            shutil.copy(DATA / f"{CITY}.golden.toml", tmp_path)
        return [problem.text for problem in check_pack_file(path) if problem.serious or pack == CITY]

    return edit


def run(*words: str):
    out = io.StringIO()
    try:
        call_command("check_pack", *words, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_packs_have_nothing_to_mend(path):
    status, lines = run(str(path))
    assert status == 0
    assert re.fullmatch(rf"{path.name}: [1-9]\d* golden vectors, 0 to mend, \d notes\.", lines[-1])


def test_the_example_of_a_city_is_complete_with_its_golden_vectors():
    """The one note is its parent's: three uses without a table."""
    status, lines = run(str(DATA / f"{CITY}.toml"))
    assert (status, len(lines)) == (0, 2), lines
    assert "industrial, storage, parking" in lines[0]
    assert run(str(DATA / f"{CITY}.toml"), "--strict")[0] == 1


def test_the_example_does_what_it_says():
    pack, parent = load_from(pack_files((DATA,)), CITY), load_pack("gb55037-2022")
    flat_door = next(
        row for rule in pack.widths if rule.id == "residential_width" for row in rule.rows if row.id == "flat_door"
    )
    assert (flat_door.value, flat_door.source.clause, flat_door.source.edition) == (
        1.0,
        "3.2.1",
        "Example City rules 2026",
    )
    assert {rule.id for rule in pack.widths} - {rule.id for rule in parent.widths} == {"city_stair_width"}
    assert CITY + ".golden" not in pack_files((DATA,)), "golden vectors are no pack"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # what a figure rests on
        ('clause = "3.2.4"\n', "", "width[0] 'city_stair_width': key 'clause' is missing"),
        ('confidence = "B"\nchecked', "checked", "width[0] 'city_stair_width': key 'confidence' is missing"),
        ('checked = "city gazette 2026 no. 3, read by N.N. on 2026-02-01"\n', "", "key 'checked' is missing"),
        ('edition = "Example City rules 2026"\nin_force', "in_force", "the file: key 'edition' is missing"),
        (
            'confidence = "B"\nchecked = "city gazette 2026 no. 3, read by N.N. on 2026-02-01"',
            'confidence = "A"\nchecked = "not checked"',
            "letter A, but checked against nothing",
        ),
        # schema
        ("in_force = 2026", 'in_force = "2026"', "key 'in_force' must be a whole number"),
        ('title = { en = "Fire', 'titel = { en = "Fire', "key 'titel' is not known here"),
        ('element = "stair"', 'element = "stiar"', "width[0].row[0]: key 'element' is 'stiar' but must be one of"),
        ("value = 1.20", 'value = "1.20"', "width[0].row[0]: key 'value' must be a number"),
        ('id = "city-example-2026"', 'id = "city"', "key 'id' must equal the file's name"),
        ('format = "rule-pack/1"', 'format = "rule-pack/9"', "key 'format' must be"),
        ("in_force = 2026", "in_force = ", "cannot be read as TOML"),
        # parents and overrides
        ('parent = "gb55037-2022"', 'parent = "gb55037"', "key 'parent': Parent pack 'gb55037' of"),
        ('parent = "gb55037-2022"', 'parent = "city-example-2026"', "is its own ancestor"),
        ('parent = "gb55037-2022"\n', "", "override[0]: key 'override' needs a 'parent'"),
        ('rule = "residential_width"', 'rule = "housing_width"', "override[0] names the rule 'housing_width'"),
        ('row = "flat_door"', 'row = "flat"', "override[0] names the row 'flat' of 'residential_width'"),
        ('height = "high"\nset', "set", "override[1] names the row 'residential'"),
        ('row = "flat_door"', 'roww = "flat_door"', "override[0] has an unknown key 'roww'"),
        (
            'set = { value = 1.00, edition = "Example City rules 2026", clause = "3.2.1", confidence = "B" }',
            "set = { value = 0.9 }",
            "override[0]: overrides nothing: the parent says the same of 'residential_width' row 'flat_door' (value)",
        ),
        (
            'set = { value = 1.00, edition = "Example City rules 2026", clause = "3.2.1", confidence = "B" }',
            "set = {}",
            "override[0]: overrides nothing: key 'set'",
        ),
        ('clause = "3.2.1", confidence', "confidence", "figure without 'clause'"),
        ('id = "city_stair_width"', 'id = "floor_width"', "two rules have the id 'floor_width'"),
        # golden vectors, keyed a second time
        ("\"1-2\" = 18", "\"1-2\" = 19", "limit[0]: key 'limit' is 18, the pack gives 19.0"),
        ("value = 1.20", "value = 1.25", "width[1]: key 'least' is 1.2, the pack gives 1.25 to 1.25 for stair"),
        ('element = "stair"', 'element = "corridor"', "width[1]: key 'least' is 1.2, the pack gives nothing"),
    ],
)  # fmt: skip
def test_one_fault_is_told_in_one_sentence(city, old, new, told):
    found = city((old, new))
    assert any(told in text for text in found), found
    assert all(text.startswith((f"{CITY}.", f"{CITY}:")) and "\n" not in text for text in found)


@pytest.mark.parametrize(
    ("pack", "old", "new", "told"),
    [
        (GB, '"open_stairwell", "outdoor"]', '"open_well", "outdoor"]', "names 'open_well', no kind of stair"),
        (GB, 'when = { stair = "open_stairwell" }', 'when = { stair = "open" }', "distance[0].modifier[1].when"),
        (GB, '"1-2" = 9, "3" = "-", ', '"1-2" = 9, ', "'entertainment' (any): cell dead_end.3"),
        (GB, 'teaching", high = "teaching" }', 'teaching" }', "uses.teaching has no row for high"),
        (GB, 'any = "entertainment"', 'any = "karaoke"', "uses.entertainment names the row 'karaoke'"),
        (GB, "office = {", "offices = {", "uses.offices is no word of the parameter 'use'"),
        (IBC, "200, \"true\" = 300 }", "200 }", "row 'B' (any): cell any.true is missing"),
        (IBC, "200, \"true\" = 300 }", "200, \"true\" = -3 }", "distance[0].row[1].any: key 'true'"),
        (IBC, 'or = ["B"]', 'or = ["B-2"]', "uses.teaching names the row 'B-2'"),
        (ADB, "between_exits = 30\n", "", "'flats' (any): cell between_exits is missing"),
        (ADB, "[storey_exit]", "[storey_exits]", "table 'storey_exit' is missing"),
        (ADB, 'columns = "none"', 'columns = "sprinklers"', "distance[0]: key 'columns' is 'sprinklers'"),
    ],
)  # fmt: skip
def test_faults_of_a_whole_pack(city, pack, old, new, told):
    found = city((old, new), pack=pack)
    assert any(told in text for text in found), found


def test_all_faults_at_once_not_only_the_first(city):
    """A clause, two cells of different rows, a stair kind and a use, each in a sentence of its own."""
    found = city(
        ('clause = "5.5.17-3"\n', ""),
        ('"1-2" = 24', '"1-2" = "24"'),
        ('"1-2" = 12', '"1-2" = 0'),
        ('"outdoor"]', '"outside"]'),
        ('office = { scope = "public"', 'office = { scope = "pubic"'),
        pack="gb50016-2018",
    )
    assert len(found) == 4, found
    assert sum("row[3]" in text for text in found) == 1, "both cells stand in one row, read until its first fault"


def test_without_golden_vectors_a_note(city):
    found = city(golden=False)
    assert any(f"{CITY}.golden.toml: no golden vectors" in text for text in found)


def test_figures_without_a_vector_are_named(tmp_path):
    shutil.copy(DATA / f"{CITY}.toml", tmp_path)
    text = (DATA / f"{CITY}.golden.toml").read_text(encoding="utf-8")
    (tmp_path / f"{CITY}.golden.toml").write_text(text.rpartition("[[width]]")[0], encoding="utf-8")
    found = [problem.text for problem in check_pack_file(tmp_path / f"{CITY}.toml")]
    assert f"{CITY}.golden.toml: no vector for city_stair_width / stair." in found


def test_a_pack_that_hides_one_of_ours(tmp_path):
    shutil.copy(PACKS / "gb50016-2018.toml", tmp_path)
    (found,) = check_pack_file(tmp_path / "gb50016-2018.toml")
    assert "exists already" in found.text


def test_no_such_file():
    with pytest.raises(CommandError, match="There is no file"):
        call_command("check_pack", "nowhere.toml")


@pytest.mark.parametrize("seed", range(60))
def test_no_file_breaks_the_linter(tmp_path, seed):
    """Lines dropped, doubled or given another value: sentences, never an exception; and never silence where the pack
    itself cannot be loaded."""
    chance = random.Random(seed)
    source = chance.choice([DATA / f"{CITY}.toml", *OURS])
    lines = source.read_text(encoding="utf-8").replace(f'id = "{source.stem}"', 'id = "pack"', 1).splitlines()
    for _ in range(chance.randint(1, 6)):
        i = chance.randrange(len(lines))
        key = lines[i].partition("=")[0]
        value = chance.choice(["3", '"x"', "[]", "{}", "true", "[1, 2]", "[{}]", "-1"])
        lines[i : i + 1] = chance.choice([[], [f"{key}= {value}"], ["[[distance]]"], ["[uses]"], ["[[width.row]]"]])
    path = tmp_path / "pack.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = check_pack_file(path)
    try:
        load_from(pack_files((tmp_path,)), "pack")
    except Exception:
        assert any(problem.serious for problem in found)


MISTAKES = [
    # what authors get wrong, with the line of the example overlay where it stands
    ('in_force = 2026', 'in_force = "2026"', 7, "must be a whole number"),
    ('title = { en = "Fire', 'titel = { en = "Fire', 8, "is not known here"),
    ('format = "rule-pack/1"', 'format = "rule-pack/9"', 3, "must be 'rule-pack/1'"),
    ('id = "city-example-2026"', 'id = "city"', 4, "must equal the file's name"),
    ('parent = "gb55037-2022"', 'parent = "gb55037"', 5, "is not known"),
    ('rule = "residential_width"', 'rule = "housing_width"', 10, "does not have"),
    ('row = "flat_door"', 'row = "flat"', 10, "has 0 such rows"),
    ('row = "flat_door"', 'roww = "flat_door"', 12, "unknown key 'roww'"),
    ('clause = "3.2.1", confidence', 'confidence', 10, "figure without 'clause'"),
    ('clause = "3.2.4"\n', '', 21, "key 'clause' is missing"),
    ('scope = "residential"', 'scope = "housing"', 25, "must be one of"),
    ('unit = "m"', 'unit = "cm"', 26, "must be one of m, in"),
    ('element = "stair"', 'element = "stiar"', 33, "must be one of"),
    ('value = 1.20', 'value = "1.20"', 34, "must be a number"),
    ('height = "any"', 'height = "all"', 32, "must be one of"),
    ('value = 1.20', 'value = 1.20\nvalu = 1.2', 35, "is not known here"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "told"), MISTAKES)
def test_the_line_is_told(city, old, new, line, told):
    found = city((old, new))
    assert any(text.startswith(f"{CITY}.toml:{line}: ") and told in text for text in found), found


def test_a_table_of_all_packs():
    status, lines = run("--all")
    assert (status, lines[0].split()[0]) == (0, "pack")
    assert [line.split()[0] for line in lines[1:]] == [path.stem for path in OURS]


def test_the_reference_page_has_that_table():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "rule-packs.md").read_text(encoding="utf-8")
    table = "\n".join(run("--all", "--markdown")[1])
    assert table in page, f"put this table into docs/reference/rule-packs.md:\n{table}"


def test_neither_file_nor_all():
    with pytest.raises(CommandError, match="--all"):
        call_command("check_pack")
