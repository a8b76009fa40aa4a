"""GB 55038-2025 over its two parents. By hand: flat door 0.90 new, 0.80 renovation; entrance 1.10; stair 1.10, or 1.00
with one railing where the top entrance floor lies at 15 m or lower."""

from __future__ import annotations

import pytest

from bim.rules.evaluate import evaluate, not_judged
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from tests.bim.rules.builders import HOUSING, exit_door, flat_door, result, room, stair, storey

PACK = "gb55038-2025"


def judge(*doors, words: str = HOUSING, stairs=(), spaces=(), storeys=()):
    rows = evaluate(load_pack(PACK), parse_params(words.split()), result(doors, spaces, stairs, storeys))
    return {row.subject.guid: row for row in rows if row.rule == "housing_width"}


@pytest.mark.parametrize(
    ("existing", "clear", "verdict"),
    [
        (" existing=false", 0.90, "pass"),
        (" existing=false", 0.89, "fail"),
        (" existing=true", 0.80, "pass"),
        (" existing=true", 0.79, "fail"),
        # nobody said whether the building is new
        ("", 0.90, "pass"),
        ("", 0.85, "review"),
        ("", 0.79, "fail"),
    ],
)
def test_flat_door(existing, clear, verdict):
    found = judge(flat_door(clear_width_m=(clear, clear)), words=HOUSING + existing)["F1"]
    assert (found.verdict.value, found.clause, found.edition) == (verdict, "4.1.14", "GB 55038-2025")
    if verdict == "review":
        assert "existing" in sentence(found.reason)


@pytest.mark.parametrize(
    ("top_m", "width", "verdict"),
    [(15.0, 1.30, "pass"), (15.0, 1.05, "review"), (15.0, 0.99, "fail"), (15.1, 1.05, "fail"), (15.1, 1.30, "pass")],
)
def test_stair_by_the_top_entrance_floor_not_by_the_building(top_m, width, verdict):
    """Levels count from the lowest floor above ground, here at -2.0 m by the model's zero; height 60 m says nothing."""
    levels = (
        storey("S1", elevation_m=-2.0),
        storey("S9", elevation_m=top_m - 2.0),
        storey("ROOF", elevation_m=30.0),
        storey("B1", elevation_m=-6.0, above_ground=False),
    )
    words = HOUSING.replace("height_m=18", "height_m=60")
    found = judge(flat_door("F9", storey="S9"), words=words, stairs=(stair(width=width),), storeys=levels)["T1"]
    assert (found.verdict.value, found.clause) == (verdict, "4.2.2")


def test_without_levels_or_flat_doors_the_railing_stays_open():
    assert judge(stairs=(stair(width=1.05),))["T1"].verdict.value == "review"
    assert (
        judge(flat_door(), stairs=(stair(width=1.05),), storeys=(storey(elevation_m=None),))["T1"].verdict == "review"
    )


@pytest.mark.parametrize(("nominal", "verdict"), [(1.20, "pass"), (1.17, "review"), (1.15, "fail")])
def test_entrance_of_the_building(nominal, verdict):
    """Nominal less 0.06 to 0.10 m: 1.20 leaves 1.10, 1.17 between 1.07 and 1.11, 1.15 at most 1.09."""
    entrance = exit_door("G1", "final", joins=("H1", None), width_m=nominal)
    found = judge(entrance, spaces=(room("H1", is_circulation=True),))["G1"]
    assert (found.verdict.value, found.clause) == (verdict, "4.2.7")


def test_what_no_model_tells_is_named_not_passed():
    found = not_judged(load_pack(PACK), parse_params(HOUSING.split()), result())
    assert [row.element for row in found if row.rule == "housing_width"] == [
        "corridor", "corridor_height", "stair_tread", "stair_riser",
    ]  # fmt: skip


def test_other_uses_are_not_touched():
    words = HOUSING.replace("residential", "office")
    assert not judge(flat_door(), words=words, stairs=(stair(),))


def test_both_parents_stay_in_force():
    pack, parent = load_pack(PACK), load_pack("gb55037-2022")
    assert pack.distances == parent.distances
    assert {rule.id for rule in pack.widths} - {rule.id for rule in parent.widths} == {"housing_width"}
    assert pack.exits == parent.exits
