"""Each cell of Tables 5.5.17 and 5.5.29 and each width row against the hand-typed figure."""

from __future__ import annotations

import pytest

from bim.rules.load import load_pack
from tests.bim.rules import golden, golden_widths

PACKS = ("gb50016-2018", "gb55037-2022")


@pytest.mark.parametrize("pack_id", [*PACKS, "gb55038-2025"])
@pytest.mark.parametrize("vector", golden.CELLS, ids=lambda vector: vector.id)
def test_cell(vector, pack_id):
    assert golden.failure(load_pack(pack_id), vector) is None


def test_every_cell_has_a_vector():
    """10 rows and 2 rows of six cells."""
    assert len({vector.id for vector in golden.CELLS}) == 72


@pytest.mark.parametrize("width", golden_widths.GB50016, ids=golden_widths.width_id)
def test_width_row_of_gb50016(width):
    assert golden_widths.failure(load_pack("gb50016-2018"), width) is None


@pytest.mark.parametrize("width", golden_widths.GB55037, ids=golden_widths.width_id)
def test_width_row_of_gb55037(width):
    assert golden_widths.failure(load_pack("gb55037-2022"), width) is None


@pytest.mark.parametrize("width", golden_widths.GB55038, ids=lambda w: f"{golden_widths.width_id(w)}-{w.use}")
def test_width_row_of_gb55038(width):
    assert golden_widths.failure(load_pack("gb55038-2025"), width) is None


@pytest.mark.parametrize("width", golden_widths.IBC, ids=golden_widths.width_id)
def test_width_row_of_ibc(width):
    assert golden_widths.failure(load_pack("ibc-2021"), width) is None


@pytest.mark.parametrize("pack_id", [*PACKS, "gb55038-2025", "ibc-2021"])
def test_every_width_row_has_a_vector(pack_id):
    typed = (*golden_widths.GB50016, *golden_widths.GB55037, *golden_widths.GB55038, *golden_widths.IBC)
    known = {golden_widths.width_id(w) for w in typed}
    rows = {f"{rule.id}/{row.id}" for rule in load_pack(pack_id).widths for row in rule.rows}
    assert rows <= known


@pytest.mark.parametrize(
    ("use", "height_m", "limit"),
    [
        # low buildings of these uses have no row of their own and fall to "other": 40; high ones as their row says
        ("hotel", 12, 40), ("hotel", 30, 30), ("exhibition", 12, 40), ("exhibition", 30, 30), ("retail", 12, 40),
        ("retail", 30, 40), ("assembly", 12, 40), ("office", 30, 40), ("elderly_care", 30, 25),
        ("medical_other", 12, 35), ("medical_other", 30, 30), ("medical_ward", 30, 24), ("teaching", 30, 30),
    ],
)  # fmt: skip
def test_use_leads_to_its_row(use, height_m, limit):
    words = f"use={use} height_m={height_m} storeys=6 fire_grade=1 position=between_exits {golden.PLAIN} hall=false"
    assert egress(words).limit_m == limit


def egress(words: str, pack_id: str = "gb50016-2018"):
    return golden.egress_limit(load_pack(pack_id), golden.parse_params(words.split()))
