"""Each density and each capacity cell of the packs against figures typed by hand in <pack>.golden.toml."""

from __future__ import annotations

import copy
import tomllib

import pytest

from bim.rules.build import build_pack
from bim.rules.lint.golden import golden_problems
from bim.rules.lint.golden_occupancy import own_occupancy
from bim.rules.load import PACKS, load_pack
from bim.rules.merge import merge

DATA = PACKS
COUNTS = {"gb50016-2018": 9 + 18, "ibc-2021": 20 + 4, "adb-2019": 3}


def own(pack):
    return frozenset(key for _, _, key in own_occupancy(pack))


@pytest.mark.parametrize("pack_id", COUNTS)
def test_every_figure_has_a_vector_and_agrees(pack_id):
    pack = load_pack(pack_id)
    assert len(own(pack)) == COUNTS[pack_id]
    assert list(golden_problems(pack, DATA / f"{pack_id}.golden.toml", own(pack))) == []


@pytest.mark.parametrize("pack_id", ["gb55037-2022", "gb55038-2025"])
def test_overlays_inherit_them(pack_id):
    pack = load_pack(pack_id)
    found = [problem.text for problem in golden_problems(pack, DATA / "gb50016-2018.golden.toml", own(pack))]
    assert [text for text in found if "public_width" not in text] == [], "one door's width is overridden"


def places(data):
    """Every figure of a pack's data: the table that holds it and its key there."""
    for table in data.get("density", []):
        yield from ((row, "value" if "value" in row else "seats_factor") for row in table["row"])
    for table in data.get("capacity", []):
        for row in table.get("row", []):
            yield from (
                ((row["value"], key) for key in row["value"]) if isinstance(row["value"], dict) else [(row, "value")]
            )
        yield from ((step, "width") for step in table.get("step", []))


@pytest.mark.parametrize("pack_id", COUNTS)
def test_a_changed_figure_is_seen(pack_id):
    data = tomllib.loads((PACKS / f"{pack_id}.toml").read_text("utf-8"))
    for number in range(len(list(places(data)))):
        changed = copy.deepcopy(data)
        table, key = list(places(changed))[number]
        table[key] = table[key] + 10 if key == "width" else 77.0
        pack = build_pack(merge(None, changed, "copy.toml"), "")
        assert list(golden_problems(pack, DATA / f"{pack_id}.golden.toml", frozenset())), (number, table)
