"""Each cell of IBC Table 1017.2 and of Approved Document B against the hand-typed figure, and mutated one by one."""

from __future__ import annotations

import tomllib

import pytest

from bim.rules.build import build_pack
from bim.rules.load import PACKS, load_pack
from bim.rules.merge import merge
from tests.bim.rules.golden_abroad import ADB, IBC, check_cells, failure
from tests.bim.rules.test_golden import egress

VECTORS = {"ibc-2021": IBC, "adb-2019": ADB}
EACH = [pytest.param(pack_id, v, id=f"{pack_id}/{v.id}") for pack_id, vectors in VECTORS.items() for v in vectors]


def data_of(pack_id: str):
    return tomllib.loads((PACKS / f"{pack_id}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("pack_id", "vector"), EACH)
def test_cell(pack_id, vector):
    assert failure(load_pack(pack_id), vector) is None


@pytest.mark.parametrize(("pack_id", "cells"), [("ibc-2021", 42), ("adb-2019", 28)])
def test_every_cell_has_a_vector(pack_id, cells):
    """21 rows in two columns; 13 rows and the flats in two directions."""
    typed = {vector.id for vector in VECTORS[pack_id]}
    held = {
        f"{table.id}/{row.id}/{position}/{column}"
        for table in load_pack(pack_id).distances
        for row in table.rows
        for position, column in row.cells
    }
    assert typed == held
    assert len(typed) == cells


@pytest.mark.parametrize(("pack_id", "vector"), EACH)
def test_one_mutated_cell_turns_only_its_own_vector_red(pack_id, vector):
    table_id, row_id, position, column = vector.id.split("/")
    data = data_of(pack_id)
    table = next(table for table in data["distance"] if table["id"] == table_id)
    row = next(row for row in table["row"] if row["id"] == row_id)
    if column == "all":
        row[position] = 77
    else:
        row[position][column] = 77
    assert check_cells(build_pack(merge(None, data, "copy.toml"), ""), VECTORS[pack_id]) == [vector.id]


@pytest.mark.parametrize(
    ("pack_id", "words", "native"),
    [
        # words of the parameter and the groups they lead to, with sprinklers
        ("ibc-2021", "use=residential", 250), ("ibc-2021", "use=office", 300), ("ibc-2021", "use=retail", 250),
        ("ibc-2021", "use=hotel", 250), ("ibc-2021", "use=exhibition", 250), ("ibc-2021", "use=assembly", 250),
        ("ibc-2021", "use=entertainment", 250), ("ibc-2021", "use=medical_ward", 200), ("ibc-2021", "use=parking", 400),
        # these may mean more than one group: the first, stricter one, until the group is given
        ("ibc-2021", "use=teaching", 250), ("ibc-2021", "use=teaching group=B", 300),
        ("ibc-2021", "use=kindergarten", 200), ("ibc-2021", "use=kindergarten group=E", 250),
        ("ibc-2021", "use=elderly_care", 200), ("ibc-2021", "use=elderly_care group=I-1", 250),
        ("ibc-2021", "use=medical_other", 200), ("ibc-2021", "use=industrial", 250), ("ibc-2021", "use=storage", 250),
        ("ibc-2021", "use=storage group=S-2", 400),
        ("adb-2019", "use=residential position=between_exits", 30), ("adb-2019", "use=office position=dead_end", 18),
        ("adb-2019", "use=retail position=between_exits", 45), ("adb-2019", "use=hotel position=between_exits", 18),
        ("adb-2019", "use=assembly position=dead_end", 15), ("adb-2019", "use=exhibition position=dead_end", 18),
        ("adb-2019", "use=elderly_care position=dead_end", 9), ("adb-2019", "use=storage position=dead_end", 12),
        ("adb-2019", "use=medical_ward position=between_exits", 18), ("adb-2019", "use=parking position=dead_end", 25),
        # inside: 9 m in a flat, one direction up to the door of a room
        ("adb-2019", "use=residential position=in_room", 9), ("adb-2019", "use=office position=in_room", 18),
        ("adb-2019", "use=elderly_care position=in_room", 9),
    ],
)  # fmt: skip
def test_use_leads_to_its_row(pack_id, words, native):
    assert egress(f"{words} sprinklered=true", pack_id).native == native


def test_metres_are_for_display_and_feet_stay():
    """300 ft x 0.3048 = 91.44 m."""
    limit = egress("use=office sprinklered=true", "ibc-2021")
    assert (limit.native, limit.unit, limit.limit_m, limit.metric) == (300, "ft", 91.44, "walked")


def test_sprinklers_nobody_spoke_of_are_none_and_named():
    limit = egress("use=office", "ibc-2021")
    assert (limit.native, limit.assumed) == (200, ("sprinklered",))
    blocked = egress("use=medical_ward", "ibc-2021")
    assert (blocked.limit_m, blocked.open.value) == (None, "no_data"), "that column is not permitted"
    assert "sprinklered" in blocked.reason


def test_a_word_of_several_groups_names_the_group_as_open():
    assert egress("use=storage sprinklered=true", "ibc-2021").assumed == ("group",)
    assert egress("use=storage group=S-1 sprinklered=true", "ibc-2021").assumed == ()


@pytest.mark.parametrize("words", ["group=X-9", "use=office group=X-9"])
def test_a_group_the_pack_does_not_have(words):
    limit = egress(f"{words} sprinklered=true", "ibc-2021")
    assert (limit.limit_m, limit.open.value) == (None, "no_data")
    assert "X-9" in limit.reason


def test_flats_of_the_other_volume_are_no_row_of_a_use():
    """Offices are judged by Table 2.1; the row of flats is in another table."""
    assert egress("use=office group=flats position=dead_end", "adb-2019").limit_m is None
    assert egress("group=flats position=dead_end", "adb-2019").limit_m == 7.5


def test_open_stairwells_are_no_exits_abroad():
    """1017.3.1 and the definition of storey exit: only protected stairs end the distance."""
    for pack_id in VECTORS:
        assert load_pack(pack_id).counts_as_exit == {"enclosed", "smoke_proof", "outdoor"}
    assert "open_stairwell" in load_pack("gb55038-2025").counts_as_exit
