"""One mutated figure in a copy of a pack turns exactly its own golden vector red."""

from __future__ import annotations

import tomllib

import pytest

from bim.rules.build import build_pack
from bim.rules.load import PACKS, load_from, pack_files
from bim.rules.merge import merge
from tests.bim.rules import golden, golden_widths

PARENT, OVERLAY = "gb50016-2018", "gb55037-2022"


def parent_data():
    return tomllib.loads((PACKS / f"{PARENT}.toml").read_text(encoding="utf-8"))


def cells_of(data):
    return [
        (f"{table['id']}/{row['id']}/{row['height']}/{position}/{grade}", t, r, position, grade)
        for t, table in enumerate(data["distance"])
        for r, row in enumerate(table["row"])
        for position in ("between_exits", "dead_end")
        for grade in row[position]
    ]


@pytest.mark.parametrize("cell", cells_of(parent_data()), ids=lambda cell: cell[0])
def test_one_cell(cell):
    cell_id, table, row, position, grade = cell
    data = parent_data()
    data["distance"][table]["row"][row][position][grade] = 77  # a figure no table has
    assert golden.check_cells(build_pack(merge(None, data, "copy.toml"), "")) == [cell_id]


def test_a_cell_that_is_taken_out_is_no_data_and_seen():
    data = parent_data()
    del data["distance"][0]["row"][8]["between_exits"]["3"]
    pack = build_pack(merge(None, data, "copy.toml"), "")
    assert golden.check_cells(pack) == ["public_door_to_exit/other/low/between_exits/3"]
    words = f"use=office {golden.LOW} position=between_exits fire_grade=3 {golden.PLAIN}"
    limit = golden.egress_limit(pack, golden.parse_params(words.split()))
    assert (limit.limit_m, limit.open.value) == (None, "no_data")


@pytest.mark.parametrize("index", range(len(golden_widths.GB50016)))
def test_one_width_row(index):
    data = parent_data()
    rows = [(rule["id"], row) for rule in data["width"] for row in rule["row"]]
    rule, row = rows[index]
    row["value"] = 1.77
    pack = build_pack(merge(None, data, "copy.toml"), "")
    assert golden_widths.check_widths(pack, golden_widths.GB50016) == [f"{rule}/{row['id']}"]


def test_one_edited_character_of_the_file(tmp_path):
    """The same through a file: the hotel's 30 m of the high-rise row becomes 31 m."""
    text = (PACKS / f"{PARENT}.toml").read_text(encoding="utf-8")
    head, tail = text.split('id = "hotel_exhibition"', 1)
    changed = tail.replace('between_exits = { "1-2" = 30', 'between_exits = { "1-2" = 31', 1)
    (tmp_path / f"{PARENT}.toml").write_text(f'{head}id = "hotel_exhibition"{changed}', encoding="utf-8")
    files = pack_files() | {PARENT: tmp_path / f"{PARENT}.toml"}
    red = ["public_door_to_exit/hotel_exhibition/high/between_exits/1-2"]
    assert golden.check_cells(load_from(files, PARENT)) == red
    assert golden.check_cells(load_from(files, OVERLAY)) == red, "the overlay inherits its parent's cells"
    assert load_from(files, PARENT).sha256 != load_from(pack_files(), PARENT).sha256
    assert golden.check_cells(load_from(pack_files(), PARENT)) == []


@pytest.mark.parametrize("index", range(len(golden_widths.GB55037) - 1))
def test_one_width_row_of_the_overlay(index):
    data = tomllib.loads((PACKS / f"{OVERLAY}.toml").read_text(encoding="utf-8"))
    rule, row = [(rule["id"], row) for rule in data["width"] for row in rule["row"]][index]
    row["value"] = 1.77
    pack = build_pack(merge(merge(None, parent_data(), "parent.toml"), data, "copy.toml"), "")
    assert golden_widths.check_widths(pack, golden_widths.GB55037) == [f"{rule}/{row['id']}"]


def width_rows(pack_id):
    data = tomllib.loads((PACKS / f"{pack_id}.toml").read_text(encoding="utf-8"))
    return [(pack_id, rule["id"], row["id"]) for rule in data["width"] for row in rule["row"]]


@pytest.mark.parametrize(("pack_id", "rule_id", "row_id"), [*width_rows("gb55038-2025"), *width_rows("ibc-2021")])
def test_one_width_row_of_a_younger_pack(tmp_path, pack_id, rule_id, row_id):
    """One line of the file, the row's ``value``, changed to a figure no code has."""
    text = (PACKS / f"{pack_id}.toml").read_text(encoding="utf-8")
    head, tail = text.split(f'[[width.row]]\nid = "{row_id}"', 1)
    before, line = tail.split("\nvalue = ", 1)
    changed = f'{head}[[width.row]]\nid = "{row_id}"{before}\nvalue = 9.77\n{line.split(chr(10), 1)[1]}'
    (tmp_path / f"{pack_id}.toml").write_text(changed, encoding="utf-8")
    pack = load_from(pack_files() | {pack_id: tmp_path / f"{pack_id}.toml"}, pack_id)
    typed = golden_widths.GB55038 if pack_id == "gb55038-2025" else golden_widths.IBC
    assert set(golden_widths.check_widths(pack, typed)) == {f"{rule_id}/{row_id}"}
