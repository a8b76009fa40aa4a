"""Buildings that cannot be left, with every exit and stair confirmed: nothing about them may pass or end in 0."""

from pathlib import Path

import pytest

from bim.check import check_delivery
from bim.report import exit_code
from bim.request import CheckRequest, reviews_from
from seeds.ifc import OfficeOptions, TowerOptions, WalkUpOptions, write_office, write_tower, write_walk_up

HOUSING = {"use": "residential", "fire_grade": 2, "height_m": 17.5, "sprinklered": False, "open_corridor": False}
OFFICE = HOUSING | {"use": "office"}
WAYS_OUT = ("door_to_exit", "residential_exits")
"""Rules that rest on a way out of the storey."""


def check(path: Path, params=HOUSING, *, exits=None, stairs=None):
    reviews = reviews_from(exits=exits or {}, stairs=stairs or {})
    return check_delivery(CheckRequest(paths=(path,), pack_id="gb55037-2022", params=params, reviews=reviews))


def confirmed(path: Path, stairs: str, params=HOUSING, closed=()):
    """Everything confirmed as proposed, stairs of one kind; doors named ``closed`` confirmed as no exit."""
    first = check(path, params)
    exits = {d["guid"]: d["exit"] for d in first["doors"] if d["exit"] != "no"}
    exits |= {d["guid"]: "storey" for d in first["doors"] if d["leads_to_stair"]}
    exits |= {d["guid"]: "no" for d in first["doors"] if d["name"] in closed}
    return check(path, params, exits=exits, stairs={s["guid"]: stairs for s in first["stairs"]})


def unreachable(report):
    return {guid for storey in report["storeys"] for guid in storey["unreachable"]}


def quality(report):
    return {note["code"]: note for note in report["quality"]}


def test_a_stair_that_leads_nowhere_is_no_storey_exit(tmp_path):
    path = tmp_path / "tower.ifc"
    write_tower(path, options=TowerOptions(storeys=3), no_exits=True)
    report = confirmed(path, "smoke_proof")
    assert unreachable(report) == {s["guid"] for s in report["spaces"]}
    of = [r for r in report["results"] if r["rule"].startswith(WAYS_OUT)]
    assert of
    assert {r["verdict"] for r in of} <= {"no_data", "review", "fail", "not_applicable"}
    assert exit_code(report) != 0
    assert quality(report)["exits_none"]["severity"] == "error"
    assert set(quality(report)["spaces_unreachable"]["guids"]) == unreachable(report)


def test_an_entrance_without_exit_does_not_hide_behind_its_neighbour(tmp_path):
    path = tmp_path / "walk_up.ifc"
    write_walk_up(path, options=WalkUpOptions(storeys=3))
    sound = confirmed(path, "enclosed")
    assert not unreachable(sound)
    report = confirmed(path, "enclosed", closed=("2单元门", "3单元门"))
    lost = unreachable(report)
    assert lost
    assert exit_code(report) != 0
    assert "exits_none" not in quality(report)
    assert set(quality(report)["spaces_unreachable"]["guids"]) == lost
    rows = [r for r in report["results"] if r["metric"] == "count"]
    assert len(rows) == 3
    assert all(r["verdict"] in ("no_data", "fail") for r in rows)
    # 2 flats a storey at each of 3 entrances: those of the first keep their verdict, the 12 others have none.
    flats = [r for r in report["results"] if r["rule"] == "residential_door_to_exit"]
    of_lost = {d["guid"] for d in report["doors"] if lost & set(d["joins"])}
    assert [r["verdict"] for r in flats if r["subject"]["guid"] in of_lost] == ["no_data"] * 12
    assert [r["verdict"] for r in flats if r["subject"]["guid"] not in of_lost] == ["pass"] * 6


def test_passes_alone_do_not_end_in_0_while_a_space_is_unreachable():
    counts = dict.fromkeys(("pass_proposed", "fail", "review", "no_data", "not_applicable"), 0) | {"pass": 1}
    room = {"area_m2": 12.0, "max_travel_m": None}
    assert exit_code({"summary": counts, "spaces": [room | {"max_travel_m": 3.0}]}) == 0
    assert exit_code({"summary": counts, "spaces": [room]}) == 2
    assert exit_code({"summary": counts, "spaces": [room | {"area_m2": None}]}) == 0


@pytest.mark.parametrize("how", [{}, {"no_exits": True}, {"no_stairs": True}, {"external_false": True}])
@pytest.mark.parametrize(
    ("write", "options", "stairs", "params"),
    [
        (write_tower, TowerOptions(storeys=2), "smoke_proof", HOUSING),
        (write_walk_up, WalkUpOptions(storeys=2), "enclosed", HOUSING),
        (write_office, OfficeOptions(storeys=2), "enclosed", OFFICE),
    ],
)
def test_no_building_with_an_unreachable_space_ends_in_0(tmp_path, write, options, stairs, params, how):
    path = tmp_path / "model.ifc"
    write(path, options=options, **how)
    report = confirmed(path, stairs, params)
    lost = unreachable(report)
    assert bool(lost) == ("no_exits" in how or "no_stairs" in how)
    assert not lost or exit_code(report) != 0
