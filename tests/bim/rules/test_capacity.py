"""Do the ways carry the persons: by hand from the tables, with what stays open."""

from __future__ import annotations

import pytest

from bim.rules.capacity import judge_capacity
from bim.rules.context import make_context
from bim.rules.load import load_pack
from bim.rules.params import parse_params
from bim.rules.reasons import sentence
from core.verdicts import RestsOn, Verdict
from tests.bim.rules.builders import exit_door, result, room, stair, storey

GB, IBC, ADB = "gb50016-2018", "ibc-2021", "adb-2019"


def house(persons=(0, 200, 320, 200), width=1.4, flight=1.3, kind="enclosed", doors=2, **rooms):
    """Storeys S1 (ground, two doors to the street) to S4; each upper one has ``doors`` doors into stairs."""
    exits = [exit_door(f"X{i}", "final", storey="S1", width_m=width, clear_width_m=None) for i in range(2)]
    stairs, storeys, spaces = [], [], []
    for n, count in enumerate(persons, start=1):
        spaces.append(room(f"R{n}", storey=f"S{n}", occupants=count, **rooms))
        mine = [f"D{n}{i}" for i in range(doors)] if n > 1 else ["X0", "X1"]
        key = "storey_exits" if kind != "unknown" or n == 1 else "unknown_exits"
        storeys.append(storey(f"S{n}", order=n, elevation_m=3.0 * (n - 1), spaces=1, **{key: tuple(mine)}))
        if n > 1:
            for i in range(doors):
                exits.append(
                    exit_door(f"D{n}{i}", storey=f"S{n}", width_m=width, clear_width_m=None, leads_to_stair=f"T{n}{i}")
                )
                stairs.append(stair(f"T{n}{i}", kind, flight, from_storey=f"S{n - 1}", to_storey=f"S{n}"))
    return result(exits, spaces, stairs, storeys)


def judge(model, words="use=office fire_grade=2 storeys=4", pack=GB):
    rows = list(judge_capacity(make_context(load_pack(pack), parse_params(words.split()), model)))
    return {(row.rule, row.storey, row.metric.removeprefix("total_width_")): row for row in rows}


def test_gb_most_crowded_floor_at_or_above():
    """1.00 m for 100 persons from 4 storeys on. Doors 2 × (1.30 to 1.34), flights 2 × 1.30, the street by S3."""
    rows = judge(house())
    needs = {key[1:]: row.limit for key, row in rows.items()}
    assert needs == pytest.approx(
        {
            ("S1", "exits"): 3.2, ("S2", "exits"): 2.0, ("S2", "stairs"): 3.2, ("S3", "exits"): 3.2,
            ("S3", "stairs"): 3.2, ("S4", "exits"): 2.0, ("S4", "stairs"): 2.0,
        }
    )  # fmt: skip
    found = {key[1:]: row.verdict for key, row in rows.items()}
    assert found[("S2", "exits")] is Verdict.PASS and found[("S4", "stairs")] is Verdict.PASS
    assert found[("S3", "exits")] is Verdict.FAIL and found[("S2", "stairs")] is Verdict.FAIL
    assert found[("S1", "exits")] is Verdict.FAIL
    row = rows[("public_capacity", "S3", "exits")]
    assert (row.measured, row.measured_upper) == pytest.approx((2.6, 2.68))
    assert "0.52 m too little" in sentence(row.reason) and row.confidence == "A"
    assert row.rests_on is RestsOn.CONFIRMED


@pytest.mark.parametrize(
    ("storeys", "grade", "limit"),
    [(2, 1, 1.3), (2, 3, 1.5), (2, 4, 2.0), (3, 2, 1.5), (3, 3, 2.0), (5, 3, 2.5)],
)
def test_gb_by_storeys_and_grade(storeys, grade, limit):
    rows = judge(house(persons=(0, 200)), f"use=office fire_grade={grade} storeys={storeys}")
    assert rows[("public_capacity", "S2", "stairs")].limit == pytest.approx(limit)


def test_a_dash_and_a_missing_grade():
    dash = judge(house(), "use=office fire_grade=4 storeys=4")[("public_capacity", "S2", "exits")]
    assert dash.verdict is Verdict.REVIEW and dash.limit is None
    missing = judge(house(), "use=office storeys=4")[("public_capacity", "S2", "exits")]
    assert missing.verdict is Verdict.NO_DATA and "fire_grade" in sentence(missing.reason)


def test_housing_has_no_required_total_width():
    assert judge(house(), "use=residential fire_grade=2 storeys=4") == {}
    assert judge(house(), "fire_grade=2 storeys=4") == {}


def test_unknown_persons_never_pass_and_known_ones_alone_may_fail():
    model = house(persons=(0, 10, 0, 0))
    model.spaces.append(room("Q", storey="S2", occupants=None))
    rows = judge(model)
    row = rows[("public_capacity", "S2", "exits")]
    assert row.verdict is Verdict.NO_DATA and "1 rooms are not known" in sentence(row.reason)
    crowded = house(persons=(0, 900, 0, 0))
    crowded.spaces.append(room("Q", storey="S2", occupants=None))
    assert judge(crowded)[("public_capacity", "S2", "exits")].verdict is Verdict.FAIL


def test_unknown_stairs_are_open():
    rows = judge(house(persons=(0, 200, 0, 0), kind="unknown"))
    assert rows[("public_capacity", "S2", "exits")].verdict is Verdict.REVIEW
    assert (
        judge(house(persons=(0, 500, 0, 0), kind="unknown"))[("public_capacity", "S2", "exits")].verdict is Verdict.FAIL
    )


def test_ways_without_a_width():
    row = judge(house(persons=(0, 200, 0, 0), width=None))[("public_capacity", "S2", "exits")]
    assert row.verdict is Verdict.NO_DATA and row.measured is None and "2 of the ways" in sentence(row.reason)


def test_open_stairs_are_no_way():
    rows = judge(house(kind="open_stair"))
    assert not [key for key in rows if key[2] == "stairs"]


def test_density_by_assumed_use_warns_and_by_confirmed_use_fails():
    """Floor 3 of a shop, 700 m²: 0.39 to 0.54 persons/m², 273 to 378 persons, 1.25 m for 100 at grade 3."""
    model = house(persons=(0, 0, None, 0), area_m2=700.0)
    words = "use=retail fire_grade=3 storeys=4"
    row = judge(model, words)[("public_capacity", "S3", "exits")]
    assert (row.limit_upper, row.limit) == pytest.approx((3.4125, 4.725), abs=1e-6)
    assert row.verdict is Verdict.REVIEW and "assumed" in sentence(row.reason) and "space_uses" in row.assumed
    for space in model.spaces:
        space.use, space.use_status = "shop", "confirmed"
    row = judge(model, words)[("public_capacity", "S3", "exits")]
    assert (row.verdict, row.rests_on) == (Verdict.FAIL, RestsOn.CONFIRMED)
    assert judge(model, words)[("public_capacity", "S3", "exits")].confidence == "B"


def test_office_has_no_density_in_gb():
    row = judge(house(persons=(0, None, 0, 0)))[("public_capacity", "S2", "exits")]
    assert row.verdict is Verdict.NO_DATA


def test_ibc_each_storey_on_its_own_and_the_loss_of_one_exit():
    """320 persons: 0.3 in × 320 = 96 in = 2.4384 m of stairs, 64 in = 1.6256 m of doors; half of it after a loss."""
    rows = judge(house(), "use=office sprinklered=false", IBC)
    assert rows[("egress_capacity", "S3", "stairs")].limit == pytest.approx(2.4384)
    assert rows[("egress_capacity", "S2", "stairs")].limit == pytest.approx(200 * 0.3 * 0.0254)
    assert rows[("egress_capacity", "S3", "exits")].limit == pytest.approx(1.6256)
    loss = rows[("egress_capacity_loss", "S3", "exits")]
    assert loss.limit == pytest.approx(0.8128) and loss.measured == pytest.approx(1.3)
    assert loss.verdict is Verdict.PASS


def test_ibc_voice_alarm_stays_open():
    """2 × 1.1 m of stairs for 320 persons: 2.4384 m, or 1.6256 m with sprinklers and voice alarm."""
    row = judge(house(flight=1.1), "use=office sprinklered=true", IBC)[("egress_capacity", "S3", "stairs")]
    assert row.verdict is Verdict.REVIEW and "sprinklers_and_voice_alarm" in row.assumed
    assert (
        judge(house(flight=1.1), "use=office sprinklered=false", IBC)[("egress_capacity", "S3", "stairs")].verdict
        is Verdict.FAIL
    )


def test_adb_the_largest_exit_is_lost_and_its_letter_only_warns():
    """Two doors of 0.90 m clear serve 110 each; without one of them 110 of 120 persons."""
    model = house(persons=(0, 120, 100, 0), width=1.0)
    rows = judge(model, "use=office", ADB)
    row = rows[("exit_capacity_loss", "S2", "exits")]
    assert (row.measured, row.limit, row.unit) == (110, 120, "persons")
    assert row.verdict is Verdict.REVIEW and "10 too few" in sentence(row.notes[0])
    assert "capacity_serves_enough" in rows[("exit_capacity_loss", "S3", "exits")].notes[0]
    assert ("exit_capacity", "S2", "exits") not in rows


def test_adb_one_exit_alone():
    row = judge(house(persons=(0, 60, 0, 0), width=1.0, doors=1), "use=office", ADB)[("exit_capacity", "S2", "exits")]
    assert (row.measured, row.limit) == (110, 60)


def test_no_exit_is_no_pass():
    model = house(persons=(0, 10, 0, 0), doors=0)
    assert judge(model)[("public_capacity", "S2", "exits")].verdict is Verdict.NO_DATA


def test_every_reason_has_both_languages():
    for row in [*judge(house()).values(), *judge(house(width=None, kind="unknown"), pack=ADB).values()]:
        for code in (row.reason, *row.notes):
            for language in ("en", "zh"):
                assert "{" not in sentence(code, language) and sentence(code, language) != code
