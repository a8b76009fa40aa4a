"""Packs from files: overlays, strict keys, and sentences that name the file, the table and the key."""

from __future__ import annotations

import pytest

from bim.rules.load import PACKS, load_from, load_pack, pack_files
from bim.rules.schema import PackError

OVERLAY = """format = "rule-pack/1"
id = "city"
parent = "gb50016-2018"
edition = "City rule 2030"
in_force = 2030
title = { en = "City", zh = "城市" }
"""


def load_text(tmp_path, text: str, name: str = "city"):
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_from(pack_files((tmp_path,)), name)


def edited(tmp_path, old: str, new: str):
    """The parent pack with one edit, under its own name."""
    text = (PACKS / "gb50016-2018.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "gb50016-2018.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_from({"gb50016-2018": tmp_path / "gb50016-2018.toml"}, "gb50016-2018")


def test_the_overlay_adds_its_rules_and_keeps_its_parents():
    parent, overlay = load_pack("gb50016-2018"), load_pack("gb55037-2022")
    assert overlay.parent == parent.id
    assert overlay.distances == parent.distances
    assert {rule.id for rule in overlay.widths} - {rule.id for rule in parent.widths} == {"floor_width", "floor_height"}
    assert {rule.id for rule in overlay.exits} == {"residential_exits", "public_exits"}
    assert not parent.exits
    assert overlay.sha256 != parent.sha256
    assert len(overlay.sha256) == 64


def test_clauses_keep_their_own_edition_under_the_overlay():
    overlay = load_pack("gb55037-2022")
    editions = {rule.id: rule.rows[0].source.edition for rule in overlay.widths}
    assert editions["public_width"] == "GB 50016-2014 (2018 revision)"
    assert editions["floor_width"] == "GB 55037-2022"


def test_a_local_overlay_overrides_one_row(tmp_path):
    text = f"{OVERLAY}\n[[override]]\nrule = 'residential_width'\nrow = 'flat_door'\nset = {{ value = 1.0 }}\n"
    pack = load_text(tmp_path, text)
    rows = {row.id: row.value for rule in pack.widths if rule.id == "residential_width" for row in rule.rows}
    assert (rows["flat_door"], rows["exit_door"]) == (1.0, 0.9)


def test_every_rule_has_both_titles():
    for text in load_pack("gb55037-2022").titles().values():
        assert text.en.isascii()
        assert not text.zh.isascii()


def test_only_stairs_that_count_are_storey_exits():
    assert load_pack("gb50016-2018").counts_as_exit == {"enclosed", "smoke_proof", "open_stairwell", "outdoor"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"1-2" = 25, "3"', '"1-2" = 25, "2" = 9, "3"', "distance[0].row[0].between_exits: key '2' is not known"),
        ('"1-2" = 25,', '"1-2" = "25",', "key '1-2' must be a length above 0"),
        ('"1-2" = 25,', '"1-2" = -25,', "key '1-2' must be a length above 0"),
        ('metric = "straight"', 'metric = "guessed"', "key 'metric' is 'guessed' but must be one of straight, walked"),
        ('unit = "m"\n', "", "distance[0]: key 'unit' is missing"),
        ('confidence = "A"', 'confidence = "D"', "key 'confidence' is 'D'"),
        ("op = \"add\"", "op = \"take\"", "key 'op' is 'take'"),
        ('low = "other", high = "other" }', 'low = "others", high = "other" }', "names the row 'others' (low)"),
        ("id = \"public_width\"", "id = \"residential_width\"", "two rules have the id"),
        ("in_force = 2018", "in_force = true", "key 'in_force' must be a whole number"),
        ("[storey_exit]", "[storey_exits]", "key 'storey_exit' is missing"),
        ("value = 1.25", "values = 1.25", "key 'value' is missing"),
        ("when = { open_corridor = true }", "when = { wet = true }", "must hold exactly one of open_corridor"),
    ],
)  # fmt: skip
def test_a_wrong_key_is_a_sentence(tmp_path, old, new, told):
    with pytest.raises(PackError) as caught:
        edited(tmp_path, old, new)
    assert told in str(caught.value)
    assert "gb50016-2018" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = 'city'\n", "key 'format' must be 'rule-pack/1'"),
        ("format = 'rule-pack/1'\nid = 'town'\n", "must equal the file's name 'city'"),
        ("format = ", "cannot be read as TOML"),
        (OVERLAY.replace("gb50016-2018", "gb1"), "Parent pack 'gb1' of 'city' is not known"),
        (OVERLAY.replace("gb50016-2018", "city"), "its own ancestor"),
        (f"{OVERLAY}\n[[override]]\nrule = 'x'\nset = {{}}\n", "names the rule 'x'"),
        (f"{OVERLAY}\n[[override]]\nrule = 'public_width'\nrow = 'x'\n", "the parent has 0 such rows"),
        (f"{OVERLAY}\n[[override]]\nrule = 'public_width'\nwhy = 'x'\n", "unknown key 'why'"),
        (f"{OVERLAY}\ncolour = 'red'\n", "key 'colour' is not known"),
    ],
)
def test_a_wrong_overlay_is_a_sentence(tmp_path, text, told):
    with pytest.raises(PackError) as caught:
        load_text(tmp_path, text)
    assert told in str(caught.value)


def test_an_unknown_pack_lists_the_known_ones():
    with pytest.raises(PackError, match="gb50016-2018, gb50067-2014, gb55037-2022"):
        load_pack("../../etc/passwd")


def test_a_local_pack_may_not_hide_ours(tmp_path):
    (tmp_path / "gb50016-2018.toml").write_text("", encoding="utf-8")
    with pytest.raises(PackError, match="exists already"):
        pack_files((tmp_path,))
